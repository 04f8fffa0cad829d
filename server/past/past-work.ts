/**
 * Where the past is worked out: small plans at once, others in a thread, so that no look back holds up a room, and very large
 * ones in a process, whose memory ends with it. Owns that choice and the thread, which stays for a while, because whoever
 * looks back once looks again, and a warm one is fast.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { SvodError } from '../../shared/errors.ts'
import { startProcess } from '../exchange/helper-process.ts'
import { type WorkerAnswer, WorkerPool } from '../exchange/worker-pool.ts'
import type { LogRecord } from '../storage/storage.ts'
import type { OpenTasks } from './open-tasks.ts'
import { type JoinJob, type OpenJob, type PastJob, type PastResult, type PlanJob, workOff } from './replay.ts'

/** What the thread is sent, and what it says. */
export interface PastCall {
  number: number
  job: PastJob
}
export interface PastReply {
  number: number
  answer: WorkerAnswer<PastResult>
}

/** The bundled thread stands beside the bundle; from sources it is TypeScript, behind a loader. */
const startWorker = (options: WorkerOptions): Worker => {
  const bundled = new URL('./past-worker.js', import.meta.url)
  const isBuilt = existsSync(fileURLToPath(bundled))
  const script = isBuilt ? bundled : new URL('./past-worker-dev.mjs', import.meta.url)
  return new Worker(script, { ...options, execArgv: [] })
}

export interface PastThreadOptions {
  maxWaiting: number
  timeoutMs: number
  idleMs: number
  memoryMb: number
  /** Starts a thread that answers every call; replaced in tests. */
  start: (options: WorkerOptions) => Worker
}

const DEFAULTS: PastThreadOptions = {
  maxWaiting: 40,
  timeoutMs: 30_000,
  idleMs: 60_000,
  memoryMb: 768,
  start: startWorker,
}

interface Waiting {
  job: PastJob
  resolve: (result: PastResult) => void
  reject: (error: unknown) => void
}

const BUSY_SECONDS = 10

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** One thread that works off job after job; gone when it was idle, took too long or failed, and started anew for whoever waits or asks. */
export class PastThread {
  private readonly options: PastThreadOptions
  private readonly waiting = new Map<number, Waiting>()
  private worker: Worker | null = null
  private timer: NodeJS.Timeout | undefined
  private last = 0

  constructor(options: Partial<PastThreadOptions> = {}) {
    this.options = { ...DEFAULTS, ...options }
  }

  /** @throws SvodError `past-timeout`, `too-many-requests` */
  run(job: PastJob): Promise<PastResult> {
    if (this.waiting.size >= this.options.maxWaiting) {
      return Promise.reject(new SvodError('too-many-requests', { seconds: BUSY_SECONDS }))
    }
    const worker = (this.worker ??= this.start())
    const number = (this.last += 1)
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { job, resolve, reject })
      if (this.waiting.size === 1) this.watch()
      worker.postMessage({ number, job } satisfies PastCall)
    })
  }

  private start(): Worker {
    const worker = this.options.start({
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMb, maxYoungGenerationSizeMb: 64 },
    })
    worker.on('message', (reply: PastReply) => {
      // One that was given up has nothing to say any more.
      if (this.worker === worker) this.settle(reply)
    })
    worker.on('error', (error) =>
      this.end(worker, isOutOfMemory(error) ? new SvodError('past-timeout') : error),
    )
    worker.on('exit', (code) => this.end(worker, new Error(`the thread of the past ended (${code})`)))
    return worker
  }

  private settle({ number, answer }: PastReply): void {
    const waiting = this.waiting.get(number)
    this.waiting.delete(number)
    this.watch()
    if ('result' in answer) waiting?.resolve(answer.result)
    else waiting?.reject(new SvodError(answer.code, answer.details))
  }

  /** A job has its time; a thread without one goes after a while, and keeps no process alive. */
  private watch(): void {
    clearTimeout(this.timer)
    const { worker } = this
    if (worker === null) return
    const isIdle = this.waiting.size === 0
    const { idleMs, timeoutMs } = this.options
    const over = new SvodError('past-timeout', { seconds: timeoutMs / 1000 })
    this.timer = setTimeout(() => this.end(worker, over), isIdle ? idleMs : timeoutMs)
    if (!isIdle) return worker.ref()
    this.timer.unref()
    worker.unref()
  }

  private end(worker: Worker, error: unknown): void {
    if (this.worker !== worker) return
    this.worker = null
    clearTimeout(this.timer)
    // Ended by now, or of no use to anybody.
    void worker.terminate()
    // The first was being worked on; those behind it have done nothing, and go on in another thread.
    const [[number, first] = []] = this.waiting
    if (number === undefined) return
    this.waiting.delete(number)
    first?.reject(error)
    if (this.waiting.size === 0) return
    const next = (this.worker = this.start())
    for (const [other, { job }] of this.waiting) next.postMessage({ number: other, job } satisfies PastCall)
    this.watch()
  }
}

/** The server has one: what is worked out in it is seldom asked for by many at once. */
const thread = new PastThread()

/** One at a time, too: a plan of 50,000 rows takes half a gigabyte while it is read. */
const processes = new WorkerPool<PastJob, PastResult>(
  {
    maxWorkers: 1,
    maxWaiting: 20,
    timeoutMs: 60_000,
    memoryMb: 768,
    youngMb: 12,
    start: startProcess('../past/replay-worker'),
  },
  { timeout: 'past-timeout', memory: 'past-timeout' },
)

/** About 10 ms of work. */
const BYTES_AT_ONCE = 48 << 10
/** Some 7,000 rows: a thread would keep a hundred megabytes for a minute, and the server some of them for good. */
const BYTES_IN_THREAD = 3 << 20

const bytesOf = (job: PastJob): number =>
  job.kind === 'join'
    ? job.records.reduce((sum, { update }) => sum + update.length, job.base.length)
    : job.base.length + job.updates.length

const done = async (job: PastJob, signal?: AbortSignal): Promise<PastResult> => {
  const bytes = bytesOf(job)
  if (bytes <= BYTES_AT_ONCE) return workOff(job)
  return bytes <= BYTES_IN_THREAD ? thread.run(job) : processes.run(job, signal)
}

/**
 * The plan of the job as JSON text. @throws SvodError `past-timeout`, `too-many-requests`, and of a very large one the reason of
 * `signal`: nobody waits behind what nobody wants any more
 */
export const planOf = async (job: PlanJob, signal?: AbortSignal): Promise<string> =>
  (await done(job, signal)) as string

/** What is open in the plan of the job. @throws SvodError `past-timeout`, `too-many-requests` */
export const openTasksIn = async (job: OpenJob): Promise<OpenTasks> =>
  JSON.parse((await done(job)) as string) as OpenTasks

/** The records of the job, joined. @throws SvodError `past-timeout`, `too-many-requests` */
export const joinedOf = async (job: JoinJob): Promise<LogRecord[]> => (await done(job)) as LogRecord[]
