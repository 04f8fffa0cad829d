/** Times that look like the cell's own and are not, and days that nobody wrote. */
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end } = parsePeriod(text, { year: 2026 })
  return `${months.join()} ${kind} ${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}`
}

describe('Days that nobody wrote', () => {
  test('[PQ1] a Roman number before a month is none, nor are days that run backwards', () => {
    for (const text of ['II марта', 'Пй марта', 'II-III марта', 'II и III марта', 'март 29-4'])
      expect(read(text), text).toBe('3 months ..')
    expect(read('июнь 22-IV')).toBe('6 months ..')
    expect(read('II дек. марта')).toBe('3 dates 03-11..03-20')
    expect(read('второе марта')).toBe('3 dates 03-02..03-02')
    expect(read('12-13-14 марта')).toBe('3 dates 03-12..03-14')
    expect(read('12-13-14.03')).toBe('3 dates 03-12..03-14')
  })
})

describe('Times that are told of', () => {
  test('[PQ2] a time within a quarter or a term says when in it', () => {
    expect(read('I семестр – октябрь')).toBe('9,10,11,12 range ..')
    expect(read('II квартал – 15 мая')).toBe('4,5,6 quarter ..')
    expect(read('I полугодие – до 10 июня')).toBe('1,2,3,4,5,6 halfyear ..')
    expect(read('с II квартала по июнь')).toBe('4,5,6 range ..')
    expect(read('II квартал – июль')).toBe('4,5,6,7 range ..')
  })

  test('[PQ2] what a report is about is none of its dates', () => {
    expect(read('за I квартал – до 10 апреля')).toBe('4 dates ..04-10')
    expect(read('I кв. – до 10.04')).toBe('4 dates ..04-10')
    expect(read('отчёт за январь – до 5 февраля')).toBe('2 dates ..02-05')
    expect(read('до 10 апреля за I квартал')).toBe('4 dates ..04-10')
    expect(read('за I квартал')).toBe('1,2,3 quarter ..')
    expect(read('по итогам I четверти – ноябрь')).toBe('11 months ..')
    expect(read('по итогам января – марта')).toBe(' unknown ..')
  })

  test('[PQ9] days of papers, and what something is for, are none of its dates', () => {
    expect(read('согласно приказу от 15.01.2026 № 12')).toBe(' by-agreement ..')
    expect(read('по графику, утверждённому 15.01.2026')).toBe(' by-agreement ..')
    expect(read('по плану, до 15 мая')).toBe('5 by-agreement ..')
    expect(read('подписка на I полугодие – октябрь')).toBe('10 months ..')
    expect(read('план на март – до 20 февраля')).toBe('2 dates ..02-20')
    expect(read('октябрь, 2 и 4 четверг')).toBe('10 months ..')
    expect(read('с сентября по май, 2 и 4 четверг')).toBe('1,2,3,4,5,9,10,11,12 recurring ..')
    expect(read('летняя площадка: 1–21 июня')).toBe('6 dates 06-01..06-21')
    expect(read('площадь Победы, 5, 21 июня')).toBe('6 dates 06-21..06-21')
    expect(read('сентябрь 2026, 3-я декада')).toBe('9 dates 09-21..09-30')
  })

  test('[RV2] numbers of houses and groups are none of its dates', () => {
    for (const place of ['ул. Ленина, 15/03', 'ул. Мира, д. 12/05', 'корпус 21/05', 'группы 11/05, 12/05']) {
      expect(parsePeriod(place, { year: 2026 }).kind, place).toBe('unknown')
      expect(parsePeriod(`${place}, 4 июня`, { year: 2026 }), place).toMatchObject({
        start: '2026-06-04',
        months: [6],
      })
    }
    expect(parsePeriod('15/03', { year: 2026 }).start).toBe('2026-03-15')
  })

  test('[PQ3] hours of deadlines, dates that were moved, weekdays with their hours', () => {
    expect(read('до 18.00 12 марта')).toBe('3 dates ..03-12')
    expect(read('до 16-30 12.03.2026')).toBe('3 dates ..03-12')
    expect(read('с 10.00 до 12.00 12 марта')).toBe('3 dates 03-12..03-12')
    expect(read('не позднее, чем 12 марта')).toBe('3 dates ..03-12')
    expect(read('не позднее, чем за 10 дней')).toBe(' unknown ..')
    expect(read('12 марта (перенос на 19 марта)')).toBe('3 dates 03-19..03-19')
    expect(read('март (перенесено на апрель)')).toBe('4 months ..')
    expect(read('перенесено с марта на май')).toBe('5 months ..')
    expect(read('понедельник – 14.00, среда – 15.00')).toBe('1,2,3,4,5,6,7,8,9,10,11,12 recurring ..')
    expect(read('пятница 19.00, суббота 20 марта')).toBe('3 dates 03-20..03-20')
    expect(read('11/03 - 13/03')).toBe('3 dates 03-11..03-13')
    expect(read('каб. 12/03')).toBe(' unknown ..')
  })
})
