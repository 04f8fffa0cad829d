/** What somebody is writing about a row, until they save it. Pure; only the fields that were written in are kept. */
import type { FactChange } from '../../shared/plan/edit-facts.ts'
import { type FactField, factsOf, isFact } from '../../shared/plan/facts.ts'
import type { FactJson, ItemState } from '../../shared/plan/json.ts'

/** What was typed in a field, and what stood there then. */
export interface Typed {
  readonly text: string
  readonly was: string
}

/** The state that was chosen, null while it is the row's; what was typed, by state and field. */
export interface Draft {
  readonly state: ItemState | null
  /** The row's own when that was chosen. */
  readonly since: ItemState | null
  readonly typed: Readonly<Record<string, Typed>>
}

export const NO_DRAFT: Draft = { state: null, since: null, typed: {} }

const keyOf = (state: ItemState, field: FactField): string => `${state} ${field}`

/** A fact as it stands in a field. */
export const asText = (value: FactJson[FactField]): string => (value === undefined ? '' : String(value))

export const typedIn = ({ typed }: Draft, state: ItemState, field: FactField): Typed | null =>
  typed[keyOf(state, field)] ?? null

/** `now`: what stands in the row; it is remembered when the first letter is typed. */
export const withText = (
  draft: Draft,
  state: ItemState,
  field: FactField,
  text: string,
  now: string,
): Draft => {
  const was = typedIn(draft, state, field)?.was ?? now
  return { ...draft, typed: { ...draft.typed, [keyOf(state, field)]: { text, was } } }
}

/** Without what was typed in a field: what stands in the row counts. */
export const without = (draft: Draft, state: ItemState, field: FactField): Draft => {
  const { [keyOf(state, field)]: _, ...typed } = draft.typed
  return { ...draft, typed }
}

/** What a colleague wrote into a field since it was typed in; null where nobody did. */
export const conflictIn = (draft: Draft, state: ItemState, field: FactField, now: string): string | null => {
  const typed = typedIn(draft, state, field)
  return typed === null || typed.was === now || typed.text.trim() === now ? null : now
}

const valueOf = (field: FactField, text: string): FactJson[FactField] | null => {
  const words = text.trim()
  if (words === '') return null
  if (field !== 'participants') return words
  const digits = words.replace(/\s/g, '')
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN
}

/** The change that saves it, or the fields that cannot be so. */
export const changeOf = (
  draft: Draft,
  state: ItemState,
): { readonly change: FactChange } | { readonly wrong: readonly FactField[] } => {
  const values = factsOf(state).flatMap((field) => {
    const typed = typedIn(draft, state, field)
    return typed === null ? [] : [[field, valueOf(field, typed.text)] as const]
  })
  const wrong = values.flatMap(([field, value]) => (value === null || isFact(field, value) ? [] : [field]))
  return wrong.length > 0 ? { wrong } : { change: Object.fromEntries(values) as FactChange }
}
