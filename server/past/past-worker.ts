/** The thread in which the past is worked out: it answers every call with its number, one after the other. */
import { parentPort } from 'node:worker_threads'
import { answerTo } from '../exchange/worker-pool.ts'
import type { PastCall, PastReply } from './past-work.ts'
import { workOff } from './replay.ts'

parentPort?.on('message', ({ number, job }: PastCall) => {
  void answerTo(async () => workOff(job)).then((answer) => {
    parentPort?.postMessage({ number, answer } satisfies PastReply)
  })
})
