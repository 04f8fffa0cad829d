/**
 * The thread in which files are read and built into plans, so that no file can block the rooms. One request per worker: it reads
 * `workerData`, answers once and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { buildDraft } from '../built-plan.ts'
import { randomId } from '../ids.ts'
import type { ImportResult } from './import-pool.ts'
import { type ImportRequest, readPlan } from './read-plan.ts'
import { type HalfDone, answerTo } from './worker-pool.ts'

const work = async (): Promise<ImportResult> => {
  const { draft, warnings, source } = await readPlan(workerData as ImportRequest, new Date().getFullYear())
  const half: HalfDone = { halfDone: true }
  parentPort?.postMessage(half)
  return { built: await buildDraft(draft, randomId), warnings, source }
}

parentPort?.postMessage(await answerTo(work))
