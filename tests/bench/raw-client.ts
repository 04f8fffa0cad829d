/** A WebSocket client that costs next to nothing: the load must come from the servers, not from the measuring side. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

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
  /** The payload holds until the call is over. */
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

/**
 * What all sockets are read into, one after the other: with a buffer of its own for every read, the measuring side
 * would collect garbage twenty times a second, and that would be the slowest hundredth of all deliveries.
 */
const INTO = Buffer.alloc(64 * 1024)

/** Collects chunks, joining them only when a frame is not whole yet. A chunk holds until the call is over. */
const reader = (answer: (frame: Buffer) => void, options: Options) => {
  let waiting: Buffer[] = []
  let missing = 0
  return (chunk: Buffer): void => {
    missing -= chunk.length
    if (missing > 0) return void waiting.push(Buffer.from(chunk))
    const all = waiting.length > 0 ? Buffer.concat([...waiting, chunk]) : chunk
    const rest = readFrames(all, (opcode, payload, compressed) => {
      if (opcode === 2) options.onMessage(payload, compressed)
      else if (opcode === 9) answer(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
    })
    waiting = rest.length > 0 ? [Buffer.from(rest)] : []
    missing =
      rest.length >= 10 && (rest[1] ?? 0) === 127 ? Number(rest.readBigUInt64BE(2)) + 10 - rest.length : 0
  }
}

/** Connects and resolves when the handshake is through; rejects with the status line of a refusal. */
export const openRaw = (address: string, options: Options): Promise<RawClient> =>
  new Promise((resolve, reject) => {
    const url = new URL(address)
    let bytes = 0
    let read: ((chunk: Buffer) => void) | null = null
    let head: Buffer = Buffer.alloc(0)
    const take = (chunk: Buffer): void => {
      if (read) {
        bytes += chunk.length
        return read(chunk)
      }
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const status = head.subarray(0, head.indexOf('\r\n')).toString()
      if (!status.includes(' 101 ')) return reject(new Error(status))
      read = reader((answer) => void socket.write(answer), options)
      resolve(client)
      const rest = head.subarray(end + 4)
      bytes += rest.length
      if (rest.length > 0) read(rest)
    }
    const callback = (count: number): boolean => {
      take(INTO.subarray(0, count))
      return true
    }
    const to = { port: Number(url.port), host: url.hostname }
    const socket = connect({ ...to, onread: { buffer: INTO, callback } })
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
  })
