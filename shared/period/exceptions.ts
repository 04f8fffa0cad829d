/** What «кроме …» takes out, and where it ends: the times behind it are one list, and what is no more of it is the cell's own. */
import type { CalendarAtom, Meaning } from './atoms.ts'
import { isGenitive, isNominative } from './cases.ts'
import { monthList, resolveCalendar } from './resolve.ts'
import type { Tag, Token } from './tags.ts'

/** «кроме как в июле»: it says nothing of its own. */
const EMPTY = /^(?:как|только|for|як)$/u

const OBJECTS: readonly Tag[] = [
  'word',
  'weekday',
  'weekdays',
  'holidays',
  'season',
  'seasonal',
  'day',
  'month',
  'monthYear',
  'date',
  'quarter',
  'half',
  'term',
  'semester',
  'week',
  'decade',
]
const TIMES: readonly Tag[] = ['month', 'monthYear', 'date', 'season', 'quarter', 'half', 'term', 'semester']
const LEADS: readonly Tag[] = ['from', 'until', 'during', 'whole', 'always']

/** Behind these a time that is led in needs no comma: «кроме среды в июле», «кроме летних месяцев с сентября». */
const BEHIND: readonly Tag[] = ['weekday', 'weekdays', 'month', 'monthWord', 'time']

const isObject = ({ tag, text }: Token): boolean => OBJECTS.includes(tag) && !EMPTY.test(text)

const monthsOf = (atom: CalendarAtom, year: number): number => resolveCalendar(atom, year).months

/** Days that are named one by one are taken out one by one: «кроме воскресенья, 1 мая». */
const isSingleDays = ({ shape, points }: CalendarAtom): boolean =>
  shape === 'points' &&
  points.every(({ grain, first, last }) => grain === 'day' && first.m === last.m && first.d === last.d)

interface Place {
  /** What stands between «кроме» and the time. */
  between: readonly Token[]
  /** The time itself. */
  own: readonly Token[]
  /** The months that were taken out before it. */
  months: number
  year: number
}

/** Whether a time behind a comma or a dash is no more of the list. */
const isAnother = (atom: CalendarAtom, { between, own, months, year }: Place): boolean => {
  const isDays = atom.points.some(({ grain }) => grain === 'day')
  if (isSingleDays(atom) || (!isDays && own.some(isGenitive))) return false
  if (!between.some(({ tag }) => TIMES.includes(tag))) return true
  const covered = monthsOf(atom, year)
  return months !== 0 && covered !== months && (covered & months) === months
}

/** «кроме понедельника с 15 июня», «кроме выходных, с 1 мая», «кроме среды в июле». */
const isLedApart = (place: Place, isParted: boolean): boolean => {
  const { between, own } = place
  const [lead, last] = [own[0]?.tag, between.at(-1)?.tag]
  if (lead === undefined) return false
  const isBehindTime = isParted || BEHIND.includes(last ?? 'word')
  if (LEADS.includes(lead)) return isBehindTime
  // «кроме как в июле, в августе»
  const isAgain = between.some(({ tag }) => tag === 'in')
  return lead === 'in' && !isAgain && isBehindTime && last !== 'month'
}

/** Days that are off are no stretch whose months a bracket could tell: «кроме праздников (июнь–август)». */
const OFF = /^(?:празд|выходн|нерабоч|свят|святочн|public$|bank$|national$)/u

/** Nobody is off for so many months: «кроме каникул (сентябрь–май)» has those of the rhythm. */
const TOO_MANY = 6

/** «кроме отпуска (июль)»: the bracket says when it is that is taken out. */
const isToldInBrackets = (meaning: Meaning, between: readonly Token[], year: number): boolean => {
  if (meaning.type !== 'calendar' || monthList(monthsOf(meaning, year)).length >= TOO_MANY) return false
  const object = between.filter(({ tag }) => tag !== 'open')
  const isStretch = object.every(({ tag }) =>
    ['word', 'whole', 'school', 'season', 'seasonal', 'holidays', 'span', 'time'].includes(tag),
  )
  return between.at(-1)?.tag === 'open' && isStretch && !object.some(({ text }) => OFF.test(text))
}

/** Whether the list of what is taken out has ended where this begins. */
export const endsException = (meaning: Meaning, place: Place): boolean => {
  const { between, own, year } = place
  const last = between.at(-1)
  if (!between.some(isObject) || last?.tag === 'and' || isToldInBrackets(meaning, between, year)) return false
  if (meaning.type === 'recurring') {
    // «кроме праздников, выходных»
    const isDays = own[0]?.tag === 'weekdays' || own[0]?.tag === 'weekday'
    return !isDays || between.some(({ tag }) => tag === 'month')
  }
  if (meaning.type !== 'calendar') return ['by-agreement', 'on-demand', 'annual'].includes(meaning.type)
  const isParted =
    last?.tag === 'comma' || last?.tag === 'dash' || last?.tag === 'close' || last?.tag === 'open'
  if (isLedApart(place, isParted)) return true
  const isNamed = own.some(isNominative) && !between.some(isNominative)
  return isNamed || (isParted && isAnother(meaning, place))
}
