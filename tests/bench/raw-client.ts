/** A WebSocket client that costs next to nothing: the load must come from the servers, not from the measuring side. */
import { randomBytes } from 'node:crypto'
import { type Socket, connect } from 'node:net'

export interface RawClient {
  /** Sends binary messages, each in a frame of its own, in one write. */
  send(...messages: Uint8Array[]): void
  close(): void
  /** Bytes received after the handshake. */
  received(): number
}

interface Options {
  headers?: Record<string, string>
  /** Offers permessage-deflate and hands on compressed payloads as they are. */
  deflate?: boolean
  onMessage(payload: Buffer, compressed: boolean): void
  onClose?(): void
}

const frame = (message: Uint8Array): Buffer => {
  const short = message.length < 126 ? message.length : message.length < 65536 ? 126 : 127
  const head = Buffer.alloc((short < 126 ? 2 : short === 126 ? 4 : 10) + 4)
  head[0] = 0x82
  // Masked, as clients must, with a mask of zeros.
  head[1] = 0x80 | short
  if (short === 126) head.writeUInt16BE(message.length, 2)
  if (short === 127) head.writeBigUInt64BE(BigInt(message.length), 2)
  return Buffer.concat([head, message])
}

const readFrames = (
  buffer: Buffer,
  take: (opcode: number, payload: Buffer, compressed: boolean) => void,
): Buffer => {
  let at = 0
  while (buffer.length - at >= 2) {
    const short = (buffer[at + 1] ?? 0) & 127
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (buffer.length - at < head) break
    const length =
      short < 126
        ? short
        : short === 126
          ? buffer.readUInt16BE(at + 2)
          : Number(buffer.readBigUInt64BE(at + 2))
    if (buffer.length - at < head + length) break
    const first = buffer[at] ?? 0
    take(first & 15, buffer.subarray(at + head, at + head + length), (first & 0x40) > 0)
    at += head + length
  }
  return at === 0 ? buffer : buffer.subarray(at)
}

const handshake = (url: URL, options: Options): string =>
  [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    ...(options.deflate ? ['Sec-WebSocket-Extensions: permessage-deflate'] : []),
    ...Object.entries(options.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n') + '\r\n\r\n'

/** Collects chunks, joining them only when a frame is not whole yet. */
const reader = (socket: Socket, options: Options) => {
  let rest: Buffer = Buffer.alloc(0)
  let waiting: Buffer[] = []
  let missing = 0
  return (chunk: Buffer): void => {
    waiting.push(chunk)
    missing -= chunk.length
    if (missing > 0) return
    const all = rest.length > 0 || waiting.length > 1 ? Buffer.concat([rest, ...waiting]) : chunk
    waiting = []
    rest = readFrames(all, (opcode, payload, compressed) => {
      if (opcode === 2) options.onMessage(payload, compressed)
      else if (opcode === 9) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
    })
    missing =
      rest.length >= 10 && (rest[1] ?? 0) === 127 ? Number(rest.readBigUInt64BE(2)) + 10 - rest.length : 0
  }
}

/** Connects and resolves when the handshake is through; rejects with the status line of a refusal. */
export const openRaw = (address: string, options: Options): Promise<RawClient> =>
  new Promise((resolve, reject) => {
    const url = new URL(address)
    const socket = connect(Number(url.port), url.hostname)
    let bytes = 0
    let read: ((chunk: Buffer) => void) | null = null
    let head: Buffer = Buffer.alloc(0)
    socket.setNoDelay(true)
    socket.on('connect', () => socket.write(handshake(url, options)))
    socket.on('error', reject)
    socket.on('close', () => options.onClose?.())
    const client: RawClient = {
      send: (...messages) =>
        void socket.write(
          messages.length === 1 && messages[0] ? frame(messages[0]) : Buffer.concat(messages.map(frame)),
        ),
      close: () => socket.destroy(),
      received: () => bytes,
    }
    socket.on('data', (chunk) => {
      if (read) {
        bytes += chunk.length
        return read(chunk)
      }
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const status = head.subarray(0, head.indexOf('\r\n')).toString()
      if (!status.includes(' 101 ')) return reject(new Error(status))
      read = reader(socket, options)
      resolve(client)
      const rest = head.subarray(end + 4)
      bytes += rest.length
      if (rest.length > 0) read(rest)
    })
  })
