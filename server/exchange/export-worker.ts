/**
 * The thread in which plans are read and written into files, so that no plan can block the rooms. One request per worker: it reads
 * `workerData`, answers once and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { answerTo } from './worker-pool.ts'
import { type ExportRequest, writeSource } from './write-source.ts'

const answer = await answerTo(() => writeSource(workerData as ExportRequest))
const bytes = 'result' in answer ? [answer.result.bytes.buffer as ArrayBuffer] : []
parentPort?.postMessage(answer, bytes)
