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

type Encoder = Y.UpdateEncoderV1 | Y.UpdateEncoderV2

export class PartedDocument {
  readonly #client = new Y.Doc().clientID
  readonly #encoders: readonly [Y.UpdateEncoderV1, Y.UpdateEncoderV2] = [
    new Y.UpdateEncoderV1(),
    new Y.UpdateEncoderV2(),
  ]
  #clock = 0
  #structs = 0

  constructor(client?: number) {
    if (client !== undefined) this.#client = client
    for (const encoder of this.#encoders) {
      encoder.writeClient(this.#client)
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
      for (const encoder of this.#encoders) struct.write(encoder, 0)
      this.#structs += 1
    }
    this.#clock = Y.getState(doc.store, this.#client)
  }

  /** The state of the whole; no part comes after it. */
  finish(): EncodedState {
    const [v1, v2] = this.#encoders
    return {
      stateVector: Y.encodeStateVector(new Map([[this.#client, this.#clock]])),
      stateV2: this.#close(v2),
      update: this.#close(v1),
    }
  }

  /** An update is one client's structs, counted first, and what was deleted: nothing. */
  #close(encoder: Encoder): Uint8Array {
    const structs = encoding.toUint8Array(encoder.restEncoder)
    encoder.restEncoder = encoding.createEncoder()
    encoding.writeVarUint(encoder.restEncoder, 1)
    encoding.writeVarUint(encoder.restEncoder, this.#structs)
    encoding.writeUint8Array(encoder.restEncoder, structs)
    encoding.writeVarUint(encoder.restEncoder, 0)
    return encoder.toUint8Array()
  }
}
