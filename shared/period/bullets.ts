/** Bullets and numbers of a list: they stand before the lines of a cell, not in its dates. Owns telling them from days. */
import { hasLatin } from './chars.ts'
import { isRoman } from './roman.ts'
import type { Tag, Token } from './tags.ts'

/** What leads a time in: a number before it is no day of it. */
const LEADS: readonly Tag[] = [
  'from',
  'until',
  'in',
  'during',
  'each',
  'recurring',
  'annual',
  'year',
  'years',
  'always',
  'whole',
  'part',
  'season',
  'seasonal',
  'weekday',
  'weekdays',
  'given',
  'according',
]

const NOMINATIVE = /(?:[тй]|[а-я]{2}ь)$/u

/** Whether a time begins here by itself: «март», «до 20 января», «II полугодие», «15 марта». */
const isTime = (token: Token, next: Token | undefined): boolean => {
  if (token.tag === 'month') return NOMINATIVE.test(token.text) || hasLatin(token.text)
  if (token.tag === 'num') return isRoman(token) || (next?.tag === 'month' && !NOMINATIVE.test(next.text))
  return token.tag === 'date' || LEADS.includes(token.tag)
}

const isPlain = (token: Token | undefined): token is Token =>
  token?.tag === 'num' && /^\d{1,2}$/.test(token.text)

/** «1.», «2)», «1.2.»: how many tokens the number of the line that begins at `at` has, 0 where it has none. */
const lineNumber = (tokens: readonly Token[], at: number, text: string): number => {
  if (!isPlain(tokens[at])) return 0
  let last = at
  const gap = (): string => text.slice(tokens[last]?.to, tokens[last + 1]?.from)
  while (isPlain(tokens[last]) && isPlain(tokens[last + 1]) && gap() === '.') last++
  const [number, first] = [tokens[last], tokens[last + 1]]
  if (!isPlain(number) || !first || first.line !== number.line) return 0
  const isSet = last > at ? /^[.)]? +$/.test(gap()) : /^[.)] +$/.test(gap())
  return isSet && isTime(first, tokens[last + 2]) ? last - at + 1 : 0
}

const startsLine = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.line !== tokens[at - 1]?.line

/** The tokens without the bullets and numbers of their lines. */
export const withoutBullets = (tokens: readonly Token[], text: string): Token[] => {
  const starts = tokens.filter((_, at) => startsLine(tokens, at))
  // Two lines of a list stand one under the other: «сентябрь» «– ноябрь» «январь» «– март» has two spans.
  const isBulleted =
    tokens[0]?.tag === 'dash' ||
    starts.some(({ tag }, at) => tag === 'dash' && starts[at + 1]?.tag === 'dash')
  let passed = 0
  return tokens.filter((token, at) => {
    if (!startsLine(tokens, at)) return at >= passed
    passed = at + lineNumber(tokens, at, text)
    return passed === at && !(isBulleted && token.tag === 'dash')
  })
}
