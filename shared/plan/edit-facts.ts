/** The verb for what became of a row. Owns what it writes: the state and the facts in one step, and nothing that is the same already. */
import type { Editing } from './edit.ts'
import { FACT_REGISTERS, type FactField, factRegister, factsOf } from './facts.ts'
import type { FactJson, ItemState } from './json.ts'
import { type Fields, isState, rowsOf } from './schema.ts'

/** Facts to write; null takes one back, what is left out stays. */
export type FactChange = { readonly [F in FactField]?: FactJson[F] | null }

/** Writes facts of `state` into a row's fields; what stands there already is not written again. */
export const writeFact = (fields: Fields, state: ItemState, change: FactChange): void => {
  for (const [field, value = null] of Object.entries(change)) {
    const register = factRegister(state, field as FactField)
    if (register !== null && (fields.get(register) ?? null) !== value) fields.set(register, value)
  }
}

const canBe = (state: ItemState, change: FactChange): boolean =>
  Object.entries(change).every(([field, value]) => {
    const register = factRegister(state, field as FactField)
    return register !== null && FACT_REGISTERS[register]?.(value) === true
  })

/** Says what became of a row. False where there is no such row, or a fact is none of that state. */
export const setFact = (edit: Editing, row: string, state: ItemState, change: FactChange): boolean => {
  const fields = rowsOf(edit.doc).get(row)
  if (!fields || !canBe(state, change)) return false
  edit.doc.transact(() => {
    if (fields.get('state') !== state) fields.set('state', state)
    writeFact(fields, state, change)
  }, edit.origin)
  return true
}

/** Makes a row's facts exactly these, for the state that it is in. */
export const writeWholeFact = (fields: Fields, fact: FactJson): void => {
  const stored: unknown = fields.get('state')
  const state = isState(stored) ? stored : 'planned'
  writeFact(fields, state, { ...Object.fromEntries(factsOf(state).map((field) => [field, null])), ...fact })
}
