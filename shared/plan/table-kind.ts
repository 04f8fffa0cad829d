/**
 * What a row of a plan table is: empty, a section's title, the plan's own row. Owns the decision from its shape and
 * its neighbours' style. Must not look at page breaks (`table-tail.ts`).
 */
import { type PlacedColumn, type PlacedRow, columnIndex, parasIn } from './table-grid.ts'
import { fold, isBold } from './table-text.ts'
import { NAMED_PART, isMonthTitle, isTermTitle, looksLikeNumber, looksLikePeriod } from './table-words.ts'

/** How the plan's rows look in general: what a row is measured against. */
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
}

export type RowKind = 'empty' | 'section' | 'text' | 'item'

const share = (count: number, all: number): number => (all === 0 ? 0 : count / all)

/** What a plain number counts («4.», «4)»), or null. */
export const countOf = (number: string): number | null => {
  const match = /^(\d{1,4})[.)]?$/.exec(number.trim())
  return match ? Number(match[1]) : null
}

/** The style of the rows of all plan tables. */
export const styleOf = (rows: readonly { row: PlacedRow; columns: readonly PlacedColumn[] }[]): RowStyle => {
  const wide = rows.filter(({ row }) => row.wide)
  const plain = rows.filter(({ row }) => row.only < 0 && row.texts.some((text) => text !== ''))
  const titles = plain.map(({ row, columns }) => row.contents[columnIndex(columns, 'title')] ?? [])
  const numbered = plain.filter(
    ({ row, columns }) => (row.texts[columnIndex(columns, 'number')] ?? '') !== '',
  )
  const numbersAreNormal = share(numbered.length, plain.length) >= 0.6
  // Where rows have numbers, those without may be tails, and say nothing of how titles begin.
  const texts = (numbersAreNormal ? numbered : plain).map(
    ({ row, columns }) => row.texts[columnIndex(columns, 'title')] ?? '',
  )
  return {
    sectionsStyled: share(wide.filter(({ row }) => row.bold || row.centred).length, wide.length) >= 0.5,
    boldIsNormal: share(titles.filter(isBold).length, titles.length) > 0.4,
    numbersAreNormal,
    numbersRestart:
      numbered.filter(({ row, columns }) => countOf(row.texts[columnIndex(columns, 'number')] ?? '') === 1)
        .length >= 2,
    lowerIsNormal: share(texts.filter((text) => /^\p{Ll}/u.test(text)).length, texts.length) > 0.3,
  }
}

const LONGEST_SECTION = 300

const isShort = (text: string): boolean => text.length <= LONGEST_SECTION
const hasList = (row: PlacedRow, index: number): boolean =>
  parasIn(row, index).filter((para) => para.list?.kind === 'bullet').length > 0

/** Words in capitals alone. */
const isShouted = (text: string): boolean => /\p{Lu}{4}/u.test(text) && text === text.toUpperCase()

const namesTime = (text: string): boolean => isMonthTitle(fold(text)) || isTermTitle(fold(text))

const wideKind = (row: PlacedRow, style: RowStyle): RowKind => {
  const text = row.texts[row.only] ?? ''
  if (!isShort(text) || hasList(row, row.only)) return 'text'
  if (row.bold || row.centred || namesTime(text)) return 'section'
  if (NAMED_PART.test(fold(text)) || isShouted(text)) return 'section'
  if (style.sectionsStyled) return 'text'
  return /[.;]$/.test(text) && text.length > 100 ? 'text' : 'section'
}

/** One narrow cell alone: a section if it stands out, a row otherwise. */
const aloneKind = (row: PlacedRow, columns: readonly PlacedColumn[], style: RowStyle): RowKind => {
  const text = row.texts[row.only] ?? ''
  const role = columns[row.only]?.role
  if (row.merged.some((merged, index) => merged && columns[index]?.role === 'title')) return 'item'
  if (!isShort(text) || hasList(row, row.only)) return 'item'
  const standsOut = (row.bold && !style.boldIsNormal) || row.centred
  if (namesTime(text) && (role !== 'period' || standsOut || row.only === 0)) return 'section'
  if (role === 'title') return standsOut ? 'section' : 'item'
  if (role === 'number') return looksLikeNumber(fold(text)) ? 'item' : 'section'
  return standsOut && role !== 'period' ? 'section' : 'item'
}

/** «I. | Организационная работа», bold and with nothing beside it, is a section too. */
const isNumberedSection = (row: PlacedRow, columns: readonly PlacedColumn[], style: RowStyle): boolean => {
  const number = columnIndex(columns, 'number')
  const title = columnIndex(columns, 'title')
  const filled = row.texts.flatMap((text, index) => (text === '' ? [] : [index]))
  if (style.boldIsNormal || number < 0 || filled.length !== 2) return false
  if (!filled.includes(number) || !filled.includes(title)) return false
  if (columns.length < 3 || !isShort(row.texts[title] ?? '')) return false
  return isBold(row.contents[title] ?? []) && !hasList(row, title)
}

/** What a row is, apart from what page breaks did to it. */
export const kindOf = (row: PlacedRow, columns: readonly PlacedColumn[], style: RowStyle): RowKind => {
  if (row.texts.every((text) => text === '')) return 'empty'
  if (row.only >= 0) return row.wide ? wideKind(row, style) : aloneKind(row, columns, style)
  return isNumberedSection(row, columns, style) ? 'section' : 'item'
}

/** Whether a row has a date of its own (one that it shares with the row above by a merge is not). */
export const isDated = (row: PlacedRow, columns: readonly PlacedColumn[]): boolean => {
  const period = columnIndex(columns, 'period')
  if (period >= 0) return row.texts[period] !== ''
  return row.texts.some((text, index) => columns[index]?.role === 'other' && looksLikePeriod(fold(text)))
}
