/** The thread in which one large update is judged: it reads `workerData`, answers once and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Case, judge } from '../access/judge.ts'

parentPort?.postMessage(judge(workerData as Case))
