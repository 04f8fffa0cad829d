/**
 * The thread in which files are parsed, so that no file can block the rooms. One request per worker: it reads
 * `workerData`, answers once and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { SvodError } from '../../shared/errors.ts'
import type { WorkerAnswer } from './import-pool.ts'
import { type ImportRequest, readPlan } from './read-plan.ts'

const answerTo = async (request: ImportRequest): Promise<WorkerAnswer> => {
  try {
    return { result: await readPlan(request, new Date().getFullYear()) }
  } catch (error) {
    // Errors lose their class between threads, so the expected ones cross as data; the others end the worker.
    if (error instanceof SvodError) return { code: error.code, details: error.details }
    throw error
  }
}

parentPort?.postMessage(await answerTo(workerData as ImportRequest))
