/**
 * What people say beside the text of a plan: a corrected reading of dates, a finding that they set aside. Owns the shape of
 * these values and their tests; each holds for the words that it was said of and no others.
 */
import { type FindingCode, FINDING_CODES } from './check/finding.ts'
import type { PeriodJson, PeriodKind } from './json.ts'
import { printOf } from './print.ts'
import { type Block, blocksToText } from './rich.ts'
import { isMoment } from './signature.ts'

/** Who said it, and when (ms since the epoch). */
export interface Said {
  by: string
  at: number
}

/** A reading of dates that somebody corrected. `of` is the print of the text that it reads. */
export interface PeriodFix extends Omit<PeriodJson, 'text' | 'corrected'>, Said {
  of: string
}

/** Whether a correction is of these words; one of other words is as if it had not been given. */
export const isFixOf = (fix: PeriodFix | null, blocks: readonly Block[]): fix is PeriodFix =>
  fix !== null && fix.of === printOf(blocksToText(blocks))

/** A finding set aside, with the reason. `of` is the finding's `about`. */
export interface Dismissal extends Said {
  of: string
  why: string
}

export type DismissalKey = `ok:${FindingCode}`
/** Where the findings of each code are set aside. Made once: every row is asked for each of them. */
export const DISMISSAL_KEYS: readonly (readonly [FindingCode, DismissalKey])[] = FINDING_CODES.map(
  (code) => [code, `ok:${code}`] as const,
)

/** Of one code in one place; two months can be overloaded, two links broken. */
const MOST_DISMISSALS = 12
const MOST_WORDS = 300

export const PERIOD_KINDS: readonly PeriodKind[] = [
  'dates',
  'months',
  'range',
  'quarter',
  'halfyear',
  'year',
  'recurring',
  'by-agreement',
  'on-demand',
  'unknown',
]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPrint = (value: unknown): boolean => typeof value === 'string' && /^[a-z\d]{1,12}$/.test(value)

const isSaid = ({ by, at }: Record<string, unknown>): boolean =>
  typeof by === 'string' && by.length <= 120 && isMoment(at)

/** A day that exists. */
export const isDay = (value: unknown): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

const isMonths = (value: unknown): value is number[] =>
  Array.isArray(value) &&
  value.every(
    (month, at) =>
      Number.isInteger(month) && month >= 1 && month <= 12 && (at === 0 || month > value[at - 1]),
  )

/** Hours that a reading may have; null for none. */
export const isHours = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value > 0 && value <= 10_000)

/** A reading that can be: known kind, months in order, days that exist and only where days are the kind. */
const isReading = ({ kind, months, start, end, hours }: Record<string, unknown>): boolean => {
  const days = [start, end].filter((day) => day !== null)
  return (
    (PERIOD_KINDS as readonly unknown[]).includes(kind) &&
    isMonths(months) &&
    days.every(isDay) &&
    (days.length === 0 || kind === 'dates') &&
    (days.length < 2 || String(start) <= String(end)) &&
    isHours(hours)
  )
}

const FIX_KEYS = ['kind', 'months', 'start', 'end', 'hours', 'of', 'by', 'at']

export const isPeriodFix = (value: unknown): value is PeriodFix =>
  isRecord(value) &&
  Object.keys(value).length === FIX_KEYS.length &&
  FIX_KEYS.every((key) => Object.hasOwn(value, key)) &&
  isReading(value) &&
  isPrint(value.of) &&
  isSaid(value)

const isDismissal = (value: unknown): value is Dismissal =>
  isRecord(value) &&
  Object.keys(value).length === 4 &&
  isPrint(value.of) &&
  typeof value.why === 'string' &&
  value.why.length <= MOST_WORDS &&
  isSaid(value)

export const isDismissals = (value: unknown): value is Dismissal[] =>
  Array.isArray(value) && value.length <= MOST_DISMISSALS && value.every(isDismissal)

/** The list with one more finding set aside, or (`why` null) with it back. */
export const withDismissal = (
  before: readonly Dismissal[],
  of: string,
  said: (Said & { why: string }) | null,
): Dismissal[] => {
  const others = before.filter((one) => one.of !== of)
  if (said === null) return others
  const { why, by, at } = said
  return [...others.slice(1 - MOST_DISMISSALS), { of, why: why.slice(0, MOST_WORDS), by, at }]
}
