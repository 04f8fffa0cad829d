/**
 * Many clients in one plan: writers type, everybody else receives. Measures what passes between the moment a writer
 * hands a change to its socket and the moment a reader's socket hands it over, change by change.
 */
import * as Y from 'yjs'
import { MESSAGE_ACK, MESSAGE_REFUSED, encodeSyncUpdate } from '../../shared/protocol.ts'
import { benchPlan, cellText, openClient } from './plan.ts'
import type { RawClient } from './raw-client.ts'
import type { Target } from './targets.ts'
import { wireOf } from './wire.ts'

export interface Crowd {
  clients: number
  writers: number
}

export interface LoadOptions extends Crowd {
  /** Changes a second and writer. */
  rate: number
  seconds: number
  /** Seconds before counting begins, and the rate then: what is compiled on the way is not what is measured. */
  warmUpSeconds: number
  warmUpRate: number
}

export interface LoadResult {
  deliveries: number
  expected: number
  p50Ms: number
  p99Ms: number
  deliveriesPerSecond: number
  serverCpuPerThousand: number
  /** Processors that the measuring side was busy with while it wrote; near 1, it measures itself. */
  ownCpu: number
  /** Writers' changes that the server said are on disk; null where a server never says so. */
  acknowledged: boolean | null
}

/** Latencies in steps of 10 µs up to 10 s. */
class Histogram {
  private readonly counts = new Uint32Array(1_000_001)
  total = 0

  add(ms: number): void {
    this.counts[Math.min(1_000_000, Math.round(ms * 100))]!++
    this.total++
  }

  quantile(share: number): number {
    let left = Math.ceil(this.total * share)
    const index = this.counts.findIndex((count) => (left -= count) <= 0)
    return index < 0 ? 0 : index / 100
  }
}

/** `~` and 8 digits: 2 of the writer, 6 of the change. Typed as text, found again in the bytes of an update. */
const tokenOf = (writer: number, change: number): string =>
  `~${writer.toString(36).padStart(2, '0')}${change.toString(36).padStart(6, '0')}`

const CHANGES = 36 ** 6
const TILDE = 0x7e
const DIGITS = 8

/** The value of a base 36 digit, -1 of any other byte. */
const digit = (byte: number): number => {
  if (byte >= 48 && byte < 58) return byte - 48
  return byte >= 97 && byte < 123 ? byte - 87 : -1
}

/** The number at `from`, -1 where other bytes stand there: a clock or an id may look like the mark, too. */
const numberAt = (payload: Buffer, from: number): number => {
  let value = 0
  for (let place = 0; place < DIGITS; place++) {
    const one = digit(payload[from + place] ?? 0)
    if (one < 0) return -1
    value = value * 36 + one
  }
  return value
}

const eachToken = (payload: Buffer, found: (writer: number, change: number) => void): void => {
  for (let at = payload.indexOf(TILDE); at >= 0; at = payload.indexOf(TILDE, at + 1)) {
    const value = numberAt(payload, at + 1)
    if (value >= 0) found(Math.floor(value / CHANGES), value % CHANGES)
  }
}

class Writer {
  private readonly index: number
  private readonly client: RawClient
  private readonly text: Y.XmlText
  private readonly wrap: (message: Uint8Array) => Uint8Array
  private pending: Uint8Array[] = []
  readonly sentAt: number[] = []

  constructor(index: number, client: RawClient, doc: Y.Doc, wrap: (message: Uint8Array) => Uint8Array) {
    this.index = index
    this.client = client
    this.text = cellText(doc, index)
    this.wrap = wrap
    doc.on('update', (update: Uint8Array) => this.pending.push(this.wrap(encodeSyncUpdate(update))))
  }

  /** Types `count` changes and sends them, each as a message of its own. */
  write(count: number): void {
    for (let one = 0; one < count; one++) {
      this.text.insert(0, tokenOf(this.index, this.sentAt.length + this.pending.length))
    }
    const now = performance.now()
    for (let one = 0; one < count; one++) this.sentAt.push(now)
    this.client.send(...this.pending)
    this.pending = []
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

/** Every writer on a schedule of its own, spread evenly; ends after `seconds`. */
const drive = async (writers: readonly Writer[], rate: number, seconds: number): Promise<void> => {
  const start = performance.now()
  const done = writers.map(() => 0)
  for (;;) {
    const elapsed = performance.now() - start
    if (elapsed >= seconds * 1000) return
    writers.forEach((writer, index) => {
      const due = Math.floor((elapsed / 1000) * rate + index / writers.length) - (done[index] ?? 0)
      if (due <= 0) return
      writer.write(due)
      done[index] = (done[index] ?? 0) + due
    })
    await sleep(1)
  }
}

class Measure {
  histogram = new Histogram()
  from: number = Number.POSITIVE_INFINITY
  received = 0
  acked = new Map<number, number>()
  refused = 0
}

const listen =
  (measure: Measure, writers: Writer[], own: number | null, svod: boolean) => (payload: Buffer) => {
    if (svod && payload[0] === MESSAGE_ACK && own !== null) {
      measure.acked.set(own, readVarUint(payload, 1))
      return
    }
    if (svod && payload[0] === MESSAGE_REFUSED) measure.refused++
    const now = performance.now()
    eachToken(payload, (writer, change) => {
      if (writer === own) return
      const at = writers[writer]?.sentAt[change]
      if (at === undefined) return
      measure.received++
      if (at >= measure.from) measure.histogram.add(now - at)
    })
  }

const readVarUint = (bytes: Uint8Array, from: number): number => {
  let value = 0
  for (let at = from, shift = 1; ; at++, shift *= 128) {
    const byte = bytes[at] ?? 0
    value += (byte & 127) * shift
    if (byte < 128) return value
  }
}

/** Waits until everything arrived, nothing has for a second, or `patienceMs` are over. */
const drain = async (measure: Measure, expected: () => number, patienceMs: number): Promise<void> => {
  const end = performance.now() + patienceMs
  for (let idle = 0, last = -1; measure.received < expected() && idle < 20; idle++) {
    if (performance.now() > end) return
    if (measure.received !== last) idle = 0
    last = measure.received
    await sleep(50)
  }
}

/** Acks come with a commit, a quarter of a second later; whether they come at all is what counts. */
const comesAbout = async (isTrue: () => boolean): Promise<boolean> => {
  for (let waited = 0; waited < 40 && !isTrue(); waited++) await sleep(50)
  return isTrue()
}

/** Clients that are connected and know the plan, and what they measure. */
class Load {
  private readonly target: Target
  private readonly readers: number
  private readonly measure = new Measure()
  private readonly writers: Writer[] = []
  private readonly clients: RawClient[] = []

  constructor(target: Target, readers: number) {
    this.target = target
    this.readers = readers
  }

  async open(planIds: readonly string[], { clients, writers }: Crowd): Promise<void> {
    const { target, measure } = this
    const bareDoc = target.wire === 'bare' ? Y.encodeStateAsUpdate(benchPlan(200)) : null
    for (let index = 0; index < clients; index++) {
      const own = index < writers ? index : null
      const planId = planIds[index % planIds.length] ?? ''
      const onMessage = listen(measure, this.writers, own, target.wire === 'svod')
      const { client, doc } = await openClient(target, planId, onMessage)
      if (bareDoc && own !== null) Y.applyUpdate(doc, bareDoc)
      this.clients.push(client)
      if (own !== null) this.writers.push(new Writer(own, client, doc, wireOf(target.wire, planId).wrap))
      else doc.destroy()
    }
    await sleep(200)
  }

  /** Writes without looking at what comes of it. */
  warmUp(rate: number, seconds: number): Promise<void> {
    return drive(this.writers, rate, seconds)
  }

  private expected(): number {
    return this.writers.reduce((sum, writer) => sum + writer.sentAt.length, 0) * this.readers
  }

  private async acknowledged(): Promise<boolean | null> {
    if (this.target.wire !== 'svod') return null
    const { acked } = this.measure
    return comesAbout(() =>
      this.writers.every((writer, index) => (acked.get(index) ?? 0) >= writer.sentAt.length),
    )
  }

  /** Writes so fast for so long; what of it was delivered, how late, and at what cost. */
  async step(rate: number, seconds: number, patienceMs = Number.POSITIVE_INFINITY): Promise<LoadResult> {
    const { measure, target } = this
    const cpuBefore = target.server.cpuSeconds()
    measure.histogram = new Histogram()
    measure.from = performance.now()
    const receivedBefore = measure.received
    const own = process.cpuUsage()
    await drive(this.writers, rate, seconds)
    const driven = (performance.now() - measure.from) / 1000
    const { user, system } = process.cpuUsage(own)
    const inTime = measure.received - receivedBefore
    await drain(measure, () => this.expected(), patienceMs)
    const cpu = target.server.cpuSeconds() - cpuBefore
    const isWhole = measure.received === this.expected()
    const acknowledged = isWhole ? await this.acknowledged() : target.wire === 'svod' ? false : null
    if (measure.refused > 0) throw new Error(`${target.name} refused ${measure.refused} honest changes`)
    return {
      deliveries: measure.received,
      expected: this.expected(),
      p50Ms: measure.histogram.quantile(0.5),
      p99Ms: measure.histogram.quantile(0.99),
      deliveriesPerSecond: inTime / driven,
      serverCpuPerThousand: (cpu / (measure.received - receivedBefore)) * 1000,
      ownCpu: (user + system) / 1e6 / driven,
      acknowledged,
    }
  }

  close(): void {
    for (const client of this.clients) client.close()
  }
}

/** Connects the clients to a target that holds the plans `planIds`, spread over them evenly. */
export const openLoad = async (target: Target, planIds: readonly string[], crowd: Crowd): Promise<Load> => {
  const load = new Load(target, crowd.clients / planIds.length - 1)
  await load.open(planIds, crowd)
  return load
}

/** Runs one load against a target that holds the plans `planIds`; the clients are spread over them evenly. */
export const runLoad = async (
  target: Target,
  planIds: readonly string[],
  options: LoadOptions,
): Promise<LoadResult> => {
  const load = await openLoad(target, planIds, options)
  await load.warmUp(options.warmUpRate, options.warmUpSeconds)
  await load.warmUp(options.rate, 1)
  const result = await load.step(options.rate, options.seconds)
  load.close()
  return result
}
