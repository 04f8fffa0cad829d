/**
 * The process in which the past of a very large plan is worked out, or what is open in one: its memory ends with it. Hears one
 * job, answers once and ends.
 */
import { attend } from '../exchange/helper-side.ts'
import { answerTo } from '../exchange/worker-pool.ts'
import { readLeanly } from './lean-types.ts'
import { type PastJob, workOff } from './replay.ts'

readLeanly()
const { request, say } = await attend<PastJob>()
await say(await answerTo(async () => workOff(request)))
process.exit()
