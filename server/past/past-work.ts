/**
 * Where the past is worked out: small plans at once, others in a thread, so that no look back holds up a room. Owns that
 * choice and the pool.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { type PoolOptions, WorkerPool } from '../exchange/worker-pool.ts'
import type { LogRecord } from '../storage/storage.ts'
import { type JoinJob, type PlanJob, joinRecords, replayPlan } from './replay.ts'

export type PastJob = PlanJob | JoinJob
export type PastResult = string | LogRecord[]

/** The bundled thread stands beside the bundle; from sources it is TypeScript, behind a loader. */
const start = (job: PastJob, options: WorkerOptions): Worker => {
  const bundled = new URL('./past-worker.js', import.meta.url)
  const isBuilt = existsSync(fileURLToPath(bundled))
  const script = isBuilt ? bundled : new URL('./past-worker-dev.mjs', import.meta.url)
  return new Worker(script, { ...options, workerData: job, execArgv: [] })
}

const POOL: PoolOptions<PastJob> = {
  maxWorkers: 2,
  maxWaiting: 40,
  timeoutMs: 30_000,
  memoryMb: 768,
  start,
}

const pool = new WorkerPool<PastJob, PastResult>(POOL, { timeout: 'past-timeout', memory: 'past-timeout' })

/** About 10 ms of work. */
const BYTES_AT_ONCE = 48 << 10

const bytesOf = (job: PastJob): number => {
  const updates = job.kind === 'plan' ? job.updates : job.records.map(({ update }) => update)
  return updates.reduce((sum, { length }) => sum + length, job.base.length)
}

/** The plan of the job as JSON text. @throws SvodError `past-timeout`, `too-many-requests` */
export const planOf = async (job: PlanJob): Promise<string> =>
  bytesOf(job) <= BYTES_AT_ONCE ? replayPlan(job) : ((await pool.run(job)) as string)

/** The records of the job, joined. @throws SvodError `past-timeout`, `too-many-requests` */
export const joinedOf = async (job: JoinJob): Promise<LogRecord[]> =>
  bytesOf(job) <= BYTES_AT_ONCE ? joinRecords(job) : ((await pool.run(job)) as LogRecord[])
