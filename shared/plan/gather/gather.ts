/**
 * Rows of several plans laid together as a summary (SPEC GA*). Pure; whoever calls has made sure that the plans may be read.
 * Owns which rows are meant, how they are grouped, and what is remembered of each.
 */
import type { ColumnJson, ItemDraft, ItemJson, PlanDraft, PlanJson, SectionJson } from '../json.ts'
import type { Origin } from '../origin.ts'
import { printOf } from '../print.ts'
import { blocksToHtml, textToBlocks } from '../rich.ts'
import { fold } from '../table-text.ts'
import type { GatherBy, GatherSource, Gathering } from './gathering.ts'
import { choosing } from './choosing.ts'

export interface GatherInput {
  gathering: Gathering
  /** The plans that may be read now, by id. */
  plans: ReadonlyMap<string, PlanJson>
  /** Names of departments by id, and what rows of no department stand under. */
  departments: ReadonlyMap<string, string>
  nobodys: string
}

/** A row that is meant, with where it stands. */
export interface MeantRow {
  source: GatherSource
  plan: PlanJson
  section: SectionJson
  item: ItemJson
  /** How many of the rows above it are meant, too. */
  level: number
}

export interface Group {
  /** The same for what belongs together. */
  key: string
  title: string
  department: string | null
  /** The section that was chosen for them; null where it is the one of their kind. */
  into: string | null
  rows: MeantRow[]
}

const FIXED: readonly string[] = ['number', 'title', 'period']

/** A column of any plan by its name: what two plans call the same is one column. */
export const columnKey = ({ key, title }: ColumnJson): string =>
  FIXED.includes(key) ? key : `c_${printOf(fold(title))}`

const isMeant = ({ sections, departments }: GatherSource, section: SectionJson): boolean =>
  (sections === null || sections.includes(section.id)) &&
  (departments === null || (section.department !== null && departments.includes(section.department)))

/** The rows of a section that are meant, as deep as the rows above them that are, too. */
const meantIn = (source: GatherSource, plan: PlanJson, section: SectionJson): MeantRow[] => {
  const isChosen = choosing(plan, source.rows)
  /** How deep a row under this one is. */
  const below = new Map<string, number>()
  return section.items.flatMap((item) => {
    const level = item.parent === null ? 0 : (below.get(item.parent) ?? 0)
    const isIn = isChosen(item, section)
    below.set(item.id, isIn ? level + 1 : level)
    return isIn ? [{ source, plan, section, item, level }] : []
  })
}

const placeOf = (source: GatherSource, plan: PlanJson, section: SectionJson, input: GatherInput) => {
  const { department } = section
  const { into = null, by = input.gathering.by } = source
  if (into !== null) return { key: `i ${into}`, title: section.title, department, into }
  return { ...kindOf(by, plan, section, input), into }
}

const kindOf = (by: GatherBy, plan: PlanJson, section: SectionJson, input: GatherInput) => {
  const { department } = section
  if (by === 'plan') return { key: `p ${plan.id}`, title: plan.title, department: null }
  if (by === 'section') return { key: `s ${fold(section.title)}`, title: section.title, department }
  const title = department === null ? input.nobodys : (input.departments.get(department) ?? input.nobodys)
  return { key: `d ${department ?? ''}`, title, department }
}

/** All rows that are meant, in the order of the plans, laid together; each once, by the first choice that means it. */
export const groupsOf = (input: GatherInput): Group[] => {
  const groups = new Map<string, Group>()
  const seen = new Set<string>()
  for (const source of input.gathering.sources) {
    const plan = input.plans.get(source.plan)
    for (const section of plan?.sections ?? []) {
      if (!plan || !isMeant(source, section)) continue
      const { key, title, department, into } = placeOf(source, plan, section, input)
      const group = groups.get(key) ?? { key, title, department, into, rows: [] }
      // Sections of one name may be of several departments; then the common one is nobody's.
      if (group.department !== department) group.department = null
      for (const row of meantIn(source, plan, section)) {
        const name = rowName(plan.id, row.item.id)
        if (!seen.has(name)) group.rows.push(row)
        seen.add(name)
      }
      groups.set(key, group)
    }
  }
  return [...groups.values()].filter(({ rows }) => rows.length > 0)
}

/** A row of any plan by one name. */
export const rowName = (plan: string, item: string): string => `${plan} ${item}`

/** Texts of a row by the keys that they are remembered under. */
export const textsOf = ({ title, period, cells, state }: ItemJson, columns: readonly ColumnJson[]) => {
  const texts: Record<string, string> = {
    title: title.html || blocksToHtml(textToBlocks(title.text)),
    period: period.text,
    state,
  }
  for (const column of columns)
    if (!FIXED.includes(column.key)) texts[columnKey(column)] = cells[column.key] ?? ''
  return texts
}

export const printsOf = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, printOf(text)]))

/** The row as the summary begins with it; numbers are the summary's own. */
export const gatheredItem = ({ plan, item, level }: MeantRow): ItemDraft => {
  const texts = textsOf(item, plan.columns)
  const { title = '', period = '', state: _, ...cells } = texts
  const origin: Origin = {
    kind: 'gathered',
    plan: plan.id,
    item: item.id,
    year: plan.year,
    took: printsOf(texts),
  }
  return {
    level,
    numbering: item.number === '' ? 'none' : 'auto',
    number: '',
    title,
    period,
    cells,
    state: item.state,
    ...(item.period.corrected && { fix: item.period }),
    origin,
  }
}

const MOST_COLUMNS = 60

/** The columns of all plans, each name once; the first plan's names for those that every plan has. */
const columnsOf = (plans: readonly PlanJson[]): ColumnJson[] => {
  const columns = new Map<string, ColumnJson>()
  for (const column of plans.flatMap((plan) => plan.columns)) {
    const key = columnKey(column)
    const known = columns.get(key)
    if (!known) columns.set(key, { key, title: column.title, ...(column.hidden && { hidden: true }) })
    else if (known.hidden && !column.hidden) columns.set(key, { key, title: known.title })
  }
  return [...columns.values()].slice(0, MOST_COLUMNS)
}

export interface SummaryHead {
  title: string
  year: number
  organisation: string
}

/** A new summary. */
export const gatherDraft = (input: GatherInput, head: SummaryHead): PlanDraft => ({
  ...head,
  front: { agreed: '', approved: '', intro: '', outro: '' },
  columns: columnsOf(input.gathering.sources.flatMap(({ plan }) => input.plans.get(plan) ?? [])),
  sections: groupsOf(input).map(({ title, department, rows }) => ({
    title,
    department,
    items: rows.map(gatheredItem),
  })),
  gathering: input.gathering,
})
