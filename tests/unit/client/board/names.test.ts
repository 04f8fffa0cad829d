/** What columns are called. */
import { expect, test } from 'vitest'
import { placeName } from '../../../../client/board/names.ts'
import { en, ru } from '../../../support/words.ts'

test('[WO8] quarters have Roman figures in Russian and plain ones in English', () => {
  const place = { by: 'quarter', quarter: 4 } as const
  expect(placeName(place, { text: ru as never, locale: 'ru', departments: [] })).toBe('IV квартал')
  expect(placeName(place, { text: en as never, locale: 'en', departments: [] })).toBe('Quarter 4')
})
