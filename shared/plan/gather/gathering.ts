/**
 * What a summary plan is made of: which plans, which of their sections, and how they are laid together. Owns the shape of this
 * register, which the server alone writes, and its test.
 */

export const GATHER_WAYS = ['section', 'department', 'plan'] as const
/** Rows stand together by the title of their section, by their department, or by the plan they come from. */
export type GatherBy = (typeof GATHER_WAYS)[number]

export interface GatherSource {
  plan: string
  /** Ids of its sections; null for all of them, also those that come later. */
  sections: readonly string[] | null
  /** Departments whose sections are meant; null for all. */
  departments: readonly string[] | null
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

const isSource = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).length === 3 &&
  typeof value.plan === 'string' &&
  ID.test(value.plan) &&
  isIds(value.sections) &&
  isIds(value.departments)

export const isGathering = (value: unknown): value is Gathering =>
  isRecord(value) &&
  (GATHER_WAYS as readonly unknown[]).includes(value.by) &&
  Array.isArray(value.sources) &&
  value.sources.length <= MOST_SOURCES &&
  value.sources.every(isSource)
