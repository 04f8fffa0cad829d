/**
 * A helper process that takes memory as it is told to: `kept` MiB of bytes that it fills, and never answers, or `dropped` MiB of
 * objects. Says in MiB what bytes it had when it had its request, and what it had resident around its first answer.
 */
import { attend } from '../../server/exchange/helper-side.ts'

const MIB = 1024 * 1024

export interface Greed {
  kept?: number
  dropped?: number
  bytes?: Uint8Array
}

const { request, say } = await attend<Greed>()
const heard = process.memoryUsage().arrayBuffers / MIB
const kept = Array.from({ length: request.kept ?? 0 }, () => Buffer.alloc(MIB, 1))
if (kept.length > 0) await new Promise(() => setInterval(() => kept.length, 1000))

const drop = (mib: number): number =>
  Array.from({ length: mib * 1024 }, (_, at) => Array.from({ length: 127 }, () => at)).length

drop(request.dropped ?? 0)
const before = process.memoryUsage.rss() / MIB
await say({ halfDone: true })
await say({ result: { heard, before, after: process.memoryUsage.rss() / MIB } })
process.exit()
