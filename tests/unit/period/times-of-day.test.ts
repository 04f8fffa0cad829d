/** Times of the day beside dates: spans of hours, and hours and minutes that look like days of months. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end, hours } = parsePeriod(text, { year: 2026 })
  const days = start || end ? ` ${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}` : ''
  return `${months.length === 12 ? 'all' : months.join() || '-'} ${kind}${days}${hours === null ? '' : ` ${hours}h`}`
}
const each = (rows: Record<string, string>): void => {
  for (const [text, want] of Object.entries(rows)) expect(read(text), text).toBe(want)
}
const DAY = '5 dates 05-15..05-15'

test('[XE5] a span of hours of the clock is no duration', () => {
  each({
    '15 мая, 10-12 ч.': DAY,
    '15 мая 10–12 часов': DAY,
    '15 мая, 10 ч. – 12 ч.': DAY,
    '15 мая, 22–6 ч.': DAY,
    '10-12 ч. 15 мая': DAY,
    '15 травня, 10-12 годин': DAY,
    'May 15, 10-12 h': DAY,
    'пн–пт, 10-18 ч.': 'all recurring',
    'ежедневно, 8–20 ч.': 'all recurring',
    '15 мая, 10-12 ч., 16 ч.': `${DAY} 16h`,
    // How many they are.
    'март, 2-3 часа': '3 months 3h',
    'курсы, 36-72 ч.': '- unknown 72h',
    'курсы 16-18 ак. ч.': '- unknown 18h',
    'май, 16–24 ч.': '5 months 24h',
    // The number of a thing, and how long it lasts.
    'Модуль 12 – 16 ч.': '- unknown 16h',
    'Занятие 10 – 18 ч.': '- unknown 18h',
    'раздел 8 – 20 ч.': '- unknown 20h',
    'Тема 8 – 10 ч.': '- unknown 10h',
    'Блок 9 - 16 часов': '- unknown 16h',
    '1–3 марта, модуль 10 – 18 ч.': '3 dates 03-01..03-03 18h',
    'с 15 мая, курс 10 – 18 ч.': '5,6,7,8,9,10,11,12 dates 05-15.. 18h',
    // A day has no eighteen hours for it.
    '15 мая, тренинг 10 – 18 ч.': DAY,
    '15 мая, библиотека 10 – 18 ч.': DAY,
    'Тема 10-12 ч.': '- unknown',
    'Зал\n10 – 12 ч.': '- unknown',
    '15 мая, 10 – 12 ч.': DAY,
    'пн–пт 10 – 18 ч.': 'all recurring',
  })
})

test('[XE6] times whose other end is no day of a month are of the clock', () => {
  each({
    '10.10-10.50': '- unknown',
    '11.10–12.00': '- unknown',
    'с 10.10 до 12.00': '- unknown',
    'с 10.10 по 10.45': '- unknown',
    'з 10.10 да 12.30': '- unknown',
    'from 10.10 to 12.30': '- unknown',
    '15 мая, 10.10-10.50': DAY,
    '15 мая, 10.10 – 11.00': DAY,
    '15 мая, с 10.10 до 12.00': DAY,
    '10.10-10.50 15 мая': DAY,
    '15.05.2026, 9.10–9.55, 10.10–10.55': DAY,
    'по средам, 11.10–12.00': 'all recurring',
    // Both may be days, or the second the time of the first.
    '10.10-11.10': '10 dates 10-10..10-11',
    '10.10-20.10': '10 dates 10-10..10-20',
    '10.10 – 12.00': '10 dates 10-10..10-10',
    '15.10 – 12.00': '10 dates 10-15..10-15',
    '10.10 до 12.00': '10 dates 10-10..10-10',
    'с 10.10 до 12.00 15.11': '10,11,12 dates 10-10..',
  })
})

test('[PD22] numbers led in behind a day are its hours where another day follows', () => {
  const two = '5 dates 05-15..05-16'
  each({
    '15 мая в 12, 16 мая в 14': two,
    '15.05 в 12, 16.05 в 14': two,
    '15 мая (пт) в 12; 16 мая (сб) в 14': two,
    '15 мая 2026 г. в 12 и 16 мая 2026 г. в 14': two,
    '15 мая с 10 до 12, 16 мая с 14 до 16': two,
    '15 мая в 10, 20 мая': '5 dates 05-15..05-20',
    '12 марта с 10, 13 марта с 11': '3 dates 03-12..03-13',
    // Days, where no day stands before them or none behind.
    'с 15, 20 мая': '5 dates 05-15..05-20',
    'с 10 по 12, 16 мая': '5 dates 05-10..05-16',
    '15 мая, в 17 и 20 июня': '5,6 dates 05-15..06-20',
  })
})

test('[PD22] hours behind a day, its beginning and «после» are of the clock, one or several', () => {
  each({
    '15 мая, начало – 12 ч.': DAY,
    '15 мая, начало 12 ч.': DAY,
    '15 мая после 12 часов': DAY,
    '15 мая 12 и 14 ч.': DAY,
    '15 мая, 10, 12, 14 ч.': DAY,
    '15 мая в 17, 18 и 19 часов': DAY,
    'не ранее 15 мая': '5,6,7,8,9,10,11,12 dates 05-15..',
    // How long something lasts.
    'начало мая – 12 ч.': '5 months 12h',
    'после 3 часов занятий': '- unknown 3h',
    'курсы 12 и 14 ч.': '- unknown 14h',
    '15 мая, 24 и 36 ч.': `${DAY} 36h`,
  })
})

test('[PD22] what has am or pm is a time of the day', () => {
  each({
    'May 15, 10 am': DAY,
    'May 15, 10 a.m.': DAY,
    'May 15 10am': DAY,
    'May 15, 5–7 pm': DAY,
    'May 15, 20, 10 am': '5 dates 05-15..05-20',
    'May 15–17, 2:30 p.m.': '5 dates 05-15..05-17',
  })
})

test('[PD22] a figure alone behind a day is a time where as a day it would not come later', () => {
  each({
    '15 мая, 10.05': DAY,
    '15 мая 2026 г., 10.05, библиотека': DAY,
    '15 травня, 10.05': DAY,
    '15 мая, 20.05': '5 dates 05-15..05-20',
    '20 мая, 3.04': '4,5 dates 04-03..05-20',
    '25 декабря, 15.01': '1,12 dates 01-15..12-25',
    '15 мая, 20.06': '5,6 dates 05-15..06-20',
    '15 мая, 10.05, 20.05': '5 dates 05-10..05-20',
    '15 мая, 10.05.2026': '5 dates 05-10..05-15',
    '15.05, 10.05': '5 dates 05-10..05-15',
    'май, 10.05': '5 dates 05-10..05-10',
  })
})
