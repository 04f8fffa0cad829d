/**
 * The process in which plans are read and written into files, so that no plan can block the rooms or take their memory. Hears one
 * request, answers once and ends.
 */
import { attend } from './helper-side.ts'
import { answerTo } from './worker-pool.ts'
import { type ExportRequest, writeSource } from './write-source.ts'

const { request, say } = await attend<ExportRequest>()
await say(await answerTo(() => writeSource(request)))
process.exit()
