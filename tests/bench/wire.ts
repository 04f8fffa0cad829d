/** What each server wants around the sync messages: nothing, or Hocuspocus's document name and sign-in. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { encodeHello } from '../../shared/protocol.ts'

export type WireKind = 'svod' | 'yjs' | 'hocuspocus' | 'bare'

/** Hocuspocus's name of the one document that most suites use. */
const DOCUMENT = 'plan'

export interface Wire {
  /** What a client says first. */
  greetings: Uint8Array[]
  wrap: (message: Uint8Array) => Uint8Array
  /** A decoder that stands at the message number. */
  unwrap: (payload: Uint8Array) => decoding.Decoder
}

const named =
  (document: string) =>
  (message: Uint8Array): Uint8Array =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, document)
      encoding.writeUint8Array(encoder, message)
    })

/** Hocuspocus's auth message: number 2, kind 0 (token), the token. */
const signIn = (): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 2)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, 'bench')
  })

const plain: Wire = {
  greetings: [],
  wrap: (message) => message,
  unwrap: (payload) => decoding.createDecoder(payload),
}

const hocuspocus = (document: string): Wire => ({
  greetings: [named(document)(signIn())],
  wrap: named(document),
  unwrap: (payload) => {
    const decoder = decoding.createDecoder(payload)
    decoding.readVarString(decoder)
    return decoder
  },
})

const svod: Wire = { ...plain, greetings: [encodeHello()] }

/** The wire of a server; `document` is what Hocuspocus's messages name, the others have it in the address. */
export const wireOf = (kind: WireKind, document = DOCUMENT): Wire => {
  if (kind === 'hocuspocus') return hocuspocus(document || DOCUMENT)
  return kind === 'svod' ? svod : plain
}
