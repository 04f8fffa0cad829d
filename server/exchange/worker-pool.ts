/**
 * Threads and processes that answer once: at most so many at once, each with a time limit and a memory limit. Owns their lives;
 * must not know what they work on.
 */
import type { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { type ErrorCode, SvodError } from '../../shared/errors.ts'

/** What a worker says before it ends. */
export type WorkerAnswer<Result> =
  { result: Result } | { code: ErrorCode; details: Readonly<Record<string, string | number>> }

/** What a worker says once where one half of a long work is done: the other has as much time again. */
export interface HalfDone {
  halfDone: true
}

/** A thread or a process that answers once: it says `message`, then `error` or `exit`. */
export interface Helper extends Pick<EventEmitter, 'on' | 'once'> {
  /** Ends it; fulfilled when it is gone. */
  terminate(): Promise<unknown>
}

export interface PoolOptions<Request> {
  maxWorkers: number
  /** Requests that may wait for a worker; one more is refused with `too-many-requests`. */
  maxWaiting: number
  timeoutMs: number
  memoryMb: number
  /** Of what was made just now, beside `memoryMb`. */
  youngMb?: number
  /** Starts a worker that answers once; replaced in tests. */
  start: (request: Request, options: WorkerOptions) => Helper
  /** The buffers of a request that nobody else needs; they are empty afterwards. */
  handOver?: (request: Request) => ArrayBuffer[]
}

/** What to call the two ways in which a worker is ended. */
export interface PoolFaults {
  timeout: ErrorCode
  memory: ErrorCode
}

/** The bundled worker `NAME.js` stands beside the bundle; from sources it is TypeScript, behind a loader. */
export const startWorker =
  (name: string) =>
  (request: unknown, options: WorkerOptions): Worker => {
    const bundled = new URL(`./${name}.js`, import.meta.url)
    const isBuilt = existsSync(fileURLToPath(bundled))
    const script = isBuilt ? bundled : new URL('./worker-dev.mjs', import.meta.url)
    return new Worker(script, { ...options, argv: [name], workerData: request, execArgv: [] })
  }

/** Does the work of a thread; the expected errors cross as data, since they lose their class between threads. */
export const answerTo = async <Result>(work: () => Promise<Result>): Promise<WorkerAnswer<Result>> => {
  try {
    return { result: await work() }
  } catch (error) {
    if (error instanceof SvodError) return { code: error.code, details: error.details }
    throw error
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** How long to wait is not known; a pool empties within seconds. */
const RETRY_SECONDS = 30

export class WorkerPool<Request, Result> {
  private readonly options: PoolOptions<Request>
  private readonly faults: PoolFaults
  private running = 0
  private readonly waiting: (() => void)[] = []

  constructor(options: PoolOptions<Request>, faults: PoolFaults) {
    this.options = options
    this.faults = faults
  }

  /**
   * Works off a request after those that came before. Throws SvodError with the worker's refusal, and the reason of `signal` where
   * nobody wants the answer any more: the worker is ended then.
   */
  async run(request: Request, signal?: AbortSignal): Promise<Result> {
    await this.enter(signal)
    try {
      signal?.throwIfAborted()
      return await this.runNow(request, signal)
    } finally {
      this.leave()
    }
  }

  private async enter(signal?: AbortSignal): Promise<void> {
    const { maxWorkers, maxWaiting } = this.options
    signal?.throwIfAborted()
    if (this.running < maxWorkers) this.running += 1
    else if (this.waiting.length >= maxWaiting) {
      throw new SvodError('too-many-requests', { seconds: RETRY_SECONDS })
    } else await this.wait(signal)
  }

  private wait(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(enter), 1)
        reject(signal?.reason)
      }
      this.waiting.push(enter)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Hands the place on to the next in the queue, or frees it. */
  private leave(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.running -= 1
  }

  private async runNow(request: Request, signal?: AbortSignal): Promise<Result> {
    const { start, timeoutMs, memoryMb, youngMb = 64, handOver } = this.options
    const worker = start(request, {
      transferList: handOver?.(request) ?? [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
    })
    let timer: NodeJS.Timeout | undefined
    let isHalfDone = false
    try {
      const answer = await new Promise<WorkerAnswer<Result>>((resolve, reject) => {
        const refuse = (code: ErrorCode) => reject(new SvodError(code, { seconds: timeoutMs / 1000 }))
        const wait = () => void (timer = setTimeout(() => refuse(this.faults.timeout), timeoutMs))
        wait()
        worker.on('message', (said: WorkerAnswer<Result> | HalfDone) => {
          if (!('halfDone' in said)) return resolve(said)
          if (isHalfDone) return
          isHalfDone = true
          clearTimeout(timer)
          wait()
        })
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
        worker.once('error', (error) => (isOutOfMemory(error) ? refuse(this.faults.memory) : reject(error)))
        worker.once('exit', (code) => reject(new Error(`The worker ended without an answer (${code})`)))
      })
      if ('result' in answer) return answer.result
      throw new SvodError(answer.code, answer.details)
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  }
}
