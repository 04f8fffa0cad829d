/**
 * A new document that is written part by part: what lies in memory is one part, and the bytes of those before it. Its
 * state is, byte for byte, that of a document into which one client wrote all parts. Must not know what the parts say.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Stands for everything that the client wrote before a part; nothing is ever read from it or written of it. */
class Written extends Y.GC {
  override get deleted(): boolean {
    return false
  }
}

/** The bytes of an encoder's rest, which begins anew. */
const takenFrom = (encoder: Y.UpdateEncoderV1 | Y.UpdateEncoderV2): Uint8Array => {
  const bytes = encoding.toUint8Array(encoder.restEncoder)
  encoder.restEncoder = encoding.createEncoder()
  return bytes
}

/** The words that a V2 update has so far, in UTF-8; their lengths stay. */
const takeWords = (encoder: encoding.StringEncoder): Uint8Array => {
  const words = encoder.sarr.join('') + encoder.s
  encoder.sarr = []
  encoder.s = ''
  return new TextEncoder().encode(words)
}

const varUint = (value: number): Uint8Array =>
  encoding.encode((encoder) => encoding.writeVarUint(encoder, value))

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0)

/** A text of so many bytes; its pieces are the encoder's from here on. */
const textOf = (pieces: Uint8Array[]): Uint8Array[] => [varUint(lengthOf(pieces)), ...pieces.splice(0)]

/** One after another; each is let go once it is in. */
const joined = (parts: Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const [index, part] of parts.entries()) {
    all.set(part, at)
    at += part.length
    parts[index] = EMPTY
  }
  return all
}

const EMPTY = new Uint8Array(0)

export interface WrittenState {
  stateVector: Uint8Array
  /** As a V2 update. */
  stateV2: Uint8Array
  /** What stands before the structs of the V1 update. */
  updateHead: Uint8Array
  /** And behind them: nothing was deleted. */
  updateEnd: Uint8Array
}

export class PartedDocument {
  readonly #client: number
  readonly #v1 = new Y.UpdateEncoderV1()
  readonly #v2 = new Y.UpdateEncoderV2()
  /** The words and the rest of the V2 update, a part each: what else it keeps is small. */
  readonly #words: Uint8Array[] = []
  readonly #rest: Uint8Array[] = []
  #clock = 0
  #count = 0

  constructor(client: number = new Y.Doc().clientID) {
    this.#client = client
    for (const encoder of [this.#v1, this.#v2]) {
      encoder.writeClient(client)
      encoding.writeVarUint(encoder.restEncoder, 0)
    }
  }

  /**
   * Has the next part written into a document that holds it alone, and gives what `read` makes of that. A part sets keys of the document's
   * roots that none before it has set, and deletes nothing. Its structs of the V1 update are `takeStructs`'s.
   */
  write<T>(part: (doc: Y.Doc) => void, read: (doc: Y.Doc) => T): T {
    const doc = new Y.Doc()
    doc.clientID = this.#client
    if (this.#clock > 0) {
      doc.store.clients.set(this.#client, [new Written(Y.createID(this.#client, 0), this.#clock)])
    }
    try {
      doc.transact(() => part(doc), 'build')
      this.#encode(doc)
      return read(doc)
    } finally {
      doc.destroy()
    }
  }

  #encode(doc: Y.Doc): void {
    for (const struct of doc.store.clients.get(this.#client) ?? []) {
      if (struct instanceof Written) continue
      if (struct.deleted) throw new Error('a part of a new document deletes nothing')
      struct.write(this.#v1, 0)
      struct.write(this.#v2, 0)
      this.#count += 1
    }
    this.#rest.push(takenFrom(this.#v2))
    this.#words.push(takeWords(this.#v2.stringEncoder))
    this.#clock = Y.getState(doc.store, this.#client)
  }

  /** The structs of the V1 update that were written since the last call: whoever keeps them has all of the plan in memory once more. */
  takeStructs(): Uint8Array {
    return takenFrom(this.#v1)
  }

  /** The state of the whole; no part comes after it. An update is one client's structs, counted first, and what was deleted: nothing. */
  finish(): WrittenState {
    return {
      stateVector: Y.encodeStateVector(new Map([[this.#client, this.#clock]])),
      stateV2: this.#closeV2(),
      updateHead: this.#head(),
      updateEnd: varUint(0),
    }
  }

  #head(): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.#count)
    })
  }

  /** As `UpdateEncoderV2.toUint8Array` lays it out, which would copy all of it five times over. */
  #closeV2(): Uint8Array {
    const v2 = this.#v2
    const sized = (...parts: readonly Uint8Array[]) => [varUint(lengthOf(parts)), ...parts]
    return joined([
      varUint(0),
      ...sized(v2.keyClockEncoder.toUint8Array()),
      ...sized(v2.clientEncoder.toUint8Array()),
      ...sized(v2.leftClockEncoder.toUint8Array()),
      ...sized(v2.rightClockEncoder.toUint8Array()),
      ...sized(encoding.toUint8Array(v2.infoEncoder)),
      ...sized(...textOf(this.#words), v2.stringEncoder.lensE.toUint8Array()),
      ...sized(encoding.toUint8Array(v2.parentInfoEncoder)),
      ...sized(v2.typeRefEncoder.toUint8Array()),
      ...sized(v2.lenEncoder.toUint8Array()),
      this.#head(),
      ...this.#rest.splice(0),
      varUint(0),
    ])
  }
}
