/**
 * A new document that is written part by part: what lies in memory is one part, and the bytes of those before it. Its
 * state is, byte for byte, that of a document into which one client wrote all parts. Must not know what the parts say.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { EncodedState } from './storage/checkpoint.ts'

/** Stands for everything that the client wrote before a part; nothing is ever read from it or written of it. */
class Written extends Y.GC {
  override get deleted(): boolean {
    return false
  }
}

export class PartedDocument {
  readonly #client: number
  readonly #v1 = new Y.UpdateEncoderV1()
  readonly #v2 = new Y.UpdateEncoderV2()
  /** The structs of the V1 update, a part each: it has nothing else to keep. */
  readonly #structs: Uint8Array[] = []
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
   * roots that none before it has set, and deletes nothing.
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
    this.#structs.push(encoding.toUint8Array(this.#v1.restEncoder))
    this.#v1.restEncoder = encoding.createEncoder()
    this.#clock = Y.getState(doc.store, this.#client)
  }

  /** The state of the whole; no part comes after it. An update is one client's structs, counted first, and what was deleted: nothing. */
  finish(): EncodedState {
    return {
      stateVector: Y.encodeStateVector(new Map([[this.#client, this.#clock]])),
      stateV2: this.#closeV2(),
      update: [this.#head(), ...this.#structs, Uint8Array.of(0)],
    }
  }

  #head(): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.#count)
    })
  }

  #closeV2(): Uint8Array {
    const encoder = this.#v2
    const rest = encoding.toUint8Array(encoder.restEncoder)
    encoder.restEncoder = encoding.createEncoder()
    encoding.writeUint8Array(encoder.restEncoder, this.#head())
    encoding.writeUint8Array(encoder.restEncoder, rest)
    encoding.writeVarUint(encoder.restEncoder, 0)
    return encoder.toUint8Array()
  }
}
