/**
 * WebSocket frames (RFC 6455) built by hand, so that one buffer serves all receivers and several frames go out in one
 * socket write. Server frames only: final, binary, unmasked. Owns the frame layout and nothing else.
 */

const FIN_BINARY = 0x82
/** RSV1: the payload is compressed (RFC 7692, permessage-deflate). */
const COMPRESSED = 0x40

const headerOf = (length: number, first: number): Buffer => {
  if (length < 126) return Buffer.from([first, length])
  if (length < 65536) {
    const header = Buffer.allocUnsafe(4)
    header[0] = first
    header[1] = 126
    header.writeUInt16BE(length, 2)
    return header
  }
  const header = Buffer.allocUnsafe(10)
  header[0] = first
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}

/** A message as one binary frame. */
export const toFrame = (message: Uint8Array): Buffer =>
  Buffer.concat([headerOf(message.length, FIN_BINARY), message])

/** A message that was deflated without context, as one compressed frame. */
export const toDeflatedFrame = (deflated: Uint8Array): Buffer =>
  Buffer.concat([headerOf(deflated.length, FIN_BINARY | COMPRESSED), deflated])
