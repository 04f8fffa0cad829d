/** The thread in which large plans are made of others, so that none can block the rooms. One job, one answer. */
import { parentPort, workerData } from 'node:worker_threads'
import { randomId } from '../ids.ts'
import { type CopyJob, doCopy } from './copy-work.ts'
import { answerTo } from './worker-pool.ts'

parentPort?.postMessage(await answerTo(() => doCopy(workerData as CopyJob, randomId)))
