/**
 * Which rows of a plan are gathered: by words, state, month, department and who is responsible, as the filters of the views
 * know them (`plan/filter.ts`), over PlanJson. Pure. Owns the shape of the choice, its test, and what passes.
 */
import { responsibleColumns } from '../check/row.ts'
import { folded, wordsOf } from '../filter.ts'
import type { ItemJson, ItemState, PlanJson, SectionJson } from '../json.ts'

export interface RowChoice {
  /** Every one of these words must be in the row or its section's title. */
  readonly words: string
  /** Words that must be in a column of who is responsible. */
  readonly responsible: string
  /** Id of a department, '' for sections that belong to all; null for any. */
  readonly department: string | null
  readonly state: ItemState | null
  /** 1–12; null for any. */
  readonly month: number | null
}

export const ALL_ROWS: RowChoice = { words: '', responsible: '', department: null, state: null, month: null }

export const MOST_CHOICE_WORDS = 200

/** Whether it leaves any row out. */
export const isChoosing = ({ words, responsible, department, state, month }: RowChoice): boolean =>
  words.trim() !== '' || responsible.trim() !== '' || department !== null || state !== null || month !== null

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWords = (value: unknown): boolean => typeof value === 'string' && value.length <= MOST_CHOICE_WORDS

const STATES: readonly unknown[] = [
  null,
  'planned',
  'in-progress',
  'done',
  'moved',
  'cancelled',
] satisfies (ItemState | null)[]

export const isRowChoice = (value: unknown): value is RowChoice =>
  isRecord(value) &&
  Object.keys(value).length === 5 &&
  isWords(value.words) &&
  isWords(value.responsible) &&
  (value.department === null || (typeof value.department === 'string' && value.department.length <= 60)) &&
  STATES.includes(value.state) &&
  (value.month === null ||
    (Number.isInteger(value.month) && Number(value.month) >= 1 && Number(value.month) <= 12))

type Test = (item: ItemJson, section: SectionJson) => boolean

const has = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))

const textOf = ({ number, title, period, cells }: ItemJson, section: SectionJson): string =>
  folded([number, title.text, period.text, ...Object.values(cells), section.title].join('\n'))

const FIXED: readonly string[] = ['number', 'title', 'period']

/** Texts of who is responsible, where the plan has columns of that. */
const responsibleIn = ({ columns }: Pick<PlanJson, 'columns'>): ((item: ItemJson) => string) => {
  const own = columns.map(({ key, title, hidden = false }) => ({
    id: key,
    title,
    hidden,
    fixed: FIXED.includes(key),
  }))
  const keys = responsibleColumns(own).map(({ id }) => id)
  return ({ cells }) => folded(keys.map((key) => cells[key] ?? '').join('\n'))
}

/** Whether a row of `plan` is meant, for its rows one after the other. */
export const choosing = (plan: Pick<PlanJson, 'columns'>, choice: RowChoice | undefined): Test => {
  if (choice === undefined || !isChoosing(choice)) return () => true
  const { department, state, month } = choice
  const [words, names] = [wordsOf(choice.words), wordsOf(choice.responsible)]
  const responsible = responsibleIn(plan)
  return (item, section) =>
    (department === null || (section.department ?? '') === department) &&
    (state === null || item.state === state) &&
    (month === null || item.period.months.includes(month)) &&
    (names.length === 0 || has(responsible(item), names)) &&
    (words.length === 0 || has(textOf(item, section), words))
}
