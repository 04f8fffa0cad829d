/**
 * How a plan is looked at, as the address says it: the view, the board's columns or the year's groups, the filter (SPEC FV1). Pure; what cannot be
 * read is as if it were not there. Owns the names of the address's parameters.
 */
import { type Grouping, GROUPINGS } from '../../shared/board/groupings.ts'
import { cutText } from '../../shared/cut-text.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import type { PlanFilter } from '../../shared/plan/filter-value.ts'
import { isId, isState } from '../../shared/plan/schema.ts'
import { YEAR_GROUPINGS, type YearGrouping } from '../../shared/year/groupings.ts'

export const VIEWS = ['document', 'board', 'year'] as const
export type PlanViewName = (typeof VIEWS)[number]

export interface ViewAddress {
  /** Null where the address leaves it to the person's last choice. */
  readonly view: PlanViewName | null
  /** The board's columns. */
  readonly by: Grouping | null
  /** The year's groups. */
  readonly rows: YearGrouping | null
  readonly filter: PlanFilter
}

const ALL_DEPARTMENTS = 'all'
const MAX_WORDS = 200

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | null =>
  known.find((one) => one === value) ?? null

const monthOf = (value: string | null): number | null => {
  const month = Number(value)
  return Number.isInteger(month) && month >= 1 && month <= 12 ? month : null
}

const departmentOf = (value: string | null): string | null => {
  if (value === ALL_DEPARTMENTS) return ''
  return isId(value) ? value : null
}

const stateOf = (value: string | null): ItemState | null => (isState(value) ? value : null)

/** Reads the part of an address behind the `?`. */
export const readView = (search: string): ViewAddress => {
  const params = new URLSearchParams(search)
  const view = oneOf(VIEWS, params.get('view'))
  const by = params.get('by')
  return {
    view,
    by: view === 'year' ? null : oneOf(GROUPINGS, by),
    rows: view === 'year' ? oneOf(YEAR_GROUPINGS, by) : null,
    filter: {
      words: cutText(params.get('q') ?? '', MAX_WORDS),
      department: departmentOf(params.get('dept')),
      state: stateOf(params.get('state')),
      month: monthOf(params.get('month')),
      mine: params.has('mine'),
      comments: params.has('comments'),
      findings: params.has('findings'),
    },
  }
}

/** The part of an address behind the `?`, with it; '' where nothing is to be said. */
export const writeView = ({ view, by, rows, filter }: ViewAddress): string => {
  const { words, department, state, month } = filter
  const params = new URLSearchParams()
  if (view !== null) params.set('view', view)
  if (by !== null && view === 'board') params.set('by', by)
  if (rows !== null && view === 'year') params.set('by', rows)
  if (words.trim() !== '') params.set('q', words)
  if (department !== null) params.set('dept', department === '' ? ALL_DEPARTMENTS : department)
  if (state !== null) params.set('state', state)
  if (month !== null) params.set('month', String(month))
  for (const flag of ['mine', 'comments', 'findings'] as const) if (filter[flag]) params.set(flag, '1')
  const search = params.toString()
  return search === '' ? '' : `?${search}`
}
