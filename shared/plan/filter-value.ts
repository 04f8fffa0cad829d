/** A filter of a plan's rows as a value. Owns its shape alone: it is known before the code that filters is there. */
import type { ItemState } from './json.ts'

export interface PlanFilter {
  /** Every one of these words must be in the row. */
  readonly words: string
  /** Id of a department, '' for sections that belong to all; null for any. */
  readonly department: string | null
  readonly state: ItemState | null
  /** 1–12; null for any. */
  readonly month: number | null
  readonly mine: boolean
  /** With open comments. */
  readonly comments: boolean
  /** With findings of the checker. */
  readonly findings: boolean
}

export const NO_FILTER: PlanFilter = {
  words: '',
  department: null,
  state: null,
  month: null,
  mine: false,
  comments: false,
  findings: false,
}

export const isFiltering = (filter: PlanFilter): boolean =>
  filter.words.trim() !== '' ||
  filter.department !== null ||
  filter.state !== null ||
  filter.month !== null ||
  filter.mine ||
  filter.comments ||
  filter.findings
