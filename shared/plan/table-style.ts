/**
 * How the rows of all plan tables look in general: what a single row is measured against. Owns the measures; what a row
 * is, is decided in `table-kind.ts`.
 */
import { type PlacedColumn, type PlacedRow, columnIndex, parasIn } from './table-grid.ts'
import { fold, isBlank, isBold, rawText } from './table-text.ts'

/** What the plan's rows have in common. */
export interface RowStyle {
  /** Full-width rows are bold or centred, as a rule. */
  sectionsStyled: boolean
  /** Titles of plain rows are bold, so that bold says nothing. */
  boldIsNormal: boolean
  /** Titles begin in lower case often. */
  lowerIsNormal: boolean
  /** Nearly all rows have a number. */
  numbersAreNormal: boolean
  /** Numbers begin with 1 again and again. */
  numbersRestart: boolean
  /** Rows are counted in Arabic figures, so that a Roman one counts sections. */
  arabicIsNormal: boolean
  /** Rows with a simple number hold nothing beside it, and those with nested numbers stand under them. */
  simpleHeadsNested: boolean
  /** There is no column of numbers, and titles begin with one. */
  numbersInTitles: boolean
}

/** A row with the columns of its table. */
export interface StyledRow {
  row: PlacedRow
  columns: readonly PlacedColumn[]
}

const share = (count: number, all: number): number => (all === 0 ? 0 : count / all)

/** What a plain number counts («4.», «4)»), or null. */
export const countOf = (number: string): number | null => {
  const match = /^(\d{1,4})[.)]?$/.exec(number.trim())
  return match ? Number(match[1]) : null
}

/** «IV.», «ІІ» (Ukrainian letters look the same); a lone C, D, L or M is a letter. */
export const isRoman = (number: string): boolean => /^[ivxіх]{1,6}[.)]?$/u.test(fold(number))
const isNested = (number: string): boolean => /^\d{1,3}(?:\.\d{1,3})+[.)]?$/.test(number.trim())

const TYPED = /^\s*(\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3})(?:\s+|(?=[\p{L}«"“]))(?=\S)/u
/** «12.03» is a day. */
const DAY = /^(?:[0-2]?\d|3[01])\.(?:0\d|1[0-2])[.)]?$/

/** A number that was typed before the words of a title, and how many characters it takes. */
export const typedNumber = (text: string): { number: string; length: number } | null => {
  const match = TYPED.exec(text)
  const number = match?.[1] ?? ''
  return match === null || DAY.test(number) ? null : { number, length: match[0].length }
}

const textAt = ({ row, columns }: StyledRow, role: 'number' | 'title'): string =>
  row.texts[columnIndex(columns, role)] ?? ''

/** Nothing is filled but number and title. */
export const isBare = ({ row, columns }: StyledRow): boolean =>
  row.texts.every((text, index) => text === '' || ['number', 'title'].includes(columns[index]?.role ?? ''))

const beginsNumbered = ({ row, columns }: StyledRow): boolean => {
  const [first] = parasIn(row, columnIndex(columns, 'title')).filter((para) => !isBlank(para))
  return first !== undefined && (first.list?.kind === 'number' || typedNumber(rawText(first)) !== null)
}

const headsNested = (numbered: readonly StyledRow[]): boolean => {
  const simple = numbered.filter((one) => countOf(textAt(one, 'number')) !== null)
  const nested = numbered.filter((one) => isNested(textAt(one, 'number')))
  const roots = new Set(nested.map((one) => Number.parseInt(textAt(one, 'number'), 10)))
  return (
    simple.length >= 2 &&
    nested.length >= simple.length &&
    simple.every((one) => isBare(one)) &&
    simple.every((one) => roots.has(countOf(textAt(one, 'number')) ?? -1)) &&
    nested.some((one) => !isBare(one))
  )
}

const numbersStandInTitles = (plain: readonly StyledRow[]): boolean => {
  const rows = plain.filter((one) => columnIndex(one.columns, 'number') < 0)
  return (
    rows.length >= 2 &&
    rows.length === plain.length &&
    share(rows.filter(beginsNumbered).length, rows.length) >= 0.6
  )
}

/** The style of the rows of all plan tables. */
export const styleOf = (rows: readonly StyledRow[]): RowStyle => {
  const wide = rows.filter(({ row }) => row.wide)
  const plain = rows.filter(({ row }) => row.only < 0 && row.texts.some((text) => text !== ''))
  // Titles of sections stand alone beside their number, and say nothing of the titles of rows.
  const full = plain.filter((one) => !isBare(one))
  const titles = (full.length > 0 ? full : plain).map(
    ({ row, columns }) => row.contents[columnIndex(columns, 'title')] ?? [],
  )
  const numbered = plain.filter((one) => textAt(one, 'number') !== '')
  const numbersAreNormal = share(numbered.length, plain.length) >= 0.6
  // Where rows have numbers, those without may be tails, and say nothing of how titles begin.
  const texts = (numbersAreNormal ? numbered : plain).map((one) => textAt(one, 'title'))
  return {
    sectionsStyled: share(wide.filter(({ row }) => row.bold || row.centred).length, wide.length) >= 0.5,
    boldIsNormal: share(titles.filter(isBold).length, titles.length) > 0.4,
    numbersAreNormal,
    numbersRestart: numbered.filter((one) => countOf(textAt(one, 'number')) === 1).length >= 2,
    lowerIsNormal: share(texts.filter((text) => /^\p{Ll}/u.test(text)).length, texts.length) > 0.3,
    arabicIsNormal:
      share(numbered.filter((one) => /^\d/.test(textAt(one, 'number'))).length, numbered.length) >= 0.5,
    simpleHeadsNested: headsNested(numbered),
    numbersInTitles: numbersStandInTitles(plain),
  }
}
