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

/** A step of an event: its final is another day than the event that it ends. */
const STEP =
  /^(?:финал|полуфинал|открыти|закрыти|отбор|фінал|півфінал|відкритт|закритт|final|semifinal|opening|closing)/u

const stepsOf = (words: readonly string[]): string => words.filter((word) => STEP.test(word)).join(' ')

const isSame = (a: RowFacts, b: RowFacts): boolean => {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  if (stepsOf(a.words) !== stepsOf(b.words)) return false
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

const keysKnown = new WeakMap<readonly string[], readonly string[]>()

/** By the words of a row, which are the same object until somebody writes in its title. */
const keysFor = (facts: RowFacts): readonly string[] => {
  const known = keysKnown.get(facts.words)
  if (known) return known
  const keys = isTelling(facts) ? keysOf(facts) : []
  keysKnown.set(facts.words, keys)
  return keys
}

/** A row with every other of its group that is the same event. */
const pairsIn = (group: readonly RowFacts[]): [RowFacts, RowFacts][] => {
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
  /** What the two functions answer from: as long as it is the same, so are they. */
  titles: string
}

type Sections = SameEventInput['sections']

/** Rows that are no longer in a section as they were, and those that are new there or in another place. */
const changesIn = (
  old: readonly RowFacts[],
  section: readonly RowFacts[],
): { gone: readonly RowFacts[]; come: readonly RowFacts[] } =>
  old.length !== section.length
    ? { gone: old, come: section }
    : {
        gone: old.filter((facts, at) => section[at] !== facts),
        come: section.filter((facts, at) => old[at] !== facts),
      }

const NONE: readonly RowFacts[] = []

/** Pairs of rows that are one event with two dates; only groups that a change touched are looked at again. */
export class SameEvents {
  private titles: string | null = null
  private sections: Sections = []
  /** Rows that share a key, in no order. */
  private readonly groups = new Map<string, Set<RowFacts>>()
  private readonly byKey = new Map<string, readonly Finding[]>()
  private findings: readonly Finding[] = []

  /** The findings, each pair once; the same array where nothing changed. */
  check(input: SameEventInput): readonly Finding[] {
    const stale = this.follow(input)
    for (const key of stale) {
      const found = this.findingsOf(key, input)
      if (found.length === 0) this.byKey.delete(key)
      else this.byKey.set(key, found)
    }
    if (stale.size > 0) this.findings = this.each()
    return this.findings
  }

  private each(): Finding[] {
    const all = new Map([...this.byKey.values()].flat().map((one) => [one.id, one]))
    // Their order is that of the plan; among those of one row it must not hang on what was typed when.
    return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Brings the groups up to the plan; the keys of those that changed. */
  private follow({ sections, titles }: SameEventInput): Set<string> {
    if (this.titles !== titles) {
      this.groups.clear()
      this.byKey.clear()
      this.findings = []
      this.sections = []
    }
    const stale = new Set<string>()
    sections.forEach((section, at) => {
      const old = this.sections[at] ?? NONE
      if (old === section) return
      const { gone, come } = changesIn(old, section)
      for (const facts of gone) this.leave(facts, stale)
      for (const facts of come) this.join(facts, stale)
    })
    this.titles = titles
    this.sections = sections
    return stale
  }

  private leave(facts: RowFacts, stale: Set<string>): void {
    for (const key of keysFor(facts)) {
      const group = this.groups.get(key)
      group?.delete(facts)
      if (group?.size === 0) this.groups.delete(key)
      stale.add(key)
    }
  }

  private join(facts: RowFacts, stale: Set<string>): void {
    if (facts.row.state === 'cancelled') return
    for (const key of keysFor(facts)) {
      const group = this.groups.get(key)
      if (group) group.add(facts)
      else this.groups.set(key, new Set([facts]))
      stale.add(key)
    }
  }

  /** What is found among the rows that share a key: two of them may be one event, three are a series. */
  private findingsOf(key: string, { sections, titleOf, isCalendar }: SameEventInput): Finding[] {
    const group = this.groups.get(key)
    if (!group || group.size < 2 || group.size > MOST) return []
    return pairsIn(inPlaces(group, sections)).flatMap(([first, second]) => {
      const isTwice = isCalendar(first.row.section) && isCalendar(second.row.section)
      const isOne = !isTwice && differ(first.period, second.period)
      return isOne ? [finding(first, second, titleOf(first.row.section))] : []
    })
  }
}

/** The rows of a small group in the order of the plan. */
const inPlaces = (group: ReadonlySet<RowFacts>, sections: Sections): RowFacts[] => {
  const placed = [...group].map((facts) => {
    const at = sections.findIndex((section) => section[0]?.row.section === facts.row.section)
    return { facts, at, row: sections[at]?.indexOf(facts) ?? 0 }
  })
  return placed.sort((a, b) => a.at - b.at || a.row - b.row).map(({ facts }) => facts)
}
