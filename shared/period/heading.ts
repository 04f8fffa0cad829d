/**
 * The month, quarter or half-year that a section's title names: the context of the cells under it («Март», «План на
 * I квартал»). Owns telling such a title from one that only mentions a month («Международный день 8 марта»).
 */
import { type HeadingPeriod, parsePeriod } from './parse.ts'

/** Words that titles of this kind have beside the month. */
const FILLERS =
  /^(?:план[а-я]*|работ[а-я]*|мероприят[а-я]*|событи[а-я]*|календар[а-я]*|раздел|месяц[а-я]*|год[а-я]?|основн[а-я]*|на|в|во|за|и|г|по|period|plan|for|in|events?|захо[а-яі]*|[ivx\d]+)$/iu

/** The section's own number: «3. Март» is no third of March. */
const NUMBER = /^\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s+/u

const KINDS: readonly string[] = ['months', 'range', 'quarter', 'halfyear']

/** What the title names, null where it names no part of the year or speaks of something else. */
export const headingPeriod = (heading: string, year: number): HeadingPeriod | null => {
  const title = heading.replace(NUMBER, '')
  if (title.length > 80) return null
  return wholly(title, year) ?? leading(title, year)
}

/** «Октябрь. Месячник пожилого человека»: the month first, then what the month is of. */
const leading = (title: string, year: number): HeadingPeriod | null => {
  const end = title.search(/[.:;(\n]|\s[-–—]\s/u)
  const led = end > 0 ? wholly(title.slice(0, end), year) : null
  const all = led && parsePeriod(title, { year }).months
  return led && all?.join() === led.months.join() ? led : null
}

const wholly = (title: string, year: number): HeadingPeriod | null => {
  const { months, kind, spans } = parsePeriod(title, { year })
  if (months.length === 0 || !KINDS.includes(kind)) return null
  let rest = ''
  let at = 0
  for (const { from, to } of spans) {
    rest += `${title.slice(at, from)} `
    at = to
  }
  rest += title.slice(at)
  const words = rest.match(/[\p{L}\d]+/gu) ?? []
  return words.every((word) => FILLERS.test(word)) ? { months, kind } : null
}
