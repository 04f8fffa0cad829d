/**
 * What became of a row: the registers of its facts, their tests and their one reading (SPEC PF1–PF4). Owns which fact belongs
 * to which state; must not write, and reads no text of the plan.
 *
 * Every fact has a register of its own, so that two people who fill different ones keep both. A register belongs to one
 * state: whatever a merge left, only those of the state that the row is in are read, and the others wait for it to come back.
 */
import type { FactJson, ItemState } from './json.ts'
import { isDay } from './notes.ts'

export type FactField = keyof FactJson

/** The facts that can be told of a row in a state, in the order in which they are asked for. */
export const FACTS_OF = {
  planned: [],
  'in-progress': ['note'],
  done: ['on', 'result', 'participants', 'link'],
  moved: ['to', 'why'],
  cancelled: ['why'],
} as const satisfies Record<ItemState, readonly FactField[]>

export const factsOf = (state: ItemState): readonly FactField[] => FACTS_OF[state]

/** Why something was moved is no reason for its being cancelled: what two states ask alike is kept apart. */
const REGISTER_NAMES: Record<ItemState, Partial<Record<FactField, string>>> = {
  planned: {},
  'in-progress': { note: 'f:note' },
  done: { on: 'f:on', result: 'f:result', participants: 'f:people', link: 'f:link' },
  moved: { to: 'f:to', why: 'f:why-moved' },
  cancelled: { why: 'f:why-cancelled' },
}

/** Letters that each text takes. */
export const MAX_FACT = { result: 4000, link: 2048, to: 200, why: 1000, note: 2000 } as const
export const MAX_PARTICIPANTS = 10_000_000

const isText = (max: number) => (value: unknown) =>
  typeof value === 'string' && value.length > 0 && value.length <= max

const LINK = /^https?:\/\/[^\p{Cc}\p{Z}/?#@\\]+([/?#][^\p{Cc}\p{Z}]*)?$/iu

/** A link to evidence: a page of the web, without a name and a password in it. */
export const isEvidence = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_FACT.link && LINK.test(value)

const TESTS: Record<FactField, (value: unknown) => boolean> = {
  on: isDay,
  result: isText(MAX_FACT.result),
  participants: (value) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_PARTICIPANTS,
  link: isEvidence,
  to: isText(MAX_FACT.to),
  why: isText(MAX_FACT.why),
  note: isText(MAX_FACT.note),
}

/** Whether a fact can have that value. */
export const isFact = (field: FactField, value: unknown): boolean => TESTS[field](value)

/** The register of a fact in a state; null where that state has no such fact. */
export const factRegister = (state: ItemState, field: FactField): string | null =>
  REGISTER_NAMES[state][field] ?? null

/** Value tests by register; null takes a fact back. */
export const FACT_REGISTERS: Readonly<Record<string, (value: unknown) => boolean>> = Object.fromEntries(
  Object.values(REGISTER_NAMES).flatMap((names) =>
    Object.entries(names).map(([field, register]) => [
      register,
      (value: unknown) => value === null || isFact(field as FactField, value),
    ]),
  ),
)

/** A set: the name of a field comes out of an update, and as a key of an object V8 would look it up among all names first. */
const FACT_FIELDS: ReadonlySet<string> = new Set(['state', ...Object.keys(FACT_REGISTERS)])

/** Whether a field of a row tells what became of it: its state, or a fact. */
export const isFactField = (field: string | null | undefined): boolean =>
  typeof field === 'string' && FACT_FIELDS.has(field)

/** The same for all rows of which nothing is told. */
export const NO_FACT: FactJson = Object.freeze({})

/** What is told of a row that is in `state`; values that cannot be are as if they were not there. */
export const readFact = (get: (register: string) => unknown, state: ItemState): FactJson => {
  const told = factsOf(state).flatMap((field) => {
    const value = get(factRegister(state, field) ?? '')
    return isFact(field, value) ? [[field, value] as const] : []
  })
  return told.length === 0 ? NO_FACT : (Object.fromEntries(told) as FactJson)
}

export const hasFact = (fact: FactJson): boolean => Object.keys(fact).length > 0

/** Whether a value is the facts of a row in `state`, and nothing else. */
export const isFactJson = (value: unknown, state: ItemState): value is FactJson =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(
    ([field, one]) => factRegister(state, field as FactField) !== null && isFact(field as FactField, one),
  )

/** The facts in words of no language, for places that have one line for them. */
export const factLine = (fact: FactJson): string | null =>
  hasFact(fact) ? Object.values(fact).map(String).join(' · ') : null
