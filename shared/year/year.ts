/**
 * A plan as a year: rows in groups by section or department, and the load of every month (SPEC YV1, YV5). Pure and headless;
 * what did not change stays the same object, so that a view draws one row again and no other.
 */
import { type DatedRow, datedIn } from '../plan/dated.ts'
import type { PlanView, SectionView } from '../plan/view.ts'
import type { YearGrouping } from './groupings.ts'
import { addSums, heaviest, type MonthLoad, monthsOf, type Sums, sumsOf } from './load.ts'

export interface YearGroup {
  /** The same for the same group in every reading. */
  readonly id: string
  /** Title of the section; '' in groups by department. */
  readonly title: string
  readonly department: string | null
  readonly rows: readonly DatedRow[]
}

export interface DepartmentLoad {
  /** Null: sections that belong to all. */
  readonly department: string | null
  readonly months: readonly MonthLoad[]
}

export interface YearLoad {
  readonly total: readonly MonthLoad[]
  /** In the order of the house, those that have sections in the plan. */
  readonly departments: readonly DepartmentLoad[]
}

/** A line of the view: the band of a group or a row. */
export type YearLine =
  | { readonly kind: 'band'; readonly key: string; readonly group: YearGroup }
  | { readonly kind: 'row'; readonly key: string; readonly dated: DatedRow }

export interface Year {
  readonly groups: readonly YearGroup[]
  readonly lines: readonly YearLine[]
  /** By row: which line it is. */
  readonly lineOf: ReadonlyMap<string, number>
  readonly load: YearLoad
  readonly count: number
}

export interface YearOptions {
  readonly by: YearGrouping
  /** Rows that are shown; null for all. */
  readonly shown: ReadonlySet<string> | null
  /** Ids of the house's departments in their order. */
  readonly departments: readonly string[]
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at])

const inOrder = (used: ReadonlySet<string | null>, order: readonly string[]): (string | null)[] => {
  const known = order.filter((id) => used.has(id))
  const others = [...used].filter((id) => id !== null && !order.includes(id))
  return [...known, ...others, ...(used.has(null) ? [null] : [])]
}

/** Sections without a row that is shown have no band while a filter is on. */
const bySection = (sections: readonly Shown[], isFiltered: boolean): YearGroup[] =>
  sections
    .filter(({ rows }) => rows.length > 0 || !isFiltered)
    .map(({ section: { id, title, department }, rows }) => ({ id: `s:${id}`, title, department, rows }))

const byDepartment = (sections: readonly Shown[], order: readonly string[]): YearGroup[] => {
  const used = new Set(sections.filter(({ rows }) => rows.length > 0).map((one) => one.section.department))
  return inOrder(used, order).map((department) => ({
    id: `d:${department ?? ''}`,
    title: '',
    department,
    rows: sections.filter((one) => one.section.department === department).flatMap(({ rows }) => rows),
  }))
}

interface Shown {
  readonly section: SectionView
  readonly rows: readonly DatedRow[]
}

const reuse = (before: YearGroup | undefined, next: YearGroup): YearGroup =>
  before?.title === next.title && before.department === next.department && sameItems(before.rows, next.rows)
    ? before
    : next

const bands = new WeakMap<YearGroup, YearLine>()
const rowLines = new WeakMap<DatedRow, YearLine>()

const bandOf = (group: YearGroup): YearLine => {
  const line = bands.get(group) ?? { kind: 'band', key: group.id, group }
  bands.set(group, line)
  return line
}

const lineFor = (dated: DatedRow): YearLine => {
  const line = rowLines.get(dated) ?? { kind: 'row', key: dated.row.id, dated }
  rowLines.set(dated, line)
  return line
}

const loadOf = (sections: readonly Shown[], order: readonly string[]): YearLoad => {
  const sums = new Map<string | null, Sums[]>()
  for (const { section, rows } of sections) {
    const { department } = section
    sums.set(department, [...(sums.get(department) ?? []), sumsOf(rows)])
  }
  const total = addSums([...sums.values()].flat())
  const own = new Map([...sums].map(([department, all]) => [department, addSums(all)]))
  const most = Math.max(0, ...[...own.values()].map(heaviest))
  const departments = inOrder(new Set(own.keys()), order).map((department) => ({
    department,
    months: monthsOf(own.get(department) ?? addSums([]), most),
  }))
  return { total: monthsOf(total, heaviest(total)), departments }
}

const keep = <T>(before: T | undefined, next: T): T =>
  JSON.stringify(before) === JSON.stringify(next) && before !== undefined ? before : next

/** The load with what says the same as before, down to the months of a department. */
const keepLoad = (before: YearLoad | undefined, { total, departments }: YearLoad): YearLoad => {
  const old = new Map(before?.departments.map((one) => [one.department, one]))
  const own = departments.map((one) => keep(old.get(one.department), one))
  const load = { total: keep(before?.total, total), departments: own }
  return before?.total === load.total && sameItems(before.departments, own) ? before : load
}

const indexOf = (lines: readonly YearLine[]): Map<string, number> => {
  const at = new Map<string, number>()
  lines.forEach((line, index) => line.kind === 'row' && at.set(line.dated.row.id, index))
  return at
}

const sections = new WeakMap<
  SectionView,
  { year: number; shown: YearOptions['shown']; rows: readonly DatedRow[] }
>()

/** The rows of a section; the same list until something in it or in the filter changed. */
const rowsOf = (section: SectionView, year: number, shown: YearOptions['shown']): readonly DatedRow[] => {
  const before = sections.get(section)
  if (before?.year === year && before.shown === shown) return before.rows
  const rows = datedIn(section, year, shown)
  sections.set(section, { year, shown, rows })
  return rows
}

/** The year of a view; groups and lines of `before` that say the same stay the same objects. */
export const yearOf = (view: PlanView, options: YearOptions, before: Year | null = null): Year => {
  const { by, shown, departments } = options
  const all = view.sections.map((section) => ({ section, rows: rowsOf(section, view.meta.year, shown) }))
  const old = new Map(before?.groups.map((group) => [group.id, group]))
  const made = by === 'section' ? bySection(all, shown !== null) : byDepartment(all, departments)
  const groups = made.map((group) => reuse(old.get(group.id), group))
  const lines = groups.flatMap((group) => [bandOf(group), ...group.rows.map(lineFor)])
  const load = loadOf(all, departments)
  const isSame = before !== null && sameItems(before.lines, lines)
  return {
    groups: before !== null && sameItems(before.groups, groups) ? before.groups : groups,
    lines: isSame ? before.lines : lines,
    lineOf: isSame ? before.lineOf : indexOf(lines),
    load: keepLoad(before?.load, load),
    count: all.reduce((sum, { rows }) => sum + rows.length, 0),
  }
}
