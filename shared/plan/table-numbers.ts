/**
 * Typed numbers → depth of rows: 1.1 stands under 1. Owns reading numbers; must not change one.
 */
import { MAX_LEVEL } from './schema.ts'

const NESTED = /^\d{1,4}(?:\.\d{1,4})*\.?\)?$/

/** The counting parts of a number, [] where it has none of that form. */
const partsOf = (number: string): string[] => {
  const text = number.replace(/\s+/g, '')
  return NESTED.test(text) ? text.replace(/[.)]+$/, '').split('.') : []
}

const isUnder = (parts: readonly string[], parent: readonly string[]): boolean =>
  parent.length > 0 && parent.length < parts.length && parent.every((part, index) => part === parts[index])

/** Level of each row: one more than the nearest open row whose number begins it, else 0. */
export const levelsOf = (numbers: readonly string[]): number[] => {
  let open: string[][] = []
  return numbers.map((number) => {
    const parts = partsOf(number)
    const parent = open.findLastIndex((candidate) => isUnder(parts, candidate))
    const level = Math.min(parent + 1, MAX_LEVEL)
    open = [...open.slice(0, level), parts]
    return level
  })
}
