/**
 * The process in which plans are read and written into files, so that no plan can block the rooms or take their memory. Hears one
 * request, answers once and ends.
 */
import { writeSync } from 'node:fs'
import { collectGarbage } from '../collect.ts'
import { readOnly } from '../plan-source.ts'
import { FILE_FD, attend } from './helper-side.ts'
import { answerTo } from './worker-pool.ts'
import { type SpoolingAnswer, type SpoolingRequest, writeSource } from './write-source.ts'

readOnly()
const { request, say } = await attend<SpoolingRequest>()

/** Smaller ones go through the pipe. */
const SPOOLED_BYTES = 128 << 10

/** What lies in the file is not said; a disk that takes nothing leaves the bytes where they are. */
const spool = (written: SpoolingAnswer): SpoolingAnswer => {
  const { bytes } = written
  if (request.spool === null || bytes.length < SPOOLED_BYTES) return written
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(FILE_FD, bytes, at, bytes.length - at, at)
  } catch {
    return written
  }
  return { ...written, bytes: new Uint8Array(0), spooled: bytes.length }
}

/** More than that is worth the collection: the document would lie beside what is written. */
const COLLECTED_BYTES = 2 << 20

const isLarge = ({ source }: SpoolingRequest): boolean =>
  !('body' in source) && source.base.length + source.updates.length > COLLECTED_BYTES

const written = () => writeSource(request, () => isLarge(request) && collectGarbage())

await say(await answerTo(async () => spool(await written())))
process.exit()
