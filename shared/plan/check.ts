/**
 * The plan checker: what a careful secretary would want to be told of (SPEC CK*). Owns putting the checks together and
 * doing only the work that a change asks for; what each looks at stands in `check/`. It changes nothing and says nothing:
 * words are `check/say.ts`'s.
 */
import { type RowAround, checkRow, responsibleColumns } from './check/row.ts'
import { type RowFacts, factsOf } from './check/facts.ts'
import { type Finding, found, shortText } from './check/finding.ts'
import { checkLoad } from './check/load.ts'
import { checkNumbers } from './check/numbering.ts'
import { Places } from './check/places.ts'
import { checkSameEvents } from './check/same-event.ts'
import type { ThreadState } from './check/threads.ts'
import { type PeriodContext, contextOf } from './period-text.ts'
import type { PlanView, RowView, SectionView } from './view.ts'

/** What the rows of a section are checked against: where it is the same, so are their findings. */
interface Around {
  context: PeriodContext
  responsible: RowAround['responsible']
  hasDates: boolean
}

interface SectionResult {
  around: string
  facts: readonly RowFacts[]
  findings: readonly Finding[]
}

const keyOf = ({ context, responsible, hasDates }: Around): string =>
  JSON.stringify([context, responsible.map(({ id }) => id), hasDates])

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
  private sections = new WeakMap<SectionView, SectionResult>()
  private rows = new WeakMap<RowView, RowResult>()
  private contexts = new Map<string, PeriodContext>()

  /** All findings, in the order of the plan; those of the plan as a whole come last. */
  check(view: PlanView, threads: readonly ThreadState[] = []): Finding[] {
    const { columns, meta } = view
    const responsible = responsibleColumns(columns)
    const hasDates = columns.some(({ id, hidden }) => id === 'period' && !hidden)
    const results = view.sections.map((section) => {
      const context = this.contextFor(meta.year, section.title)
      return this.checkSection(section, { context, responsible, hasDates })
    })
    const facts = results.map((result) => result.facts)
    const local = [...results.flatMap(({ findings }) => findings), ...checkNumbers(view.sections)]
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

  private sameEvents(view: PlanView, sections: readonly (readonly RowFacts[])[]): Finding[] {
    const titles = new Map(view.sections.map((section) => [section.id, section.title]))
    const titleOf = (id: string): string => titles.get(id) ?? ''
    const isCalendar = (id: string): boolean => this.contextFor(view.meta.year, titleOf(id)).heading !== null
    return checkSameEvents({ sections, titleOf, isCalendar })
  }

  private checkSection(section: SectionView, around: Around): SectionResult {
    const key = keyOf(around)
    const known = this.sections.get(section)
    if (known?.around === key) return known
    const facts = section.rows.map((row) => factsOf(row, around.context))
    const findings = facts.flatMap((one) => this.checkRow(one, section, around, key))
    if (section.rows.length === 0 && section.id !== '')
      findings.push(
        found('empty-section', { section: section.id, item: null }, section.title, {
          title: shortText(section.title),
        }),
      )
    const result = { around: key, facts, findings }
    this.sections.set(section, result)
    return result
  }

  private checkRow(facts: RowFacts, section: SectionView, around: Around, key: string): Finding[] {
    const { row } = facts
    const family = familyOf(section)
    const above = family.above(row)
    const lean = `${key} ${family.parents.has(row.id)} ${around.context.year}`
    const known = this.rows.get(row)
    if (known?.facts === facts && known.lean === lean && sameRows(known.above, above)) return known.findings
    const { responsible, hasDates, context } = around
    const hasChildren = family.parents.has(row.id)
    const findings = checkRow(facts, { responsible, hasDates, year: context.year, hasChildren, above })
    this.rows.set(row, { facts, lean, above, findings })
    return findings
  }
}

interface Family {
  parents: ReadonlySet<string>
  above: (row: RowView) => RowView[]
}

const families = new WeakMap<SectionView, Family>()

const familyOf = (section: SectionView): Family => {
  const known = families.get(section)
  if (known) return known
  const byId = new Map(section.rows.map((row) => [row.id, row]))
  const parents = new Set(section.rows.flatMap(({ parent }) => (parent === null ? [] : [parent])))
  const above = (row: RowView): RowView[] => {
    const parent = row.parent === null ? undefined : byId.get(row.parent)
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

/** A title that names years, but not the plan's. */
const titleYear = ({ meta }: PlanView): Finding[] => {
  const years = [...meta.title.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year))
  const isForeign = years.length > 0 && !years.includes(meta.year)
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
