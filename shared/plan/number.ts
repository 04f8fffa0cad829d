/**
 * The numbers that stand in print (SPEC DM10). Automatic numbers are computed here and never stored:
 * each goes on from what its neighbour above shows, in that neighbour's style.
 */
import type { PlanNumbering } from './schema.ts'
import type { PlacedRow } from './tree.ts'

type NumberedRow = Pick<PlacedRow['row'], 'id' | 'number'>

/** The counting part of a number and what follows it: '12.' → 12 and '.'. */
const LAST_COUNT = /^(.*?)(\d+)([^\d]*)$/

interface Style {
  prefix: string
  /** Its figures, zeros before them included. */
  count: string
  suffix: string
}

const parse = (number: string): Style | null => {
  const match = LAST_COUNT.exec(number)
  return match ? { prefix: match[1] ?? '', count: match[2] ?? '', suffix: match[3] ?? '' } : null
}

/** '9' → '10', '09' → '10', '0999999' → '1000000': as wide as it was, and any number of figures long. */
const following = (count: string): string => String(BigInt(count) + 1n).padStart(count.length, '0')

const firstOf = (parentNumber: string | null): Style => {
  if (!parentNumber) return { prefix: '', count: '0', suffix: '.' }
  const suffix = parentNumber.endsWith('.') ? '.' : ''
  return { prefix: `${suffix ? parentNumber.slice(0, -1) : parentNumber}.`, count: '0', suffix }
}

/** The numbers of one section's rows, asked for from top to bottom; `previous` as of `numberRows`. */
export class SectionNumbers {
  readonly #numbers = new Map<string, string>()
  /** The last number shown among the children of a row (null: the top level). */
  readonly #lastUnder = new Map<string | null, string>()
  readonly #previous: string | null

  constructor(numbering: PlanNumbering, previous: string | null) {
    this.#previous = previous
    if (numbering === 'plan' && previous !== null) this.#lastUnder.set(null, previous)
  }

  /** The number of the next row; `parent`: the row that it is shown under. */
  next({ id, number: register }: NumberedRow, parent: string | null): string {
    const above = this.#lastUnder.get(parent) ?? null
    const number = numberOf(register, above, parent === null ? null : this.#numbers.get(parent))
    this.#numbers.set(id, number)
    if (number !== '') this.#lastUnder.set(parent, number)
    return number
  }

  /** Of the rows so far, by id. */
  get numbers(): ReadonlyMap<string, string> {
    return this.#numbers
  }

  /** The last top-level number, in this section or above it. */
  get last(): string | null {
    return this.#lastUnder.get(null) ?? this.#previous
  }
}

/** Numbers the rows of one section; `previous` is the last top-level number above it where numbering runs on. */
export const numberRows = (
  rows: readonly PlacedRow[],
  numbering: PlanNumbering,
  previous: string | null,
): { numbers: ReadonlyMap<string, string>; last: string | null } => {
  const numbers = new SectionNumbers(numbering, previous)
  for (const { row, parent } of rows) numbers.next(row, parent)
  return { numbers: numbers.numbers, last: numbers.last }
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
  return `${style.prefix}${following(style.count)}${style.suffix}`
}
