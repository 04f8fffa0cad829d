/**
 * Whether LevelDB's log is where its manifest says: LevelDB itself opens without it, and without what was acknowledged last. Owns
 * the reading of the manifest, and only as much of it; must not change anything.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import { PLANS } from './folder-parts.ts'
import { FIRST, FULL, LAST, logRecords } from './level-log.ts'

/** The edits in a manifest, each put together from its records. */
function* editsIn(manifest: Buffer): Generator<Buffer> {
  let pieces: Buffer[] = []
  for (const { kind, data } of logRecords(manifest)) {
    if (kind === FULL || kind === FIRST) pieces = []
    pieces.push(data)
    if (kind === FULL || kind === LAST) yield Buffer.concat(pieces)
  }
}

type Skip = (decoder: decoding.Decoder) => void
const number: Skip = (decoder) => void decoding.readVarUint(decoder)
const bytes: Skip = (decoder) => void decoding.readVarUint8Array(decoder)

const LOG_NUMBER = 2
/** What stands behind each tag of an edit (LevelDB, version_edit.cc). */
const FIELDS: Readonly<Record<number, readonly Skip[]>> = {
  1: [bytes],
  2: [number],
  3: [number],
  4: [number],
  5: [number, bytes],
  6: [number, number],
  7: [number, number, number, bytes, bytes],
  9: [number],
}

/** The number of the log that an edit names; null where it names none. Throws on what is no edit. */
const logIn = (edit: Buffer): number | null => {
  const decoder = decoding.createDecoder(new Uint8Array(edit))
  let log: number | null = null
  while (decoding.hasContent(decoder)) {
    const tag = decoding.readVarUint(decoder)
    const fields = FIELDS[tag]
    if (fields === undefined) throw new Error(`an edit with the tag ${tag}`)
    if (tag === LOG_NUMBER) log = decoding.readVarUint(decoder)
    else for (const skip of fields) skip(decoder)
  }
  return log
}

const lastLog = (manifest: Buffer): number | null => {
  let last: number | null = null
  for (const edit of editsIn(manifest)) last = logIn(edit) ?? last
  return last
}

/**
 * The path of the log that should be there and is not; null where it is there, there is no store yet, or the manifest cannot be
 * read, which LevelDB itself then says. To be asked before the store is opened: opening begins another log.
 */
export const missingLog = async (folder: string): Promise<string | null> => {
  const plans = join(folder, PLANS)
  try {
    const current = (await readFile(join(plans, 'CURRENT'), 'utf8')).trim()
    if (!/^MANIFEST-\d+$/.test(current)) return null
    const log = lastLog(await readFile(join(plans, current)))
    if (log === null || log === 0) return null
    const path = join(plans, `${String(log).padStart(6, '0')}.log`)
    return existsSync(path) ? null : path
  } catch {
    // No store, or one that cannot be opened either.
    return null
  }
}
