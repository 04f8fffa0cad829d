/**
 * The log: JSON lines on standard output, or a readable form where a person looks on.
 * Owns how a line looks; must not hold tokens, cookies or texts of plans.
 */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: '',
  40: 'warning',
  50: 'error',
  60: 'fatal',
}

/** Fields that every line has and a person at a terminal does not need. */
const UNREAD: readonly string[] = ['level', 'time', 'pid', 'hostname', 'msg']

const readableValue = (key: string, value: unknown): string => {
  if (key === 'err' && typeof value === 'object' && value !== null && 'stack' in value) {
    return `\n  ${String(value.stack).replaceAll('\n', '\n  ')}`
  }
  return `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`
}

/** One JSON line as a person reads it: `12:04:07 listening  url=http://127.0.0.1:4400`. */
export const readableLine = (line: string): string => {
  const fields = JSON.parse(line) as Record<string, unknown>
  const clock = new Date(Number(fields.time)).toTimeString().slice(0, 8)
  const level = LEVELS[Number(fields.level)] ?? ''
  const details = Object.entries(fields)
    .filter(([key]) => !UNREAD.includes(key))
    .map(([key, value]) => readableValue(key, value))
  const message = typeof fields.msg === 'string' ? fields.msg : ''
  const head = [clock, level, message].filter((part) => part !== '').join(' ')
  return details.length > 0 ? `${head}  ${details.join(' ')}\n` : `${head}\n`
}

const readableStream: DestinationStream = {
  write: (line: string) => void process.stdout.write(readableLine(line)),
}

/** A log of at least `level`; `readable` for a terminal. Lines are written at once, so none is lost on exit. */
export const createLog = (level: string, readable: boolean): Log =>
  pino({ level, base: null }, readable ? readableStream : pino.destination({ dest: 1, sync: true }))
