/**
 * The file of a backup: one record a line, each under a sum that covers it and all lines before it, so that what was
 * changed, cut, doubled or left out is found at its line. Owns the lines; what the records say is `backup-records.ts`'s.
 */
import { constants } from 'node:buffer'
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

/** What carried the file may have written its line ends anew; JSON holds no such sign. */
const withoutReturn = (pieces: readonly string[]): string => pieces.join('').replace(/\r$/, '')

/**
 * The lines of a text that comes in pieces. A line feed alone ends one: JSON leaves U+2028 and U+2029 as they are, which Node's
 * own reader of lines takes for ends, too, from Node 24 on. @throws BackupDamage where one is longer than any that is written
 */
export async function* linesIn(
  text: AsyncIterable<string>,
  longest = constants.MAX_STRING_LENGTH,
): AsyncGenerator<string> {
  let [rest, length, line]: [string[], number, number] = [[], 0, 1]
  const add = (piece: string): void => {
    length += piece.length
    if (length > longest) throw new BackupDamage(line, 'it is too long')
    rest.push(piece)
  }
  for await (const piece of text) {
    const pieces = piece.split('\n')
    for (const ended of pieces.slice(0, -1)) {
      add(ended)
      yield withoutReturn(rest)
      ;[rest, length, line] = [[], 0, line + 1]
    }
    add(pieces.at(-1) ?? '')
  }
  if (length > 0) yield withoutReturn(rest)
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
