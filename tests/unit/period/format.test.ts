/** What was understood, in words of either language; titles that name a month. */
import { expect, test } from 'vitest'
import { formatPeriod } from '../../../shared/period/format.ts'
import { headingPeriod } from '../../../shared/period/heading.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'

const shown = (text: string, locale: 'ru' | 'en' = 'ru'): string =>
  formatPeriod(parsePeriod(text, { year: 2022 }), locale, 2022)

test('[PD9] a period is told in the words of the reader', () => {
  const said = {
    'с 1 по 15 мая': ['1–15 мая', '1–15 May'],
    '28.02-05.03': ['28 февраля – 5 марта', '28 February – 5 March'],
    '30.12.2022 - 08.01.2023': ['30 декабря – 8 января 2023', '30 December – 8 January 2023'],
    'до 25.12': ['до 25 декабря', 'by 25 December'],
    'с 15 января': ['с 15 января', 'from 15 January'],
    'октябрь-апрель': ['октябрь – апрель', 'October – April'],
    'май, ноябрь': ['май, ноябрь', 'May, November'],
    'I, III кв.': ['I, III кв.', 'I, III quarter'],
    '2 полугодие': ['II полугодие', 'II half-year'],
    'в течение года': ['в течение года', 'all year'],
    'ежемесячно (кроме июля)': [
      'регулярно: январь – июнь, август – декабрь',
      'regularly: January – June, August – December',
    ],
    'март по согласованию': ['по согласованию: март', 'by agreement: March'],
    'Сентябрь 16 ч.': ['сентябрь, 16 ч.', 'September, 16 h'],
    '1,5 часа': ['срок не определён, 1,5 ч.', 'no date understood, 1.5 h'],
    '31.04': ['апрель', 'April'],
    '': ['', ''],
  }
  for (const [text, [ru, en]] of Object.entries(said))
    expect([shown(text), shown(text, 'en')], text).toEqual([ru, en])
})

test('[PD7] a title names a month where it says nothing else', () => {
  const named = (title: string) => headingPeriod(title, 2022)?.months ?? null
  for (const title of ['Март', 'МАРТ 2022 г.', 'План мероприятий на март', '3. Март'])
    expect(named(title), title).toEqual([3])
  expect(named('I квартал')).toEqual([1, 2, 3])
  expect(named('Июнь – август')).toEqual([6, 7, 8])
  for (const title of [
    '8 Марта',
    'Мероприятия ко Дню защитника, февраль',
    'Международные мероприятия',
    'В течение года',
    'Март 2021',
    '',
  ]) {
    expect(named(title), title).toBe(null)
  }
})
