/** What a screen reader says of a row outside the document. */
import { expect, test } from 'vitest'
import { heardRow } from '../../../../client/row/names.ts'
import type { Text } from '../../../../client/ui/use-text.ts'
import { ru } from '../../../support/words.ts'

const text: Text = (key, values = {}) =>
  ru(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])))

const row = (number: string, title: string) => ({
  number,
  cells: {
    title: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: title, marks: [] }] }],
  },
})

test('[LO1] number, title and period are heard as sentences, each ended once', () => {
  expect(heardRow(row('4.', 'Отчёты за 2021 г.'), 'февраль', text)).toBe('4. Отчёты за 2021 г. февраль')
  expect(heardRow(row('', 'Встречи…'), 'март', text)).toBe('Встречи. март')
  expect(heardRow(row('1', ''), '', text)).toBe(`1. ${ru('row.untitled')}. ${ru('row.undated')}`)
  const long = heardRow(row('', 'слово '.repeat(100)), 'май', text)
  expect(long).toMatch(/слово\. май$/)
  expect(long.length).toBeLessThan(180)
})
