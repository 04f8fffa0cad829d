/** The thread in which one task of `tasks.ts` is done: it reads `workerData`, answers once and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Task, runTask } from './tasks.ts'

parentPort?.postMessage(await runTask(workerData as Task))
