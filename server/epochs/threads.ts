/**
 * Threads for epochs: one task at a time, each with a limit of time and of memory [EP13]. Owns their lives; what is done
 * in them is `tasks.ts`'s.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { SvodError } from '../../shared/errors.ts'
import type { CarryOutcome, CarryTask, Outcome, RenewTask, Renewed, Task } from './tasks.ts'

/** Does what is asked, away from everybody else. Rejects where it does not come about. */
export interface EpochThreads {
  renew(task: Omit<RenewTask, 'kind'>): Promise<Renewed>
  carry(task: Omit<CarryTask, 'kind'>): Promise<CarryOutcome>
}

const TIMEOUT_MS = 30_000
const MEMORY_MB = 1024

/** The bundled thread stands beside the bundle; from sources it is TypeScript, behind a loader. */
const startWorker = (task: Task): Worker => {
  const bundled = new URL('./epoch-worker.js', import.meta.url)
  const script = existsSync(fileURLToPath(bundled))
    ? bundled
    : new URL('./epoch-worker-dev.mjs', import.meta.url)
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 64 }
  return new Worker(script, { workerData: task, execArgv: [], resourceLimits })
}

const runInThread = async (task: Task): Promise<Outcome> => {
  const worker = startWorker(task)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      timer = setTimeout(() => reject(new SvodError('internal', { what: 'epoch' })), TIMEOUT_MS)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the epoch's thread ended without an answer (${code})`)))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** One after the other, in threads or wherever `run` does it. */
export const createEpochThreads = (run: (task: Task) => Promise<Outcome> = runInThread): EpochThreads => {
  let last: Promise<unknown> = Promise.resolve()
  const next = <T extends Outcome>(task: Task): Promise<T> => {
    const done = last.then(() => run(task)) as Promise<T>
    last = done.catch(() => undefined)
    return done
  }
  return {
    renew: (task) => next({ kind: 'renew', ...task }),
    carry: (task) => next({ kind: 'carry', ...task }),
  }
}
