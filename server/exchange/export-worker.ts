/**
 * The thread in which plans are written into files, so that no plan can block the rooms. One request per worker: it reads
 * `workerData`, answers once and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { answerTo } from './worker-pool.ts'
import { type ExportRequest, writePlan } from './write-plan.ts'

const answer = await answerTo(() => writePlan(workerData as ExportRequest))
const bytes = 'result' in answer ? [answer.result.buffer as ArrayBuffer] : []
parentPort?.postMessage(answer, bytes)
