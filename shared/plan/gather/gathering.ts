/**
 * What a summary plan is made of: which plans, which of their sections and rows, and how they are laid together. Owns the shape
 * of this register, which the server alone writes, and its test.
 */
import { isRowChoice, type RowChoice } from './row-choice.ts'

export const GATHER_WAYS = ['section', 'department', 'plan'] as const
/** Rows stand together by the title of their section, by their department, or by the plan they come from. */
export type GatherBy = (typeof GATHER_WAYS)[number]

export interface GatherSource {
  plan: string
  /** Ids of its sections; null for all of them, also those that come later. */
  sections: readonly string[] | null
  /** Departments whose sections are meant; null for all. */
  departments: readonly string[] | null
  /** Which rows of these sections are meant; left out: all. */
  rows?: RowChoice
  /** Rows that were put into an open plan: the section that they went to, null for sections of their own; left out: a summary made new. */
  into?: string | null
  /** How rows that were put into an open plan stand together; left out: as the summary's do. */
  by?: GatherBy
}

export interface Gathering {
  by: GatherBy
  sources: readonly GatherSource[]
}

export const MOST_SOURCES = 100
const MOST_SECTIONS = 1000
const ID = /^[A-Za-z0-9_-]{1,60}$/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isIds = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) &&
    value.length <= MOST_SECTIONS &&
    value.every((id) => typeof id === 'string' && ID.test(id)))

const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value)
const isWay = (value: unknown): boolean => (GATHER_WAYS as readonly unknown[]).includes(value)

const KEYS: readonly string[] = ['plan', 'sections', 'departments', 'rows', 'into', 'by']

const isSource = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).every((key) => KEYS.includes(key)) &&
  isId(value.plan) &&
  isIds(value.sections) &&
  isIds(value.departments) &&
  (value.rows === undefined || isRowChoice(value.rows)) &&
  (value.into === undefined || value.into === null || isId(value.into)) &&
  (value.by === undefined || isWay(value.by))

export const isGathering = (value: unknown): value is Gathering =>
  isRecord(value) &&
  isWay(value.by) &&
  Array.isArray(value.sources) &&
  value.sources.length <= MOST_SOURCES &&
  value.sources.every(isSource)
