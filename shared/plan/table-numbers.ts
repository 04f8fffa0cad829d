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

/** «а)», «b.»: letters count parts of what figures count. */
const LETTER = /^\p{L}[.)]$/u

const isUnder = (parts: readonly string[], parent: readonly string[]): boolean =>
  parent.length > 0 && parent.length < parts.length && parent.every((part, index) => part === parts[index])

export interface Numbered {
  number: string
  /** It is a part of the numbered row above it, by its look. */
  child?: boolean
  /** Where the file itself says it. */
  level?: number | undefined
}

interface Open {
  parts: readonly string[]
  numbered: boolean
}

/** Level of each row: one more than the nearest open row whose number begins it, or whose part it is, else 0. */
export const levelsOf = (rows: readonly Numbered[]): number[] => {
  let open: Open[] = []
  return rows.map(({ number, child, level: told }) => {
    const parts = partsOf(number)
    const numbered = number !== ''
    const isLetter = LETTER.test(number.trim())
    const isParent = (candidate: Open): boolean => {
      if (isLetter) return candidate.parts.length > 0
      return numbered ? isUnder(parts, candidate.parts) : child === true && candidate.numbered
    }
    const level = Math.min(told ?? open.findLastIndex(isParent) + 1, open.length, MAX_LEVEL)
    open = [...open.slice(0, level), { parts, numbered }]
    return level
  })
}
