/** What a board's columns and cards are called, in the reader's language. Owns the wording; must not draw. */
import type { BoardColumn, Place } from '../../shared/board/board.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { monthName } from '../../shared/period/format.ts'
import type { Department } from '../api.ts'
import { sectionName } from '../plan/section-name.ts'
import type { Text } from '../ui/use-text.ts'

const ROMAN = ['I', 'II', 'III', 'IV']

/** Quarters are counted in Roman figures in Russian alone. */
const quarterNumber = (quarter: number, locale: Locale): string =>
  locale === 'ru' ? (ROMAN[quarter - 1] ?? '') : String(quarter)

export interface Naming {
  readonly text: Text
  readonly locale: Locale
  readonly departments: readonly Department[]
}

const departmentName = (id: string, { text, departments }: Naming): string =>
  id === ''
    ? text('board.department.all')
    : (departments.find((one) => one.id === id)?.name ?? text('board.department.unknown'))

/** The heading of a column. */
export const placeName = (place: Place, naming: Naming): string => {
  const { text, locale } = naming
  switch (place.by) {
    case 'month':
      return monthName(place.month, locale)
    case 'quarter':
      return text('board.quarter', { number: quarterNumber(place.quarter, locale) })
    case 'vague':
      return text(`board.vague.${place.vague}`)
    case 'department':
      return departmentName(place.department, naming)
    case 'section':
      return sectionName({ id: place.section, title: place.title }, text)
    case 'responsible':
      return place.name || text('board.responsible.none')
    case 'state':
      return text(`row.state.${place.state}`)
  }
}

export const columnName = ({ place }: BoardColumn, naming: Naming): string => placeName(place, naming)
