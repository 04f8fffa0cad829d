/**
 * The thread in which files are read and built into plans, so that no file can block the rooms. One request per worker: it reads
 * `workerData`, answers once and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { buildReadable } from '../built-plan.ts'
import { randomId } from '../ids.ts'
import type { ImportResult } from './import-pool.ts'
import { type ImportRequest, readPlan } from './read-plan.ts'
import { type HalfDone, answerTo } from './worker-pool.ts'

const work = async (): Promise<ImportResult> => {
  const { draft, warnings, source } = await readPlan(workerData as ImportRequest, new Date().getFullYear())
  const half: HalfDone = { halfDone: true }
  parentPort?.postMessage(half)
  return { built: await buildReadable(draft, randomId), warnings, source }
}

/** What is moved out of the thread instead of copied. */
const largeOf = ({ built: { sections, checkpoint } }: ImportResult): ArrayBuffer[] =>
  [...sections, checkpoint.stateV2].map(({ buffer }) => buffer as ArrayBuffer)

const answer = await answerTo(work)
parentPort?.postMessage(answer, 'result' in answer ? largeOf(answer.result) : [])
