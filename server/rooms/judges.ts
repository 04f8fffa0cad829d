/**
 * Threads for large updates: one at a time, each with a limit of time and of memory [LP4]. Owns their lives and who is
 * next; what is judged is `access/judge.ts`'s.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import type { Case, Judgement } from '../access/judge.ts'

/** Judges a large update. Rejects where no judgement came about; `TooCostly` where it was given up. */
export type Judge = (one: Case) => Promise<Judgement>

export interface JudgesOptions {
  timeoutMs: number
  memoryMb: number
  /** Starts a thread that answers once; replaced in tests. */
  start: (one: Case, options: WorkerOptions) => Worker
}

/** The bundled thread stands beside the bundle; from sources it is TypeScript, behind a loader. */
const startWorker = (one: Case, options: WorkerOptions): Worker => {
  const bundled = new URL('./judge-worker.js', import.meta.url)
  const script = existsSync(fileURLToPath(bundled))
    ? bundled
    : new URL('./judge-worker-dev.mjs', import.meta.url)
  return new Worker(script, { ...options, workerData: one, execArgv: [] })
}

const DEFAULTS: JudgesOptions = { timeoutMs: 30_000, memoryMb: 1024, start: startWorker }

const GIVEN_UP: Judgement = { ok: false, code: 'too-costly', spans: null }

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

const runInThread = async (one: Case, { start, timeoutMs, memoryMb }: JudgesOptions): Promise<Judgement> => {
  const worker = start(one, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Judgement>((resolve, reject) => {
      timer = setTimeout(() => resolve(GIVEN_UP), timeoutMs)
      worker.once('message', resolve)
      worker.once('error', (error) => (isOutOfMemory(error) ? resolve(GIVEN_UP) : reject(error)))
      worker.once('exit', (code) => reject(new Error(`the judge ended without an answer (${code})`)))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

interface Waiting {
  readonly person: string
  readonly go: () => void
}

/** One thread at a time; people take turns, so that nobody's many updates keep others waiting for all of them. */
export const createJudges = (options: Partial<JudgesOptions> = {}): Judge => {
  const all = { ...DEFAULTS, ...options }
  const waiting: Waiting[] = []
  let last = ''
  let busy = false

  const next = (): void => {
    const other = waiting.findIndex(({ person }) => person !== last)
    const [one] = waiting.splice(Math.max(0, other), 1)
    busy = one !== undefined
    if (one === undefined) return
    last = one.person
    one.go()
  }

  return async (one) => {
    await new Promise<void>((go) => {
      waiting.push({ person: one.sender.who.id, go })
      if (!busy) next()
    })
    try {
      return await runInThread(one, all)
    } finally {
      next()
    }
  }
}
