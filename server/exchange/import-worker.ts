/**
 * The thread in which files are read and built into plans, so that no file can block the rooms. One request per worker: it reads
 * `workerData`, answers once and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { SvodError } from '../../shared/errors.ts'
import { buildDraft } from '../built-plan.ts'
import { randomId } from '../ids.ts'
import type { WorkerAnswer } from './import-pool.ts'
import { type ImportRequest, readPlan } from './read-plan.ts'

const answerTo = async (request: ImportRequest): Promise<WorkerAnswer> => {
  try {
    const { draft, warnings } = await readPlan(request, new Date().getFullYear())
    return { result: { built: await buildDraft(draft, randomId), warnings } }
  } catch (error) {
    // Errors lose their class between threads, so the expected ones cross as data; the others end the worker.
    if (error instanceof SvodError) return { code: error.code, details: error.details }
    throw error
  }
}

parentPort?.postMessage(await answerTo(workerData as ImportRequest))
