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

/** Of lines that cannot be written so many bytes wait for the next that can; what comes behind them is lost. */
const MAX_WAITING_BYTES = 1 << 20

/**
 * Lines are written at once, so none is lost on exit. A full disk or a reader that has gone must not end, or fail, what was to
 * be told: there is nobody left to tell of it.
 */
const openLines = (fd: number): DestinationStream => {
  const lines = pino.destination({ dest: fd, sync: true, maxLength: MAX_WAITING_BYTES })
  lines.on('error', () => {})
  return lines
}

/** A log of at least `level` into the file `fd`, standard output where left out; `readable` for a terminal. Never throws. */
export const createLog = (level: string, readable: boolean, fd = 1): Log => {
  const lines = openLines(fd)
  const readableLines = { write: (line: string) => lines.write(readableLine(line)) }
  return pino({ level, base: null }, readable ? readableLines : lines)
}
