/**
 * Threads for epochs: one task at a time, each with a limit of time and of memory [EP13]. Owns their lives and turns; what is done
 * in them is `tasks.ts`'s.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { SvodError } from '../../shared/errors.ts'
import type { CarryOutcome, CarryTask, Outcome, RenewTask, Renewed, Task } from './tasks.ts'

export type Journey = Pick<CarryTask, 'update' | 'who'> & { past: () => Promise<CarryTask['past'] | null> }

/** Does what is asked, away from everybody else. Rejects where it does not come about. */
export interface EpochThreads {
  renew(task: Omit<RenewTask, 'kind'>): Promise<Renewed>
  /** `past` is read when its turn has come; null where it is forgotten. Rejects with `too-many-requests`, too. */
  carry(task: Journey): Promise<CarryOutcome>
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

/** Tasks that wait for one and the same person; what more comes of them has to come again. */
const MOST_WAITING = 10

type Job = () => Promise<void>

/** One job at a time, by turns among those who want something: whoever wants much waits for themselves alone. */
class Turns {
  private readonly waiting = new Map<string, Job[]>()
  private isBusy = false

  /** @throws SvodError `too-many-requests` where `most` wait already */
  add(who: string, job: Job, most: number): void {
    const own = this.waiting.get(who) ?? []
    if (own.length >= most) throw new SvodError('too-many-requests')
    own.push(job)
    this.waiting.set(who, own)
    void this.work()
  }

  private async work(): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    for (let [first] = this.waiting; first; [first] = this.waiting) {
      const [who, [job, ...rest]] = first
      this.waiting.delete(who)
      // Behind everybody else.
      if (rest.length > 0) this.waiting.set(who, rest)
      await job?.()
    }
    this.isBusy = false
  }
}

/** Nobody has this id: what the server wants for itself. */
const SERVER = ''

/** One after the other, in threads or wherever `run` does it. */
export const createEpochThreads = (run: (task: Task) => Promise<Outcome> = runInThread): EpochThreads => {
  const turns = new Turns()
  const inTurn = <T>(who: string, work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      turns.add(who, () => work().then(resolve, reject), who === SERVER ? Infinity : MOST_WAITING)
    })
  return {
    renew: (task) => inTurn(SERVER, async () => (await run({ kind: 'renew', ...task })) as Renewed),
    carry: ({ past, ...task }) =>
      inTurn(task.who, async (): Promise<CarryOutcome> => {
        const kept = await past()
        if (kept === null) return { kind: 'refused', code: 'gap' }
        return (await run({ kind: 'carry', ...task, past: kept })) as CarryOutcome
      }),
  }
}
