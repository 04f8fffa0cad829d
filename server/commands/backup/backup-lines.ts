/**
 * The file of a backup: one record a line, each under a sum that covers it and all lines before it, so that what was
 * changed, cut, doubled or left out is found at its line. Owns the lines; what the records say is `backup-records.ts`'s.
 */
import { createHash } from 'node:crypto'

/** SHA-256 (hex) of the sum before ('' for the first), a line feed and the record. */
const sumAfter = (before: string, json: string): string =>
  createHash('sha256').update(`${before}\n${json}`).digest('hex')

/** Lines of records, each with its line feed. */
export async function* linesOf(records: AsyncIterable<object>): AsyncGenerator<string> {
  let sum = ''
  for await (const record of records) {
    const json = JSON.stringify(record)
    sum = sumAfter(sum, json)
    yield `${sum} ${json}\n`
  }
}

/** A line that is not what was written. */
export class BackupDamage extends Error {
  /** Counted from 1. */
  readonly line: number

  constructor(line: number, reason: string) {
    super(reason)
    this.name = 'BackupDamage'
    this.line = line
  }
}

const LINE = /^([0-9a-f]{64}) (\{.*\})$/s

/** The records of a file's lines, in order. @throws BackupDamage at the first line that does not fit */
export async function* recordsIn(
  lines: AsyncIterable<string>,
): AsyncGenerator<{ line: number; record: unknown }> {
  let [sum, line] = ['', 0]
  for await (const text of lines) {
    line += 1
    const [, given, json] = LINE.exec(text) ?? []
    if (given === undefined || json === undefined) throw new BackupDamage(line, 'it is no record')
    sum = sumAfter(sum, json)
    if (sum !== given) throw new BackupDamage(line, 'its sum does not fit')
    yield { line, record: JSON.parse(json) as unknown }
  }
}
