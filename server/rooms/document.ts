/**
 * The document of a room: bytes as they lie on disk until somebody writes, asks for a difference or has been here for a
 * moment, a Y.Doc from then on. Owns loading, the answers to sync step 1, and what a checkpoint is made of.
 */
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { schemaOf } from '../../shared/plan/schema.ts'
import { encodeSyncStep2, encodeSyncUpdate } from '../../shared/protocol.ts'
import { requireKnownSchema } from '../known-schema.ts'
import type { Checkpoint, StoredPlan } from '../storage/storage.ts'
import { toDeflatedFrame, toFrame } from './frame.ts'
import { hasVeiled, veiledState } from './veil.ts'

/** What permessage-deflate leaves out at the end of every message (RFC 7692, 7.2.1). */
const DEFLATE_TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff])
/** A compressed message has no last block: the stream goes on with the next one. */
const inflate = (deflated: Uint8Array): Buffer =>
  inflateRawSync(Buffer.concat([deflated, DEFLATE_TAIL]), { finishFlush: constants.Z_SYNC_FLUSH })

/** A message as permessage-deflate sends it, without context. */
const deflate = (message: Uint8Array): Buffer =>
  deflateRawSync(message, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -DEFLATE_TAIL.length)

/** What a newcomer who may not read comments is sent first: like the checkpoint, but made when first asked for. */
interface VeiledBase {
  stateVector: Uint8Array
  message: Uint8Array
  /** The message compressed, as soon as somebody takes it so. */
  deflated: Buffer | null
}

/** An update without changes and deletions. */
export const EMPTY_UPDATE = new Uint8Array([0, 0])
const EMPTY_STATE_VECTOR = Y.encodeStateVector(new Y.Doc())

/** Whether an update has neither changes nor deletions; longer ways of saying so are looked at like any update. */
export const bringsNothing = (update: Uint8Array): boolean =>
  update.length === EMPTY_UPDATE.length && update.every((byte, index) => byte === EMPTY_UPDATE[index])

const isEmptyVector = (stateVector: Uint8Array): boolean => stateVector.length <= 1

/** Differences kept for people who ask the same: a reconnect storm asks for one and the same state vector. */
const MAX_CACHED_ANSWERS = 8

export class PlanDocument {
  private warm: Y.Doc | null = null
  private checkpoint: Checkpoint | null
  /** Updates after the checkpoint while the document is cold. */
  private tail: readonly Uint8Array[]
  private readonly answers = new Map<string, Buffer>()
  private veiledBase: VeiledBase | null = null
  /** Whether there is anything to veil, since somebody asked; what was there once always is. */
  private veils: boolean | null = null
  /** Clients of the checkpoint, while the document is cold. */
  private first: Map<number, number> | null = null
  /** Clients of the log behind it, while the document is cold. */
  private later: ReadonlySet<number> | null = null

  /** @throws SvodError `plan-newer` where the document is of a schema that this build does not know [CQ9] */
  constructor({ checkpoint, tail }: Pick<StoredPlan, 'checkpoint' | 'tail'>) {
    if (checkpoint?.schema !== undefined) requireKnownSchema(checkpoint.schema)
    this.checkpoint = checkpoint
    this.tail = tail.map((record) => record.update)
    // What the checkpoint says holds unless the server, which alone may say another, wrote since.
    if (tail.some(({ by }) => by === 'server')) requireKnownSchema(schemaOf(this.doc))
  }

  /** The document itself; builds it at the first call. Throws where the stored bytes do not make a whole document. */
  get doc(): Y.Doc {
    if (this.warm === null) this.warm = this.build()
    return this.warm
  }

  get isWarm(): boolean {
    return this.warm !== null
  }

  private build(): Y.Doc {
    const doc = new Y.Doc()
    doc.transact(() => {
      if (this.checkpoint) Y.applyUpdateV2(doc, this.checkpoint.stateV2)
      for (const update of this.tail) Y.applyUpdate(doc, update)
    })
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
      throw new Error('stored document has gaps')
    }
    this.tail = []
    return doc
  }

  /** To be called after every change: answers that were computed before are no longer true. */
  changed(): void {
    this.answers.clear()
    this.veils ||= null
  }

  /** What this side knows at least; a cold document says what its checkpoint holds. */
  stateVector(): Uint8Array {
    if (this.warm) return Y.encodeStateVector(this.warm)
    return this.checkpoint?.stateVector ?? EMPTY_STATE_VECTOR
  }

  /** Whether anything was ever written under this client id; builds nothing. */
  knows(client: number): boolean {
    if (this.warm) return this.warm.store.clients.has(client)
    this.first ??= Y.decodeStateVector(this.stateVector())
    this.later ??= new Set(this.tail.flatMap((update) => [...Y.parseUpdateMeta(update).from.keys()]))
    return this.first.has(client) || this.later.has(client)
  }

  /**
   * Whether who knows these clients has a document of another incarnation: several of them, and none that everybody
   * has who was ever sent this one [EP14].
   */
  isStrange(stateVector: Uint8Array): boolean {
    const known = this.warm?.store.clients ?? (this.first ??= Y.decodeStateVector(this.stateVector()))
    if (known.size === 0) return false
    const decoder = decoding.createDecoder(stateVector)
    const count = decoding.readVarUint(decoder)
    for (let left = count; left > 0; left--) {
      if (known.has(decoding.readVarUint(decoder))) return false
      decoding.readVarUint(decoder)
    }
    return count > 1
  }

  /**
   * Frames that answer a step 1. The step 2 comes last, so that "synced" is said when everything is there. `isVeiled`:
   * without comments and other plans; where there is nothing of them, it is the answer that everybody gets [GV4].
   */
  answer(stateVector: Uint8Array, deflates: boolean, isVeiled: boolean): Buffer {
    const veils = isVeiled && (this.veils ??= hasVeiled(this.doc))
    const key = `${veils ? 'v' : ''}${deflates ? 'd' : 'p'}${Buffer.from(stateVector).toString('base64')}`
    const known = this.answers.get(key)
    if (known) return known
    const answer = veils ? this.answerVeiled(stateVector, deflates) : this.answerOpen(stateVector, deflates)
    if (this.answers.size < MAX_CACHED_ANSWERS) this.answers.set(key, answer)
    return answer
  }

  private answerOpen(stateVector: Uint8Array, deflates: boolean): Buffer {
    if (isEmptyVector(stateVector)) return this.answerAll(deflates)
    return toFrame(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, stateVector)))
  }

  private answerVeiled(stateVector: Uint8Array, deflates: boolean): Buffer {
    const { doc } = this
    if (!isEmptyVector(stateVector)) return toFrame(encodeSyncStep2(veiledState(doc, stateVector)))
    this.veiledBase ??= {
      stateVector: Y.encodeStateVector(doc),
      message: encodeSyncUpdate(veiledState(doc)),
      deflated: null,
    }
    const base = this.veiledBase
    if (deflates) base.deflated ??= deflate(base.message)
    const first = deflates && base.deflated !== null ? toDeflatedFrame(base.deflated) : toFrame(base.message)
    return Buffer.concat([first, toFrame(encodeSyncStep2(veiledState(doc, base.stateVector)))])
  }

  private answerAll(deflates: boolean): Buffer {
    const ready = this.checkpoint?.deflatedUpdate
    if (!ready) return toFrame(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc)))
    const first = deflates ? toDeflatedFrame(ready) : toFrame(inflate(ready))
    return Buffer.concat([first, ...this.answerSince(this.checkpoint?.stateVector ?? EMPTY_STATE_VECTOR)])
  }

  private answerSince(stateVector: Uint8Array): Buffer[] {
    if (this.warm) return [toFrame(encodeSyncStep2(Y.encodeStateAsUpdate(this.warm, stateVector)))]
    return [
      ...this.tail.map((update) => toFrame(encodeSyncUpdate(update))),
      toFrame(encodeSyncStep2(EMPTY_UPDATE)),
    ]
  }

  /** A newer checkpoint is on disk: answers to newcomers start from it. */
  useCheckpoint(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint
    this.veiledBase = null
    this.answers.clear()
  }
}
