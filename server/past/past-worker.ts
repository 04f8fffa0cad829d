/** The thread in which the past is worked out: it answers every call with its number, one after the other. */
import { parentPort } from 'node:worker_threads'
import { answerTo } from '../exchange/worker-pool.ts'
import type { PastCall, PastJob, PastReply, PastResult } from './past-work.ts'
import { joinRecords, replayPlan, replayReport } from './replay.ts'

const work = async (job: PastJob): Promise<PastResult> => {
  if (job.kind === 'join') return joinRecords(job)
  return job.kind === 'plan' ? replayPlan(job) : replayReport(job)
}

parentPort?.on('message', ({ number, job }: PastCall) => {
  void answerTo(() => work(job)).then((answer) => {
    parentPort?.postMessage({ number, answer } satisfies PastReply)
  })
})
