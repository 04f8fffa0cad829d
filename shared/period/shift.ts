/**
 * The words of a period moved by whole months: every month, day of a month, quarter and half-year that was understood is
 * named anew, everything else stays to the letter. Nothing is given out that does not read back as exactly that (SPEC BD*).
 * Pure; what happens where words cannot be moved is the board's.
 */
import { monthInFormOf, inCaseOf } from './month-forms.ts'
import { type ParsedPeriod, type ParseOptions, parsePeriod } from './parse.ts'
import type { Token } from './tags.ts'
import { tokenise } from './tokens.ts'

/** A stretch of the text (UTF-16 offsets, end exclusive) and what stands there instead. */
export interface TextEdit {
  readonly from: number
  readonly to: number
  readonly text: string
}

type Span = Pick<ParsedPeriod, 'months' | 'kind' | 'start' | 'end'>

/** The month with which a period begins: October of a span over New Year; null where none can be known. */
export const startMonth = ({ months, kind, start }: Span): number | null => {
  const first = months[0]
  if (first === undefined) return null
  const pinned = start === null ? null : Number(start.slice(5, 7))
  if (pinned !== null && months.includes(pinned)) return pinned
  if (kind !== 'range' || first !== 1 || months.length > 10 || months.at(-1) !== 12) return first
  return months.find((month, at) => at > 0 && month - (months[at - 1] ?? 0) > 1) ?? first
}

/** The text with the edits made; they must be in order and apart. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string => {
  let at = 0
  let made = ''
  for (const { from, to, text: words } of edits) {
    made += text.slice(at, from) + words
    at = to
  }
  return made + text.slice(at)
}

const isMonth = (month: number): boolean => month >= 1 && month <= 12

/** «15.06.2022», «2022-06-15», «06.2022»: where the month's figures stand. */
const FIGURES: Partial<Record<Token['tag'], readonly RegExp[]>> = {
  date: [/^(\d{4}-)(\d{2})/, /^(\d{1,2}\s?[./ -]\s?)(\d{1,2})(?!\d)/],
  monthYear: [/^()(\d{1,2})(?=\s?[./])/],
}

const monthFigures = (token: Token, source: string, by: number): TextEdit[] | null => {
  for (const pattern of FIGURES[token.tag] ?? []) {
    const found = pattern.exec(source)
    if (!found || Number(found[2]) !== (token.tag === 'date' ? token.value : Number(found[2]))) continue
    const [, lead = '', figures = ''] = found
    const month = Number(figures) + by
    if (!isMonth(month)) return null
    const from = token.from + lead.length
    return [{ from, to: from + figures.length, text: String(month).padStart(figures.length, '0') }]
  }
  return null
}

const monthWord = (token: Token, before: Token | undefined, source: string, by: number, text: string) => {
  const form = isMonth(token.value + by)
    ? monthInFormOf(token.text, token.value, token.value + by, before?.tag === 'num')
    : null
  if (form === null) return null
  const to = token.to + (form.dropsStop && text[token.to] === '.' ? 1 : 0)
  return [{ from: token.from, to, text: inCaseOf(source, form.word) }]
}

const ROMAN = ['I', 'II', 'III', 'IV']

/** The number before «кв.» or «полугодие», in figures or Roman ones. */
const counted = (token: Token, unit: Token, source: string, by: number): TextEdit[] | null => {
  const [size, count] = unit.tag === 'quarter' ? [3, 4] : [6, 2]
  const next = token.value + by / size
  if (by % size !== 0 || next < 1 || next > count) return null
  const figures = /^\d/.exec(source)?.[0]
  if (figures === String(token.value)) return [{ from: token.from, to: token.from + 1, text: String(next) }]
  const isRoman = source.toUpperCase() === ROMAN[token.value - 1]
  return isRoman ? [{ from: token.from, to: token.to, text: inCaseOf(source, ROMAN[next - 1] ?? '') }] : null
}

/** The edits that move what one token of the text names; [] where it names no month, null where it cannot be moved. */
export const tokenEdits = (
  text: string,
  tokens: readonly Token[],
  at: number,
  by: number,
): readonly TextEdit[] | null => {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (!token) return []
  const source = text.slice(token.from, token.to)
  if (token.tag === 'month') return monthWord(token, before, source, by, text)
  if (token.tag === 'date' || token.tag === 'monthYear') return monthFigures(token, source, by)
  const isCounted = token.tag === 'num' && (next?.tag === 'quarter' || next?.tag === 'half')
  return isCounted ? counted(token, next, source, by) : []
}

const editsOf = (text: string, tokens: readonly Token[], by: number): TextEdit[] | null => {
  const edits: TextEdit[] = []
  for (const at of tokens.keys()) {
    const made = tokenEdits(text, tokens, at, by)
    if (made === null) return null
    edits.push(...made)
  }
  return edits
}

const shiftDay = (day: string | null, by: number): string | null => {
  if (day === null) return null
  const month = Number(day.slice(5, 7)) + by
  return `${day.slice(0, 5)}${String(month).padStart(2, '0')}${day.slice(7)}`
}

/** «с марта» goes on to the end of the year, wherever it begins. */
const isOpenEnded = (before: ParsedPeriod, edits: readonly TextEdit[]): boolean =>
  edits.length === 1 &&
  before.months.at(-1) === 12 &&
  before.months.every((month, at) => at === 0 || month === (before.months[at - 1] ?? 0) + 1)

const isShifted = (
  before: ParsedPeriod,
  after: ParsedPeriod,
  by: number,
  edits: readonly TextEdit[],
): boolean => {
  const first = (before.months[0] ?? 0) + by
  const open = Array.from({ length: Math.max(0, 13 - first) }, (_, at) => first + at).join()
  const exact = before.months.map((month) => month + by).join()
  const got = after.months.join()
  return (
    after.kind === before.kind &&
    after.hours === before.hours &&
    after.start === shiftDay(before.start, by) &&
    after.end === shiftDay(before.end, by) &&
    (got === exact || (got === open && isOpenEnded(before, edits)))
  )
}

/** The tokens of what was understood. */
export const readTokens = (text: string, { spans }: Pick<ParsedPeriod, 'spans'>): Token[] =>
  tokenise(text).filter(({ from, to }) => spans.some((span) => from >= span.from && to <= span.to))

/** A weekday beside a day of the month would be another one after the move. */
const hasWeekday = (tokens: readonly Token[]): boolean =>
  tokens.some(({ tag }) => tag === 'weekday' || tag === 'weekdays')

/**
 * The edits that move the text by so many months; [] for none, null where the words cannot be moved so that they read back
 * as the same period that much later (or earlier) in the plan's year.
 */
export const shiftWords = (text: string, options: ParseOptions, by: number): TextEdit[] | null => {
  const before = parsePeriod(text, options)
  if (by === 0) return []
  if (before.months.length === 0) return null
  if (before.kind === 'dates' && hasWeekday(tokenise(text))) return null
  const edits = editsOf(text, readTokens(text, before), by)
  if (edits === null || edits.length === 0) return null
  const after = parsePeriod(applyEdits(text, edits), options)
  return isShifted(before, after, by, edits) ? edits : null
}

/** The edits after which the text begins in month `target`; null where they cannot be made safely. */
export const rewriteStart = (text: string, options: ParseOptions, target: number): TextEdit[] | null => {
  const start = startMonth(parsePeriod(text, options))
  return start === null ? null : shiftWords(text, options, target - start)
}
