/** Which rows of a plan are gathered, as a value: its shape and its test. What passes is `choosing.ts`'s, which comes when it is needed. */

/** The states of `json.ts`, which knows of this file. */
const STATES = ['planned', 'in-progress', 'done', 'moved', 'cancelled'] as const

export interface RowChoice {
  /** Every one of these words must be in the row or its section's title. */
  readonly words: string
  /** Words that must be in a column of who is responsible. */
  readonly responsible: string
  /** Id of a department, '' for sections that belong to all; null for any. */
  readonly department: string | null
  readonly state: (typeof STATES)[number] | null
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

export const isRowChoice = (value: unknown): value is RowChoice =>
  isRecord(value) &&
  Object.keys(value).length === 5 &&
  isWords(value.words) &&
  isWords(value.responsible) &&
  (value.department === null || (typeof value.department === 'string' && value.department.length <= 60)) &&
  (value.state === null || (STATES as readonly unknown[]).includes(value.state)) &&
  (value.month === null ||
    (Number.isInteger(value.month) && Number(value.month) >= 1 && Number(value.month) <= 12))
