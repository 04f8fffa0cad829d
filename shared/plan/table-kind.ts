/**
 * What a row of a plan table is: empty, a section's title, the plan's own row. Owns the decision from its shape and
 * its neighbours' style. Must not look at page breaks (`table-tail.ts`).
 */
import { type PlacedColumn, type PlacedRow, columnIndex, parasIn } from './table-grid.ts'
import { type RowStyle, countOf, isBare, isRoman } from './table-style.ts'
import { fold, isBold } from './table-text.ts'
import { NAMED_PART, isMonthTitle, isTermTitle, looksLikeNumber, looksLikePeriod } from './table-words.ts'

export type RowKind = 'empty' | 'section' | 'text' | 'item'

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

/** «I. | Организационная работа» with nothing beside it is a section where bold or the kind of its number says so. */
const isNumberedSection = (row: PlacedRow, columns: readonly PlacedColumn[], style: RowStyle): boolean => {
  const number = columnIndex(columns, 'number')
  const title = columnIndex(columns, 'title')
  const [count = '', words = ''] = [row.texts[number], row.texts[title]]
  if (count === '' || words === '' || columns.length < 3 || !isBare({ row, columns })) return false
  if (!isShort(words) || hasList(row, title)) return false
  if (style.arabicIsNormal && isRoman(count)) return true
  if (style.simpleHeadsNested && countOf(count) !== null) return true
  return !style.boldIsNormal && isBold(row.contents[title] ?? [])
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
  if (row.texts.some((text, index) => columns[index]?.role === 'month' && text !== '')) return true
  return row.texts.some((text, index) => columns[index]?.role === 'other' && looksLikePeriod(fold(text)))
}
