/**
 * WebSocket frames (RFC 6455) built by hand, so that one buffer serves all receivers and several frames go out in one
 * socket write. Server frames only: final, binary, unmasked. Owns the frame layout and nothing else.
 */
import { syncUpdateHead } from '../../shared/protocol.ts'

const FIN_BINARY = 0x82
/** RSV1: the payload is compressed (RFC 7692, permessage-deflate). */
const COMPRESSED = 0x40

const headerLength = (length: number): number => (length < 126 ? 2 : length < 65536 ? 4 : 10)

const build = (first: number, head: readonly number[], body: Uint8Array): Buffer => {
  const length = head.length + body.length
  let at = headerLength(length)
  const frame = Buffer.allocUnsafe(at + length)
  frame[0] = first
  frame[1] = at === 2 ? length : at === 4 ? 126 : 127
  if (at === 4) frame.writeUInt16BE(length, 2)
  if (at === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  for (const byte of head) frame[at++] = byte
  frame.set(body, at)
  return frame
}

/** A message as one binary frame. */
export const toFrame = (message: Uint8Array): Buffer => build(FIN_BINARY, [], message)

/** An update as the frame that brings it to others: the commonest of all is put together in one step. */
export const toUpdateFrame = (update: Uint8Array): Buffer =>
  build(FIN_BINARY, syncUpdateHead(update.length), update)

/** A message that was deflated without context, as one compressed frame. */
export const toDeflatedFrame = (deflated: Uint8Array): Buffer => build(FIN_BINARY | COMPRESSED, [], deflated)
