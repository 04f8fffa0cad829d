/**
 * The words of a period with one end of it moved: the name of the month (or quarter) at that end is written anew, or a second
 * one is put beside the only one; everything else stays to the letter. Nothing is given out that does not read back as
 * exactly the months that were asked for (SPEC YV7). Pure; what happens where words cannot be changed so is the caller's.
 */
import { inCaseOf, monthInFormOf, plainName } from './month-forms.ts'
import { type ParsedPeriod, type ParseOptions, parsePeriod } from './parse.ts'
import { applyEdits, readTokens, type TextEdit, tokenEdits } from './shift.ts'
import type { Token } from './tags.ts'

/** First and last month, 1–12. */
export interface MonthSpan {
  readonly from: number
  readonly to: number
}

const monthsIn = ({ from, to }: MonthSpan): string =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at).join()

/** Tokens that name a month by themselves or with the word behind them. */
const namesMonth = (tokens: readonly Token[], at: number): boolean => {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token?.tag === 'month' || token?.tag === 'date' || token?.tag === 'monthYear') return true
  return token?.tag === 'num' && (next?.tag === 'quarter' || next?.tag === 'half')
}

type Edits = readonly TextEdit[]

/** Writes the month at one end anew. */
const renamed = (text: string, tokens: readonly Token[], at: number, by: number): Edits | null =>
  by === 0 ? [] : tokenEdits(text, tokens, at, by)

const isTitle = (source: string): boolean => /^\p{Lu}\p{Ll}/u.test(source)
const isCyrillic = (source: string): boolean => /\p{Script=Cyrillic}/u.test(source)
const withCapital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A month's name as it stands inside a sentence: in Russian a capital is the beginning's alone. */
const inside = (word: string, source: string): string =>
  isTitle(source) && isCyrillic(source) ? word.toLowerCase() : inCaseOf(source, word)

/** Words that say which part of a month is meant: the month beside it has no such part. */
const PARTS: readonly Token['tag'][] = [
  'num',
  'weekday',
  'weekdays',
  'week',
  'decade',
  'part',
  'day',
  'dayNumber',
  'halves',
  'term',
  'each',
]

const isPart = (tokens: readonly Token[], at: number): boolean =>
  tokens.some(({ tag, line }, index) => index < at && line === tokens[at]?.line && PARTS.includes(tag))

/** «с июня» → «с июня по июль», «from June» → «from June to July». */
const closed = (token: Token, source: string, span: MonthSpan): Edits[] => {
  const name = plainName(token.text, token.value, span.to)
  if (name === null || span.from !== token.value) return []
  const to = isCyrillic(source) ? 'по' : 'to'
  return [[{ from: token.to, to: token.to, text: ` ${to} ${inside(name, source)}` }]]
}

/** «июнь» → «июнь–июль». */
const widened = (text: string, tokens: readonly Token[], at: number, span: MonthSpan): Edits[] => {
  const token = tokens[at]
  if (token?.tag !== 'month' || isPart(tokens, at)) return []
  const source = text.slice(token.from, token.to)
  if (tokens[at - 1]?.tag === 'from') return closed(token, source, span)
  const isLater = span.from === token.value
  const form = monthInFormOf(token.text, token.value, isLater ? span.to : span.from, false)
  if (form === null) return []
  const stop = text[token.to] === '.' ? '.' : ''
  const words = isLater
    ? `${source}${stop}–${inside(form.word, source)}`
    : `${inCaseOf(source, form.word)}${form.dropsStop ? '' : stop}–${inside(source, source)}`
  const dropsStop = isLater && form.dropsStop && stop !== ''
  return [[{ from: token.from, to: token.to + (dropsStop ? 1 : 0), text: words }]]
}

/** «июнь – июль» → «июнь»: what stands between the two goes with the other. */
const narrowed = (text: string, tokens: readonly Token[], a: number, b: number, span: MonthSpan): Edits[] => {
  const [lead, first, last] = [tokens[a - 1], tokens[a], tokens[b]]
  if (first?.tag !== 'month' || last?.tag !== 'month') return []
  const source = text.slice(first.from, first.to)
  const kept = first.value === span.from ? source : text.slice(last.from, last.to)
  const word = isTitle(source) ? withCapital(kept) : kept
  const name = lead?.tag === 'from' ? plainName(first.text, first.value, span.from) : null
  const opened = lead ? text.slice(lead.from, lead.to) : ''
  return name === null || !lead
    ? [[{ from: first.from, to: last.to, text: word }]]
    : [[{ from: lead.from, to: last.to, text: isTitle(`${opened}а`) ? withCapital(name) : name }]]
}

interface Ends {
  readonly from: number
  readonly to: number
}

const ofOne = (text: string, tokens: readonly Token[], at: number, ends: Ends, span: MonthSpan): Edits[] => {
  // An open end, or a count whose first part is not said: «с марта», «I–II квартал».
  const by = span.to === ends.to ? span.from - ends.from : span.from === ends.from ? span.to - ends.to : 0
  const moved = renamed(text, tokens, at, by)
  return [...(moved === null ? [] : [moved]), ...widened(text, tokens, at, span)]
}

const ofTwo = (
  text: string,
  tokens: readonly Token[],
  [a, b]: readonly [number, number],
  ends: Ends,
  span: MonthSpan,
) => {
  const isBare = tokens[a]?.tag === 'month' && !tokens.some(({ tag }) => tag === 'num')
  if (isBare && span.from === span.to) return narrowed(text, tokens, a, b, span)
  const edits = [renamed(text, tokens, a, span.from - ends.from), renamed(text, tokens, b, span.to - ends.to)]
  return edits.every((one) => one !== null) ? [edits.flat()] : []
}

const candidates = (text: string, before: ParsedPeriod, span: MonthSpan): Edits[] => {
  const tokens = readTokens(text, before)
  const places = [...tokens.keys()].filter((at) => namesMonth(tokens, at))
  const [first, second, third] = places
  const ends = { from: before.months[0] ?? 0, to: before.months.at(-1) ?? 0 }
  if (first === undefined || third !== undefined) return []
  return second === undefined
    ? ofOne(text, tokens, first, ends, span)
    : ofTwo(text, tokens, [first, second], ends, span)
}

/** The day of an end that stays is the same day; that of the end that moved is the same day of another month. */
const sameDay = (before: string | null, after: string | null): boolean =>
  before === null ? after === null : after?.slice(8) === before.slice(8)

const isStretched = (before: ParsedPeriod, after: ParsedPeriod, span: MonthSpan): boolean =>
  after.months.join() === monthsIn(span) &&
  after.hours === before.hours &&
  sameDay(before.start, after.start) &&
  sameDay(before.end, after.end) &&
  (before.kind === 'dates') === (after.kind === 'dates')

/**
 * The edits after which the text names exactly the months from `span.from` to `span.to`; null where the words cannot be
 * changed so safely.
 */
export const stretchWords = (text: string, options: ParseOptions, span: MonthSpan): Edits | null => {
  const before = parsePeriod(text, options)
  if (before.months.length === 0 || monthsIn(span) === before.months.join()) return null
  const fits = (edits: Edits): boolean =>
    edits.length > 0 && isStretched(before, parsePeriod(applyEdits(text, edits), options), span)
  return candidates(text, before, span).find(fits) ?? null
}
