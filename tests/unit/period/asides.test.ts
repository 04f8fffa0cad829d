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

describe('What stands beside the dates of a cell', () => {
  const all = (kind: string): string => `1,2,3,4,5,6,7,8,9,10,11,12 ${kind} ..`

  test('[PQ10] numbers of lines, initials, addresses and names say nothing of time', () => {
    expect(read('1. Январь\n2. до 20 марта\n3. II полугодие')).toBe('1,3,7,8,9,10,11,12 halfyear ..')
    expect(read('1. 15.03\n2. 20.04')).toBe('3,4 dates 03-15..04-20')
    expect(read('1.2. март')).toBe('3 months ..')
    expect(read('Совет:\n- март\n- май\n- октябрь')).toBe('3,5,10 months ..')
    expect(read('Фролова О. С.\nсентябрь')).toBe('9 months ..')
    expect(read('Козлова С. 15 мая\nИванова О. К. 20 мая')).toBe('5 dates 05-15..05-20')
    expect(read('10 апреля\nhttps://vk.com/odb2026\nodb2026@mail.ru')).toBe('4 dates 04-10..04-10')
    expect(read('ежемесячно, клуб «Октябрь»')).toBe(all('recurring'))
    expect(read('Сроки будут уточнены\nул. Мира, 13/12')).toBe(' by-agreement ..')
    expect(read('ежегодно\nтел. 2-15-20')).toBe(all('recurring'))
    expect(read('20 числа последнего месяца квартала\n3 экз.')).toBe(all('recurring'))
    expect(parsePeriod('каб. 12\nноябрь, 16 часов', { year: 2022 }).hours).toBe(16)
  })

  test('[PQ11] numbers of houses, flats and blocks are no days, whatever they are written with', () => {
    const places = [
      'д. 13/12',
      'д. 5',
      'дом 5/11, кв. 12',
      'ул. Мира, 20/1',
      'пр-т Победы 10/12',
      'ул. Мира, 4а',
    ]
    for (const place of places) {
      expect(read(`${place}, 16 апреля`), place).toBe('4 dates 04-16..04-16')
      expect(read(`16 апреля, ${place}`), place).toBe('4 dates 04-16..04-16')
    }
    expect(read('пр-т Победы 10/12 – 14 июня')).toBe('6 dates 06-14..06-14')
    expect(read('кв. 2')).toBe('4,5,6 quarter ..')
    expect(read('30/10')).toBe('10 dates 10-30..10-30')
  })

  test('[PQ12] exceptions and lines behind a colon go with the line above', () => {
    expect(read('ежемесячно\n(последний четверг)\nкроме июля')).toBe('1,2,3,4,5,6,8,9,10,11,12 recurring ..')
    expect(read('4–10 мая (кроме 9 мая)')).toBe('5 dates 05-04..05-10')
    expect(read('по плану ЦБС:\nмарт, сентябрь')).toBe('3,9 by-agreement ..')
    expect(read('22 апреля (вместо 15 апреля)')).toBe('4 dates 04-22..04-22')
    expect(read('крайний срок – 1 мая')).toBe('5 dates ..05-01')
    expect(read('начало – 1 октября 2026 г.\nокончание – 30 ноября 2026 г.')).toBe('10,11 dates 10-01..11-30')
  })

  test('[PQ13] what something is for, which one of several it is, and how many', () => {
    expect(read('сентябрь\nапрель – на II полугодие')).toBe('4,9 months ..')
    expect(read('план на 2027 год – ноябрь')).toBe('11 months ..')
    expect(read('на I полугодие – сентябрь-октябрь')).toBe('9,10 range ..')
    expect(read('на II полугодие')).toBe('7,8,9,10,11,12 halfyear ..')
    expect(read('1-е – 20 января\n2-е – 20 мая')).toBe('1,5 dates 01-20..05-20')
    expect(read('вып. 1 – I кв.; вып. 2 – III кв.')).toBe('1,2,3,7,8,9 quarter ..')
    expect(read('3 этап: 1 – 5 марта')).toBe('3 dates 03-01..03-05')
    expect(read('10 дней в июне')).toBe('6 months ..')
    expect(read('неделя после 8 марта')).toBe('3 months ..')
    expect(read('суббота, 12.00 (с октября по март)')).toBe('1,2,3,10,11,12 recurring ..')
    expect(parsePeriod('апрель (по 16 ч.)', { year: 2022 }).hours).toBe(16)
  })

  test('[PD14] slips of scanned figures, numbers and points are read through', () => {
    expect(read('З0.08.2026')).toBe('8 dates 08-30..08-30')
    expect(read('З кв.')).toBe('7,8,9 quarter ..')
    expect(read('12,02.2026')).toBe('2 dates 02-12..02-12')
    expect(read('в I-м полугодии')).toBe('1,2,3,4,5,6 halfyear ..')
    expect(read('II пол.')).toBe('7,8,9,10,11,12 halfyear ..')
    expect(read('кв. I')).toBe('1,2,3 quarter ..')
  })

  test('[PQ10] a mark that is never closed begins no name, and what is said to be a date is one', () => {
    expect(read('Ночь музеев" 16 мая')).toBe('5 dates 05-16..05-16')
    expect(read('ярмарка «1 мая')).toBe('5 dates 05-01..05-01')
    expect(read('„Весна“ 16 мая')).toBe('5 dates 05-16..05-16')
    expect(read('Дата проведения «15 мая 2026 г.»')).toBe('5 dates 05-15..05-15')
    expect(read('сроки: «май – июнь»')).toBe('5,6 range ..')
    expect(read('конкурс «Весна – 2026»')).toBe(' unknown ..')
    expect(read('выставка «Зима; весна»')).toBe(' unknown ..')
    expect(read('Deadline: 5 May.by email')).toBe('5 dates ..05-05')
    expect(read('УТВЕРЖДЕНО\nприказом «Детский сад № 17 «Теремок»\nот 30.08.2026 г. № 64')).toBe(
      ' unknown ..',
    )
    expect(read('15\n-20 мая\n25\n-30 мая')).toBe('5 dates 05-15..05-30')
    expect(read('сентябрь\n– ноябрь\nянварь\n– март')).toBe('1,2,3,9,10,11 range ..')
  })

  test('[PQ11] a day behind the name of a street or a quarter is the cell’s', () => {
    expect(read('пр-т Ленина 12 апреля')).toBe('4 dates 04-12..04-12')
    expect(read('ул. Мира 8 мая')).toBe('5 dates 05-08..05-08')
    expect(read('ул. 8 Марта')).toBe(' unknown ..')
    expect(read('ул. Героев 9 Мая')).toBe(' unknown ..')
    expect(read('за кв. 10 апреля')).toBe('4 dates 04-10..04-10')
    expect(read('каб. 12/15 марта')).toBe('3 dates 03-15..03-15')
  })

  test('[PQ12] a cell that begins with what was before has the day behind the dash', () => {
    expect(read('вместо 3 – 5 мая')).toBe('5 dates 05-05..05-05')
    expect(read('вместо марта – апрель')).toBe('4 months ..')
    expect(read('10 мая вместо 3 – 5 мая')).toBe('5 dates 05-10..05-10')
  })

  test('[PQ13] which one of several it is may be said again on the same line', () => {
    expect(read('1-я – 5 мая; 2-я – 10 мая')).toBe('5 dates 05-05..05-10')
  })

  test('[PD14] «з1.05 до 5.05» is a span and «з0.02» no day of a scan', () => {
    expect(read('з1.05 до 5.05')).toBe('5 dates 05-01..05-05')
    expect(read('з1.06')).toBe('6,7,8,9,10,11,12 dates 06-01..')
  })
})
