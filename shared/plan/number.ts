/**
 * The numbers that stand in print (SPEC DM10). Automatic numbers are computed here and never stored:
 * each goes on from what its neighbour above shows, in that neighbour's style.
 */
import type { PlanNumbering } from './schema.ts'
import type { PlacedRow } from './tree.ts'

/** The counting part of a number and what follows it: '12.' → 12 and '.'. */
const LAST_COUNT = /^(.*?)(\d{1,6})([^\d]*)$/

interface Style {
  prefix: string
  count: number
  suffix: string
}

const parse = (number: string): Style | null => {
  const match = LAST_COUNT.exec(number)
  return match ? { prefix: match[1] ?? '', count: Number(match[2]), suffix: match[3] ?? '' } : null
}

const firstOf = (parentNumber: string | null): Style => {
  if (!parentNumber) return { prefix: '', count: 0, suffix: '.' }
  const suffix = parentNumber.endsWith('.') ? '.' : ''
  return { prefix: `${suffix ? parentNumber.slice(0, -1) : parentNumber}.`, count: 0, suffix }
}

/** Numbers the rows of one section; `previous` is the last top-level number above it where numbering runs on. */
export const numberRows = (
  rows: readonly PlacedRow[],
  numbering: PlanNumbering,
  previous: string | null,
): { numbers: Map<string, string>; last: string | null } => {
  const numbers = new Map<string, string>()
  /** The last number shown among the children of a row (null: the top level). */
  const lastUnder = new Map<string | null, string>()
  if (numbering === 'plan' && previous !== null) lastUnder.set(null, previous)
  for (const { row, parent } of rows) {
    const number = numberOf(
      row.number,
      lastUnder.get(parent) ?? null,
      parent === null ? null : numbers.get(parent),
    )
    numbers.set(row.id, number)
    if (number !== '') lastUnder.set(parent, number)
  }
  return { numbers, last: lastUnder.get(null) ?? previous }
}

const numberOf = (
  register: PlacedRow['row']['number'],
  above: string | null,
  parentNumber: string | null | undefined,
): string => {
  if (register.mode === 'none') return ''
  if (register.mode === 'typed') return register.text
  return nextNumber(above, parentNumber ?? null)
}

/**
 * The automatic number behind `above`, the last one shown among its siblings, or the first under `parentNumber`.
 * null where there is none.
 */
export const nextNumber = (above: string | null, parentNumber: string | null): string => {
  const style = (above === null ? null : parse(above)) ?? firstOf(parentNumber)
  return `${style.prefix}${style.count + 1}${style.suffix}`
}
