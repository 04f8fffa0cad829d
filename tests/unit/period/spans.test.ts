/** From when to when: open beginnings, ends of rhythms, halves of a school year, a day of several months. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end } = parsePeriod(text, { year: 2026 })
  const days = start || end ? ` ${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}` : ''
  return `${months.length === 12 ? 'all' : months.join() || '-'} ${kind}${days}`
}
const each = (rows: Record<string, string>): void => {
  for (const [text, want] of Object.entries(rows)) expect(read(text), text).toBe(want)
}

test('[PD2, PD25] a decade and a season with «с» are open beginnings', () => {
  each({
    'с первой декады июня': '6,7,8,9,10,11,12 dates 06-01..',
    'со 2-й декады июня': '6,7,8,9,10,11,12 dates 06-11..',
    'с первой декады июня по вторую декаду июля': '6,7 dates 06-01..07-20',
    'с 1 по 2 декаду июня': '6 dates 06-01..06-20',
    'первая декада июня': '6 dates 06-01..06-10',
    'с начала лета': '6,7,8,9,10,11,12 range',
    'с середины лета': '7,8,9,10,11,12 range',
    'с конца лета': '8,9,10,11,12 range',
    'from the beginning of summer': '6,7,8,9,10,11,12 range',
    'с начала июня до конца лета': '6,7,8 range',
    'начало лета': '6,7,8 range',
    'до конца лета': '6,7,8 range',
  })
})

test('[PD3] a rhythm with one end alone begins with the year', () => {
  each({
    'ежемесячно до 1 декабря': 'all recurring',
    'каждый вторник до 30 июня': '1,2,3,4,5,6 recurring',
    'по средам до конца мая': '1,2,3,4,5 recurring',
    'weekly by 30 June': '1,2,3,4,5,6 recurring',
    // A beginning, several ends, brackets, what comes once a year, days of any month.
    'ежемесячно, с 1 марта до 1 июня': '3,4,5,6 recurring',
    'ежеквартально до 10 апреля, 10 июля': '4,7 recurring',
    'ежемесячно (до 1 июня)': '6 recurring',
    'ежегодно до 1 февраля': '2 dates ..02-01',
    'ежемесячно до 5 числа': 'all recurring',
    'до мая': '5 months',
  })
})

test("[PD4] halves of a school year are the school's", () => {
  each({
    'вторая половина учебного года': '1,2,3,4,5 halfyear',
    'первая половина учебного года': '9,10,11,12 halfyear',
    'вторая половина 2025/2026 учебного года': '1,2,3,4,5 halfyear',
    'во второй половине учебного года 2025-2026': '1,2,3,4,5 halfyear',
    'вторая половина года': '7,8,9,10,11,12 halfyear',
    'вторая половина мая': '5 months',
  })
})

test('[PD25] months in the case of a day have it, too', () => {
  each({
    '10 января, апреля, июля': '1,4,7 dates 01-10..07-10',
    'до 10 числа января, апреля и июля': '1,4,7 dates ..07-10',
    '1–5 марта, июня 2026 г.': '3,6 dates 03-01..06-05',
    '10 січня, квітня': '1,4 dates 01-10..04-10',
    // With a day of its own, or in another case.
    '10 января, апреля 15': '1,4 dates 01-10..04-15',
    '10 января, 12 апреля': '1,4 dates 01-10..04-12',
    '15 мая, июнь': '5,6 months',
    '15 May, June': '5,6 months',
  })
})

test('[PQ2] a bracket between the number of a quarter and its name leaves the quarter', () => {
  each({
    'II (апрель) квартал': '4,5,6 quarter',
    'II квартал (апрель)': '4,5,6 quarter',
    'III (июль, август) кв.': '7,8,9 quarter',
  })
})
