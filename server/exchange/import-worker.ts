/**
 * The process in which files are read and built into plans, so that no file can block the rooms or take their memory. Hears one
 * request, answers once and ends.
 */
import { buildReadable } from '../built-plan.ts'
import { randomId } from '../ids.ts'
import { attend, letGoOfBytes } from './helper-side.ts'
import type { ImportResult } from './import-pool.ts'
import { type ImportRequest, readPlan } from './read-plan.ts'
import { type HalfDone, answerTo } from './worker-pool.ts'

const { request, say } = await attend<ImportRequest>()

const work = async (): Promise<ImportResult> => {
  const { draft, warnings, source } = await readPlan(request, new Date().getFullYear())
  // The file was read.
  request.bytes = new Uint8Array(0)
  const half: HalfDone = { halfDone: true }
  await say(half)
  return { built: await buildReadable(draft, randomId, letGoOfBytes), warnings, source }
}

await say(await answerTo(work))
process.exit()
