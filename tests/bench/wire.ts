/** What each server wants around the sync messages: nothing, or Hocuspocus's document name and sign-in. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { encodeHello } from '../../shared/protocol.ts'

export type WireKind = 'svod' | 'yjs' | 'hocuspocus' | 'bare'

const DOCUMENT = 'plan'

export interface Wire {
  /** What a client says first. */
  greetings: Uint8Array[]
  wrap: (message: Uint8Array) => Uint8Array
  /** A decoder that stands at the message number. */
  unwrap: (payload: Uint8Array) => decoding.Decoder
}

const named = (message: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, DOCUMENT)
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

const WIRES: Record<WireKind, Wire> = {
  bare: plain,
  yjs: plain,
  svod: { ...plain, greetings: [encodeHello()] },
  hocuspocus: {
    greetings: [named(signIn())],
    wrap: named,
    unwrap: (payload) => {
      const decoder = decoding.createDecoder(payload)
      decoding.readVarString(decoder)
      return decoder
    },
  },
}

export const wireOf = (kind: WireKind): Wire => WIRES[kind]
