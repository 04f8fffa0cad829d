/**
 * The plan checker: what a careful secretary would want to be told of (SPEC CK*). Owns putting the checks together and
 * doing only the work that a change asks for; what each looks at stands in `check/`. It changes nothing and says nothing:
 * words are `check/say.ts`'s.
 */
import { type RowAround, checkRow, responsibleColumns } from './check/row.ts'
import { type RowFacts, factsOf } from './check/facts.ts'
import { type Finding, found, shortText } from './check/finding.ts'
import { checkLoad } from './check/load.ts'
import { Numbers, numberParts } from './check/numbering.ts'
import { Places } from './check/places.ts'
import { SameEvents } from './check/same-event.ts'
import type { ThreadState } from './check/threads.ts'
import { type PeriodContext, contextOf } from './period-text.ts'
import type { PlanView, RowView, SectionView } from './view.ts'

/** What the rows of a section are checked against: where it is the same, so are their findings. */
interface Around {
  context: PeriodContext
  responsible: RowAround['responsible']
  otherYear: RowAround['otherYear']
  hasDates: boolean
}

interface SectionResult {
  around: string
  section: SectionView
  facts: readonly RowFacts[]
  /** Findings of each row, then those of the section itself. */
  byRow: readonly (readonly Finding[])[]
  findings: readonly Finding[]
}

const keyOf = ({ context, responsible, otherYear, hasDates }: Around): string =>
  JSON.stringify([context, responsible.map(({ id }) => id), otherYear, hasDates])

/** A row's findings stay while its own facts and those it leans on do. */
interface RowResult {
  facts: RowFacts
  lean: string
  above: readonly RowView[]
  findings: Finding[]
}

const sameRows = (a: readonly RowView[], b: readonly RowView[]): boolean =>
  a.length === b.length && a.every((row, at) => row === b[at])

const NO_FINDINGS: readonly Finding[] = []

/** Follows a plan from view to view; `check` costs what changed since the last one. */
export class PlanChecker {
  private sections = new Map<string, SectionResult>()
  private readonly events = new SameEvents()
  private readonly numbers = new Numbers()
  private rows = new WeakMap<RowView, RowResult>()
  private contexts = new Map<string, PeriodContext>()

  /** All findings, in the order of the plan; those of the plan as a whole come last. */
  check(view: PlanView, threads: readonly ThreadState[] = []): Finding[] {
    const { columns, meta } = view
    const responsible = responsibleColumns(columns)
    const hasDates = columns.some(({ id, hidden }) => id === 'period' && !hidden)
    const otherYear = otherYearOf(meta)
    const results = view.sections.map((section, at) => {
      const context = this.contextFor(meta.year, section.title)
      const around = { context, responsible, otherYear, hasDates }
      const heads = section.rows.length === 0 && isOver(section.title, view.sections[at + 1]?.title)
      return this.checkSection(section, heads, around)
    })
    this.sections = new Map(results.map((result) => [result.section.id, result]))
    const facts = results.map((result) => result.facts)
    const local = [...results.flatMap(({ findings }) => findings), ...this.numbers.check(view.sections)]
    const between = [...this.sameEvents(view, facts), ...unanswered(threads)]
    const whole = [...(hasDates ? checkLoad(facts) : NO_FINDINGS), ...titleYear(view)]
    return [...inOrder(view, [...local, ...between]), ...whole]
  }

  private contextFor(year: number, title: string): PeriodContext {
    const key = `${year} ${title}`
    const known = this.contexts.get(key) ?? contextOf(year, title)
    // Titles are typed letter by letter: what is remembered does not grow with them.
    if (this.contexts.size > 500) this.contexts.clear()
    this.contexts.set(key, known)
    return known
  }

  private sameEvents(view: PlanView, sections: readonly (readonly RowFacts[])[]): readonly Finding[] {
    const titles = new Map(view.sections.map((section) => [section.id, section.title]))
    const titleOf = (id: string): string => titles.get(id) ?? ''
    const isCalendar = (id: string): boolean => this.contextFor(view.meta.year, titleOf(id)).heading !== null
    const told = view.sections.map(({ id, title }) => `${id}\n${title}`).join('\n')
    return this.events.check({ sections, titleOf, isCalendar, titles: `${view.meta.year}\n${told}` })
  }

  private checkSection(section: SectionView, isOverNext: boolean, around: Around): SectionResult {
    const key = `${keyOf(around)} ${isOverNext}`
    const before = this.sections.get(section.id)
    const known = before?.around === key ? before : null
    if (known?.section === section) return known
    const isFlat = known !== null && isSameShape(known.section, section)
    const family = familyOf(section, isFlat ? known.section : null)
    const facts: RowFacts[] = []
    const byRow = section.rows.map((row, at): readonly Finding[] => {
      const [fact, findings] =
        isFlat && known.section.rows[at] === row ? [known.facts[at], known.byRow[at]] : []
      // What a row under another is told of hangs on that one, too.
      const isKept = fact !== undefined && findings !== undefined && row.parent === null
      const one = isKept ? fact : factsOf(row, around.context)
      facts.push(one)
      return isKept ? findings : this.checkRow(one, family, around, key)
    })
    const findings = [
      ...byRow.filter((some) => some.length > 0).flat(),
      ...(isOverNext ? NO_FINDINGS : emptySection(section)),
    ]
    return { around: key, section, facts, byRow, findings }
  }

  private checkRow(facts: RowFacts, family: Family, around: Around, key: string): Finding[] {
    const { row } = facts
    const above = family.above(row)
    const lean = `${key} ${family.parents.has(row.id)} ${around.context.year}`
    const known = this.rows.get(row)
    if (known?.facts === facts && known.lean === lean && sameRows(known.above, above)) return known.findings
    const { context, ...rest } = around
    const hasChildren = family.parents.has(row.id)
    const findings = checkRow(facts, { ...rest, year: context.year, hasChildren, above })
    this.rows.set(row, { facts, lean, above, findings })
    return findings
  }
}

/** Whether two states of a section have the same rows in the same places: who has rows under it is the same then. */
const isSameShape = (a: SectionView, b: SectionView): boolean =>
  a.rows.length === b.rows.length &&
  a.rows.every((row, at) => {
    const other = b.rows[at]
    return row === other || (row.id === other?.id && row.parent === other.parent)
  })

const emptySection = ({ id, title, rows }: SectionView): Finding[] =>
  rows.length === 0 && id !== ''
    ? [found('empty-section', { section: id, item: null }, title, { title: shortText(title) })]
    : []

interface Family {
  parents: ReadonlySet<string>
  above: (row: RowView) => RowView[]
}

const families = new WeakMap<SectionView, Family>()

/** Who has rows under it, and who stands above whom; `before` is a state of the section of the same shape. */
const familyOf = (section: SectionView, before: SectionView | null): Family => {
  const known = families.get(section)
  if (known) return known
  const parents =
    (before && families.get(before)?.parents) ??
    new Set(section.rows.flatMap(({ parent }) => (parent === null ? [] : [parent])))
  let byId: ReadonlyMap<string, RowView> | null = null
  const above = (row: RowView): RowView[] => {
    if (row.parent === null) return []
    byId ??= new Map(section.rows.map((one) => [one.id, one]))
    const parent = byId.get(row.parent)
    return parent ? [parent, ...above(parent)] : []
  }
  const family = { parents, above }
  families.set(section, family)
  return family
}

const inOrder = (view: PlanView, findings: readonly Finding[]): Finding[] => {
  const places = new Places(view)
  const placed = findings.map((finding) => ({ finding, at: places.orderOf(finding) }))
  return placed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ finding }) => finding)
}

const unanswered = (threads: readonly ThreadState[]): Finding[] =>
  threads
    .filter(({ resolved, replies }) => !resolved && replies === 0)
    .map(({ id, item, section, text }) =>
      found('comment-unanswered', { section, item }, id, { comment: shortText(text) }, id),
    )

const PART = /^(?:раздел |розділ |section |часть |глава )?(\d{1,2}|[IVX]{1,4})(?=[.)\s])/iu
/** «Раздел 4», «Часть II»: it says itself that it is a part of the plan. */
const IS_PART = /^(?:раздел|розділ|section|часть|глава)\s/iu

/**
 * «1. Работа с фондом» over «1.1. Комплектование», «II. Фонд» over «2.1. …», «Раздел 4. Издания» over a section without a
 * number: the rows stand in the sections beneath.
 */
const isOver = (title: string, next: string | undefined): boolean => {
  const number = PART.exec(title.trim())?.[1]
  const below = next?.trim().toLowerCase()
  if (number === undefined || below === undefined) return false
  const value = numberParts(number.toUpperCase())?.value
  const isNumbered = [number.toLowerCase(), `${value}`].some((one) => below.startsWith(`${one}.1`))
  return isNumbered || (IS_PART.test(title.trim()) && !IS_PART.test(below) && !PART.test(below))
}

/** The second year of «2024–2025 учебный год», or the first where the plan's is the second. */
const otherYearOf = ({ title, year }: PlanView['meta']): number | null => {
  const [, first = '', last = ''] = /(?<!\d)(20\d\d)\s?[-–—/]\s?((?:20)?\d\d)(?!\d)/u.exec(title) ?? []
  const [from, to] = [Number(first), Number(last.length === 2 ? `20${last}` : last)]
  if (first === '' || to !== from + 1) return null
  return year === from ? to : year === to ? from : null
}

/** A title that names years, but not the plan's. */
const titleYear = ({ meta }: PlanView): Finding[] => {
  const years = [...meta.title.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year))
  // «2025/26» names both of its years.
  const isForeign = years.length > 0 && !years.includes(meta.year) && otherYearOf(meta) === null
  const named = years.join(', ')
  return isForeign
    ? [
        found('foreign-year', { section: null, item: null }, `${meta.year} ${named}`, {
          title: '',
          dates: named,
          year: meta.year,
        }),
      ]
    : []
}
