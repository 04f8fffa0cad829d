/**
 * Workers for imports: at most so many at once, each with a time limit and a memory limit. Owns their lives;
 * must not parse anything itself.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { type ErrorCode, SvodError } from '../../shared/errors.ts'
import type { BuiltPlan } from '../built-plan.ts'
import type { ImportWarning } from '../../shared/plan/json.ts'
import type { ImportRequest } from './read-plan.ts'

export interface ImportResult {
  built: BuiltPlan
  warnings: ImportWarning[]
}

/** What a worker says before it ends. */
export type WorkerAnswer =
  { result: ImportResult } | { code: ErrorCode; details: Readonly<Record<string, string | number>> }

export interface PoolOptions {
  maxWorkers: number
  /** Files that wait for a worker at most: each lies in memory. */
  maxWaiting: number
  timeoutMs: number
  memoryMb: number
  /** Starts a worker that answers once; replaced in tests. */
  start: (request: ImportRequest, options: WorkerOptions) => Worker
}

/** The bundled worker stands beside the bundle; from sources it is TypeScript, behind a loader. */
const startWorker = (request: ImportRequest, options: WorkerOptions): Worker => {
  const bundled = new URL('./import-worker.js', import.meta.url)
  const script = existsSync(fileURLToPath(bundled))
    ? bundled
    : new URL('./import-worker-dev.mjs', import.meta.url)
  return new Worker(script, { ...options, workerData: request, execArgv: [] })
}

/** When whoever found the queue full may try again. */
const BUSY_SECONDS = 30

export const POOL_DEFAULTS: PoolOptions = {
  maxWorkers: 2,
  maxWaiting: 20,
  timeoutMs: 30_000,
  memoryMb: 512,
  start: startWorker,
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

export class ImportPool {
  private readonly options: PoolOptions
  private running = 0
  private readonly waiting: (() => void)[] = []

  constructor(options: Partial<PoolOptions> = {}) {
    this.options = { ...POOL_DEFAULTS, ...options }
  }

  /** Parses a file in a worker, after those that came before. Throws SvodError with the file's fault. */
  async run(request: ImportRequest): Promise<ImportResult> {
    await this.enter()
    try {
      return await this.runNow(request)
    } finally {
      this.leave()
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.options.maxWorkers) this.running += 1
    else if (this.waiting.length >= this.options.maxWaiting) {
      throw new SvodError('too-many-requests', { seconds: BUSY_SECONDS })
    } else await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Hands the place on to the next in the queue, or frees it. */
  private leave(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.running -= 1
  }

  private async runNow(request: ImportRequest): Promise<ImportResult> {
    const { start, timeoutMs, memoryMb } = this.options
    const worker = start(request, {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
    })
    let timer: NodeJS.Timeout | undefined
    try {
      const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
        timer = setTimeout(
          () => reject(new SvodError('import-timeout', { seconds: timeoutMs / 1000 })),
          timeoutMs,
        )
        worker.once('message', resolve)
        worker.once('error', (error) => reject(isOutOfMemory(error) ? new SvodError('file-inflates') : error))
        worker.once('exit', (code) =>
          reject(new Error(`The import worker ended without an answer (${code})`)),
        )
      })
      if ('result' in answer) return answer.result
      throw new SvodError(answer.code, answer.details)
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  }
}
