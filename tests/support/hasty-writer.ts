/** A person who types without pause over one connection, and remembers what the server said is on disk. */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { WebSocket } from 'ws'
import {
  MESSAGE_ACK,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  encodeHello,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  readAck,
} from '../../shared/protocol.ts'
import { rowsOf } from '../../shared/plan/schema.ts'

interface Options {
  /** `ws://…/sync/planId`. */
  address: string
  headers: Readonly<Record<string, string>>
  /** Changes a second. */
  rate: number
  /** Starts every token: no two writers have the same. */
  name: string
}

const TICK_MS = 5
/** The answer to the server's step 1 is the first counted message, before any typing. */
const MESSAGES_BEFORE_TYPING = 1

const firstParagraph = (doc: Y.Doc): Y.XmlElement => {
  const [id] = [...rowsOf(doc).keys()].sort()
  const fragment = rowsOf(doc)
    .get(id ?? '')
    ?.get('c:title')
  const paragraph = fragment instanceof Y.XmlFragment ? fragment.get(0) : null
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('a row with a title expected')
  return paragraph
}

export class HastyWriter {
  /** All tokens that were typed. */
  readonly typed: string[] = []
  private ackedCount = 0
  private readonly doc = new Y.Doc()
  private readonly socket: WebSocket
  private readonly options: Options
  private timer: NodeJS.Timeout | undefined
  private readonly listeners = new Set<() => void>()

  constructor(options: Options) {
    this.options = options
    this.socket = new WebSocket(options.address, { headers: options.headers, perMessageDeflate: false })
    this.socket.on('open', () => {
      this.socket.send(encodeHello())
      this.socket.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
    })
    this.socket.on('message', (data: Buffer) => this.take(data))
    // A killed server resets the connection; what was acknowledged before is what counts.
    this.socket.on('error', () => this.stop())
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.socket.send(encodeSyncUpdate(update))
    })
  }

  /** The tokens that the server said are on disk. */
  get acked(): readonly string[] {
    return this.typed.slice(0, Math.max(0, this.ackedCount - MESSAGES_BEFORE_TYPING))
  }

  /** Resolves when that many tokens are acknowledged. */
  untilAcked(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.acked.length < count) return
        this.listeners.delete(look)
        resolve()
      }
      this.listeners.add(look)
      look()
    })
  }

  stop(): void {
    clearInterval(this.timer)
    this.socket.terminate()
  }

  private take(data: Buffer): void {
    const decoder = decoding.createDecoder(data)
    const number = decoding.readVarUint(decoder)
    if (number === MESSAGE_SYNC) this.takeSync(decoder)
    if (number !== MESSAGE_ACK) return
    this.ackedCount = readAck(decoder).count
    for (const listener of this.listeners) listener()
  }

  private takeSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step === SYNC_STEP_1) {
      this.socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, payload)))
      return
    }
    Y.applyUpdate(this.doc, payload, this)
    this.timer ??= setInterval(() => this.tick(), TICK_MS)
  }

  private tick(): void {
    for (let one = 0; one < (this.options.rate * TICK_MS) / 1000; one++) this.type()
  }

  private type(): void {
    const token = `⟦${this.options.name}.${this.typed.length}⟧`
    this.typed.push(token)
    const paragraph = firstParagraph(this.doc)
    const [text] = paragraph.toArray()
    this.doc.transact(() => {
      if (text instanceof Y.XmlText) text.insert(0, token)
      else paragraph.insert(0, [new Y.XmlText(token)])
    })
  }
}
