/** The thread in which the past is worked out: it reads `workerData`, answers once and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { answerTo } from '../exchange/worker-pool.ts'
import type { PastJob, PastResult } from './past-work.ts'
import { joinRecords, replayPlan } from './replay.ts'

const job = workerData as PastJob
const work = async (): Promise<PastResult> => (job.kind === 'plan' ? replayPlan(job) : joinRecords(job))

parentPort?.postMessage(await answerTo(work))
