/**
 * Words that take a time out of the cell's. Owns telling them from the same words elsewhere: «без июля», «не считая июля»
 * from «без согласования», «включая июль»; «кроме того» takes nothing out.
 */
import type { Tag, Token } from './tags.ts'

/** «кроме того», «крім цього»: something more, and nothing is taken out. */
const BESIDES = /^(?:того|этого|цього|тога|гэтага|that)$/u

const TIMES: readonly Tag[] = ['month', 'monthYear', 'date', 'season', 'holidays', 'quarter', 'half']
/** What a number may count: «без 15 мая», «без III квартала». */
const COUNTED: readonly Tag[] = ['month', 'quarter', 'half', 'term', 'semester', 'decade']

/** Whether a time begins at `at`: «июля», «всего лета», «15 мая», «новогодних каникул», «учёта июля». */
const isTime = (tokens: readonly Token[], at: number): boolean => {
  const [first, next] = [tokens[at], tokens[at + 1]]
  if (!first || first.line !== tokens[at - 1]?.line) return false
  if (TIMES.includes(first.tag)) return true
  // «без летней практики»
  if (first.tag === 'seasonal') return next?.tag !== 'word' || next.line !== first.line
  if (first.tag === 'whole' || /^(?:учета|урахування|ўліку)$/u.test(first.text)) return isTime(tokens, at + 1)
  if (first.tag === 'num') return COUNTED.includes(next?.tag ?? 'word')
  return ['school', 'word'].includes(first.tag) && next?.tag === 'holidays'
}

const tagOf = ({ tag }: Token, at: number, tokens: readonly Token[]): Tag => {
  if (tag === 'except') return BESIDES.test(tokens[at + 1]?.text ?? '') ? 'word' : tag
  if (tag !== 'without' && tag !== 'counting') return tag
  const isNegated = tag === 'without' || tokens[at - 1]?.tag === 'not'
  return isNegated && isTime(tokens, at + 1) ? 'except' : 'word'
}

const INCLUDED = /^включая$/u
const LISTED: readonly Tag[] = ['month', 'comma', 'and', 'dash']

/** What gives a rhythm a span of its own: «сентябрь–май, ежемесячно». */
const SPANS: readonly Tag[] = [...TIMES, 'seasonal', 'school', 'term', 'semester', 'decade']

/** Where the rhythm before `at` begins: «ежемесячно», «каждый месяц»; -1 where none stands there. */
const rhythmBefore = (tokens: readonly Token[], at: number): number => {
  const isSetOff = ['comma', 'open'].includes(tokens[at - 1]?.tag ?? 'word')
  const last = isSetOff ? at - 2 : at - 1
  if (tokens[last]?.tag === 'recurring') return last
  return tokens[last]?.tag === 'monthWord' && tokens[last - 1]?.tag === 'each' ? last - 1 : -1
}

/**
 * Where months end that a rhythm of the whole year has anyway: «ежемесячно, включая июль и август». Beside a span of its
 * own, before it on its line, they are more than the rhythm has: «сентябрь–май, ежемесячно, включая июнь».
 */
const endOfIncluded = (tokens: readonly Token[], at: number): number => {
  if (!INCLUDED.test(tokens[at]?.text ?? '')) return at
  const start = rhythmBefore(tokens, at)
  const rhythm = tokens[start]
  if (!rhythm) return at
  if (tokens.slice(0, start).some(({ line, tag }) => line === rhythm.line && SPANS.includes(tag))) return at
  let end = at + 1
  while (tokens[end]?.line === rhythm.line && LISTED.includes(tokens[end]?.tag ?? 'word')) end += 1
  return end
}

/**
 * The tokens with every word that takes a time out as `except`, and such words elsewhere as words; so are months that are
 * included in what has them.
 */
export const withExceptions = (tokens: readonly Token[]): Token[] => {
  let included = 0
  return tokens.map((token, at) => {
    included = Math.max(included, endOfIncluded(tokens, at))
    return { ...token, tag: at < included ? 'word' : tagOf(token, at, tokens) }
  })
}
