/**
 * The same event, or nearly the same, in two places with different dates. Owns telling two titles apart: one that goes on
 * where the other ends is the same, one of two words in common is not. A title that stands there three times is a series.
 */
import type { PeriodJson } from '../json.ts'
import type { RowFacts } from './facts.ts'
import { type Finding, found, shortText } from './finding.ts'

/** A title of fewer words or letters is a kind of event («Заседание клуба»), not one. */
const LEAST_WORDS = 3
const LEAST_LETTERS = 18
const NEAR = 0.8

const isTelling = ({ words, title }: RowFacts): boolean =>
  words.length >= LEAST_WORDS && title.length >= LEAST_LETTERS

/** Rows that may be the same share one of these. */
const keysOf = ({ words, names }: RowFacts): string[] => [
  words.slice(0, LEAST_WORDS).join(' '),
  ...names.filter((name) => name.includes(' ') || name.length >= 10).map((name) => `«${name}`),
]

const isPrefix = (short: readonly string[], long: readonly string[]): boolean =>
  short.every((word, at) => word === long[at])

const likeness = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [new Set(a), new Set(b)]
  let both = 0
  for (const word of left) if (right.has(word)) both++
  return both / (left.size + right.size - both)
}

/** Numbers tell events apart: «1 этап» and «2 этап» are two. */
const figuresOf = (words: readonly string[]): string =>
  words.filter((word) => /\d|^[ivx]+$/.test(word)).join(' ')

const isSame = (a: RowFacts, b: RowFacts): boolean => {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  if (isPrefix(short.words, long.words)) return true
  if (figuresOf(a.words) !== figuresOf(b.words)) return false
  return likeness(a.words, b.words) >= NEAR
}

const isDated = ({ months }: PeriodJson): boolean => months.length > 0

const differ = (a: PeriodJson, b: PeriodJson): boolean =>
  isDated(a) &&
  isDated(b) &&
  (a.months.join() !== b.months.join() ||
    (a.start !== null && b.start !== null && a.start !== b.start) ||
    (a.end !== null && b.end !== null && a.end !== b.end))

const finding = (first: RowFacts, second: RowFacts, sectionTitle: string): Finding => {
  const { row, title, name, dates } = second
  const values = {
    title: name,
    dates: shortText(dates),
    other: first.row.id,
    section: shortText(sectionTitle),
    before: shortText(first.dates),
  }
  const words = [first.title, first.dates, title, dates].join('\n')
  return found('same-event', { section: row.section, item: row.id }, words, values, first.row.id)
}

type Groups = ReadonlyMap<string, readonly RowFacts[]>

const known = new WeakMap<readonly RowFacts[], Groups>()

/** The rows of one section by the keys that they may share; the same for as long as the section is. */
const groupsIn = (section: readonly RowFacts[]): Groups => {
  const before = known.get(section)
  if (before) return before
  const groups = new Map<string, RowFacts[]>()
  for (const facts of section) {
    if (!isTelling(facts) || facts.row.state === 'cancelled') continue
    for (const key of keysOf(facts)) {
      const group = groups.get(key)
      if (group) group.push(facts)
      else groups.set(key, [facts])
    }
  }
  known.set(section, groups)
  return groups
}

/** Groups of rows that share a key: two of them may be one event, three are a series. */
const groupsOf = (sections: readonly (readonly RowFacts[])[]): (readonly RowFacts[])[] => {
  const all = new Map<string, readonly RowFacts[]>()
  for (const section of sections) {
    for (const [key, group] of groupsIn(section)) {
      const above = all.get(key)
      all.set(key, above ? [...above, ...group] : group)
    }
  }
  return [...all.values()].filter((group) => group.length > 1)
}

/** A row with every other of its group that is the same event. */
const pairsIn = (group: readonly RowFacts[]): [RowFacts, RowFacts][] => {
  if (group.length > MOST) return []
  const alike = group.map((one) => group.filter((other) => other !== one && isSame(one, other)))
  return group.flatMap((one, at): [RowFacts, RowFacts][] => {
    const [other] = alike[at] ?? []
    const isPair = alike[at]?.length === 1 && other !== undefined && group.indexOf(other) > at
    return isPair ? [[one, other]] : []
  })
}

/** A group that large is a kind of event. */
const MOST = 24

export interface SameEventInput {
  /** Rows, section by section, in the order of the plan. */
  sections: readonly (readonly RowFacts[])[]
  titleOf: (section: string) => string
  /** Sections that name a month: an event in two of them is held twice. */
  isCalendar: (section: string) => boolean
}

/** Pairs of rows that are one event with two dates. */
export const checkSameEvents = ({ sections, titleOf, isCalendar }: SameEventInput): Finding[] => {
  const findings = new Map<string, Finding>()
  for (const group of groupsOf(sections)) {
    for (const [first, second] of pairsIn(group)) {
      const isTwice = isCalendar(first.row.section) && isCalendar(second.row.section)
      if (isTwice || !differ(first.period, second.period)) continue
      const one = finding(first, second, titleOf(first.row.section))
      findings.set(one.id, one)
    }
  }
  return [...findings.values()]
}
