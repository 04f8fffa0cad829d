/** What columns are called. */
import { expect, test } from 'vitest'
import { placeName } from '../../../../client/board/names.ts'
import { UNASSIGNED } from '../../../../shared/plan/tree.ts'
import { en, ru } from '../../../support/words.ts'

test('[WO8] quarters have Roman figures in Russian and plain ones in English', () => {
  const place = { by: 'quarter', quarter: 4 } as const
  expect(placeName(place, { text: ru as never, locale: 'ru', departments: [] })).toBe('IV квартал')
  expect(placeName(place, { text: en as never, locale: 'en', departments: [] })).toBe('Quarter 4')
})

test('[WO9] a section without a title and rows in no section are called as in the document', () => {
  const naming = { text: ru as never, locale: 'ru', departments: [] } as const
  const name = (section: string, title = '') => placeName({ by: 'section', section, title }, naming)
  expect(name('s1', 'Выставки')).toBe('Выставки')
  expect(name('s1')).toBe('Раздел без названия')
  expect(name(UNASSIGNED)).toBe('Без раздела')
})
