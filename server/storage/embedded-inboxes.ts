/**
 * Inboxes on the key-value store: one sealed, deflated value a person. Owns that changes of one person follow each other;
 * group commit is the writer's, keys are `plan-keys.ts`'s.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { SvodError } from '../../shared/errors.ts'
import { type InboxData, type Inboxes, inboxSchema, newInbox } from './inbox-data.ts'
import type { KvStore } from './kv.ts'
import type { KvWriter } from './kv-writer.ts'
import * as layout from './plan-keys.ts'
import { reading, seal, unseal } from './sealed-value.ts'

const encode = (data: InboxData): Uint8Array => seal(deflateRawSync(Buffer.from(JSON.stringify(data))))

const decode = (person: string, bytes: Uint8Array): InboxData =>
  reading(`the inbox of ${person}`, () =>
    inboxSchema.parse(JSON.parse(inflateRawSync(unseal(bytes)).toString('utf8'))),
  )

export interface EmbeddedInboxesParts {
  store: KvStore
  writer: KvWriter
  /** Resolves when the store can be asked; rejects where it is closed. */
  ready: () => Promise<void>
}

export class EmbeddedInboxes implements Inboxes {
  readonly #parts: EmbeddedInboxesParts
  /** The last change of each person that is under way. */
  readonly #last = new Map<string, Promise<unknown>>()

  constructor(parts: EmbeddedInboxesParts) {
    this.#parts = parts
  }

  async read(person: string): Promise<InboxData> {
    await this.#parts.ready()
    if (!layout.isStorableId(person)) return newInbox()
    const stored = await this.#parts.store.get(layout.inboxKey(person))
    return stored ? decode(person, stored) : newInbox()
  }

  change(person: string, change: (data: InboxData) => InboxData): Promise<InboxData> {
    return this.#inTurn(person, async () => {
      if (!layout.isStorableId(person)) throw new SvodError('bad-request', { what: 'person id' })
      const before = await this.read(person)
      const after = change(before)
      if (after === before) return before
      const key = layout.inboxKey(person)
      await this.#parts.writer.write([{ type: 'put', key, value: encode(after) }])
      return after
    })
  }

  remove(person: string): Promise<void> {
    return this.#inTurn(person, async () => {
      await this.#parts.ready()
      if (layout.isStorableId(person)) {
        await this.#parts.writer.write([{ type: 'del', key: layout.inboxKey(person) }])
      }
    })
  }

  async people(): Promise<string[]> {
    await this.#parts.ready()
    return (await this.#parts.store.keys(layout.inboxRange())).map((key) => layout.personOfKey(key))
  }

  #inTurn<T>(person: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(person) ?? Promise.resolve()).then(work, work)
    this.#last.set(person, turn)
    const tidy = () => void (this.#last.get(person) === turn && this.#last.delete(person))
    // A failure is its caller's to handle; the next one takes its turn all the same.
    turn.then(tidy, tidy)
    return turn
  }

  /** Resolves when every change that was asked for has ended, however it ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#last.values())
  }
}
