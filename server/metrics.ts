/**
 * What the server counts, as Prometheus reads it. Owns names and units of the figures; must not decide anything.
 */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Figures that are read when somebody asks, not counted along. */
export interface Readings {
  /** Loaded rooms, and WebSocket connections in them. */
  rooms(): { rooms: number; connections: number }
}

/** What is counted with every change: plain numbers, since a counter of prom-client costs more than sending a frame. */
export interface Tally {
  /** Accepted changes of documents. */
  updates: number
  /** Changes sent on, one a receiver. */
  deliveries: number
}

export interface Metrics {
  /** Type of the text that `read` makes. */
  contentType: string
  /** All figures as Prometheus text. */
  read(): Promise<string>
  /** To be counted up. */
  tally: Tally
  /** Changes that were not let in, by error code. */
  refusals: Counter<'code'>
  /** Time from queueing changes to having them on disk, seconds. */
  commitSeconds: Histogram
  requests: Counter<'method' | 'status'>
  requestSeconds: Histogram
}

const COMMIT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]

/** Looking every 10 ms, as prom-client does by itself, costs an idle server 4 ms of processor time a second. */
const EVENT_LOOP_STEP_MS = 1000

/**
 * Begins with the process's own figures at its first call: to look at the event loop the process has to wake once a second,
 * which is a tenth of what ten people cost it, and a server that nobody watches need not.
 */
const processFigures = (registry: Registry): (() => void) => {
  let isCounting = false
  return () => {
    if (isCounting) return
    isCounting = true
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_STEP_MS })
  }
}

const addReadings = (registry: Registry, readings: Readings): void => {
  const registers = [registry]
  new Gauge({
    name: 'svod_rooms',
    help: 'Plans that are loaded',
    registers,
    collect() {
      this.set(readings.rooms().rooms)
    },
  })
  new Gauge({
    name: 'svod_connections',
    help: 'Open WebSocket connections',
    registers,
    collect() {
      this.set(readings.rooms().connections)
    },
  })
}

const addTally = (registry: Registry, tally: Tally): void => {
  const add = (name: string, help: string, count: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset()
        this.inc(count())
      },
    })
  add('svod_updates_total', 'Accepted changes', () => tally.updates)
  add('svod_deliveries_total', 'Changes sent on to receivers', () => tally.deliveries)
}

/**
 * The server's metrics in a registry of their own. `withProcess` adds memory, CPU and event-loop figures, counted from the
 * first reading on [FO4].
 */
export const createMetrics = (readings: Readings, options: { withProcess: boolean }): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const beginProcess = options.withProcess ? processFigures(registry) : () => {}
  addReadings(registry, readings)
  const tally: Tally = { updates: 0, deliveries: 0 }
  addTally(registry, tally)
  return {
    contentType: registry.contentType,
    read: () => {
      beginProcess()
      return registry.metrics()
    },
    tally,
    refusals: new Counter({
      name: 'svod_refusals_total',
      help: 'Changes that were not let in',
      labelNames: ['code'],
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'svod_commit_seconds',
      help: 'Time until appended changes were on disk',
      buckets: COMMIT_BUCKETS,
      registers,
    }),
    requests: new Counter({
      name: 'svod_http_requests_total',
      help: 'HTTP requests',
      labelNames: ['method', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'svod_http_request_seconds',
      help: 'Time until an HTTP request was answered',
      registers,
    }),
  }
}
