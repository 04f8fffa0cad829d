/** Which years, days and ordinals go along into the next year: phrases as plans have them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalsIn } from '../../../../shared/plan/next-year/approval.ts'
import { type Found, sideBySide } from '../../../../shared/plan/next-year/found.ts'
import { nextOrdinalWord } from '../../../../shared/plan/next-year/ordinal-words.ts'
import { ordinalsIn } from '../../../../shared/plan/next-year/ordinals.ts'
import { weekdaysIn } from '../../../../shared/plan/next-year/weekdays.ts'
import { type TextKind, namedYearsIn, yearsIn } from '../../../../shared/plan/next-year/years.ts'

const YEARS = { from: 2022, to: 2023 }

/** The text with everything done that is done unless somebody says no. */
const apply = (text: string, found: readonly Found[], all = false): string =>
  found
    .filter(({ sureness, text: next }) => next !== null && (all || sureness === 'done'))
    .reduceRight((words, one) => words.slice(0, one.from) + one.text + words.slice(one.to), text)

const years = (text: string, kind: TextKind, years = YEARS) =>
  yearsIn(text, years, kind).sort((a, b) => a.from - b.from)
const shift = (text: string, kind: TextKind = 'prose', to = YEARS) => apply(text, years(text, kind, to))

/** What is only offered: `words→hint`. */
const offers = (text: string, found: readonly Found[]): string[] =>
  found
    .filter(({ sureness }) => sureness !== 'done')
    .map(({ from, to, text: next }) => `${text.slice(from, to)}→${next ?? '?'}`)

describe('Years in prose', () => {
  test.each([
    ['План на 2022 год', 'План на 2023 год'],
    ['План работы на 2021/2022 учебный год', 'План работы на 2022/2023 учебный год'],
    ['2021–2022 учебный год', '2022–2023 учебный год'],
    ['сезон 2021/22', 'сезон 2022/23'],
    ['в 2022-м году', 'в 2023-м году'],
    ['Итоги 2021 года, задачи на 2022 год', 'Итоги 2022 года, задачи на 2023 год'],
    ['за 2021-2022 гг.', 'за 2022-2023 гг.'],
    ['Встреча 12.03.2022 г. в 15.00', 'Встреча 12.03.2023 г. в 15.00'],
    ['открытие в марте 2022', 'открытие в марте 2023'],
    ['1 кв. 2022', '1 кв. 2023'],
    ['Report for 2022, March 12, 2022', 'Report for 2023, March 12, 2023'],
    ['до 2022-05-31', 'до 2023-05-31'],
    ['у 2022 році', 'у 2023 році'],
  ])('[NY1] %s', (text, expected) => {
    expect(shift(text)).toBe(expected)
  })

  test.each([
    'к юбилею 1945 года',
    'Указ № 204 от 07.05.2018',
    'Указ Президента РФ от 7 мая 2022 г. № 204',
    'во исполнение приказа от 12.01.2022 № 5',
    'Федеральный закон от 29.12.2021 № 436-ФЗ',
    'Стратегия развития на 2020–2024 годы',
    'Программа «Чтение» (2021–2023)',
    'создана в 2021 году',
    'лучшие книги издания 2021 года',
    'дети 2021 г.р.',
    'тираж 2022 экз., 2022 чел.',
    'каб. 2022, № 2022',
    'Великая Отечественная война 1941–1945 гг.',
    '12022 и 20223',
    'версия 1.2022, 3,2022 балла',
  ])('[NY2] %s stays', (text) => {
    expect(shift(text)).toBe(text)
    expect(shift(text)).toBe(apply(text, years(text, 'prose'), true))
  })

  test.each([
    ['Библионочь-2022', '2022→2023'],
    ['Тотальный диктант – 2022', '2022→2023'],
    ['план работы на 2022', '2022→2023'],
  ])('[NY2] %s is offered', (text, offer) => {
    expect(shift(text)).toBe(text)
    expect(offers(text, years(text, 'prose'))).toEqual([offer])
  })

  test('[NY2] a year that was proclaimed something keeps its number, and its name is told', () => {
    const text = '2022 год – Год культурного наследия народов России'
    expect(shift(text)).toBe(text)
    expect(offers(text, namedYearsIn(text))).toEqual(['Год культурного наследия→?'])
  })
})

describe('Years in dates', () => {
  test.each([
    ['12.03.2022', '12.03.2023'],
    ['12.03.22 – 14.03.22', '12.03.23 – 14.03.23'],
    ['Февраль 2022 г. 16 ч.', 'Февраль 2023 г. 16 ч.'],
    ['с 01.09.2021 по 31.05.2022', 'с 01.09.2022 по 31.05.2023'],
    ['ноябрь 2021-март 2022', 'ноябрь 2022-март 2023'],
    ['2021-2022', '2022-2023'],
    ['12.2022', '12.2023'],
    ['10.00-12.00 12.03.2022', '10.00-12.00 12.03.2023'],
    ['последний четверг месяца', 'последний четверг месяца'],
    ['до 25 декабря', 'до 25 декабря'],
    ['1 раз в 2 недели, 2025 кв. м', '1 раз в 2 недели, 2025 кв. м'],
  ])('[NY1] %s', (text, expected) => {
    expect(shift(text, 'period')).toBe(expected)
  })

  test('[NY1] a 29th of February that the new year does not have is the 28th, and looked at', () => {
    const leap = { from: 2024, to: 2025 }
    for (const [text, next] of [
      ['29.02.2024', '28.02.2025'],
      ['29 февраля 2024 г.', '28 февраля 2025 г.'],
    ] as const) {
      expect(shift(text, 'period', leap)).toBe(next)
      expect(years(text, 'period', leap).map(({ why }) => why)).toEqual(['leap'])
    }
    expect(shift('29.02.2024', 'period', { from: 2024, to: 2028 })).toBe('29.02.2028')
  })

  test.each([
    ['29.02.24', '28.02.25'],
    ['29 февраля', '28 февраля'],
    ['29-го февраля', '28-го февраля'],
    ['26–29 февраля', '26–28 февраля'],
    ['29.02', '28.02'],
    ['до 29.02.', 'до 28.02.'],
    ['29.02 – 02.03', '28.02 – 02.03'],
    ['29 лютого', '28 лютого'],
    ['29 лютага', '28 лютага'],
    ['29 February', '28 February'],
    ['February 29, 10 am', 'February 28, 10 am'],
    ['29 февраля, 10.00', '28 февраля, 10.00'],
    ['29.02 10.00', '28.02 10.00'],
  ])('[NY1] %s is looked at in a year without that day', (text, next) => {
    const leap = { from: 2024, to: 2025 }
    expect(shift(text, 'period', leap)).toBe(next)
    expect(years(text, 'period', leap).map(({ why }) => why)).toEqual(['leap'])
    expect(years(text.replace('.24', ''), 'period', { from: 2024, to: 2028 })).toEqual([])
  })

  test('[NY1] a 29th of February of another year stays, and one in prose is offered', () => {
    const leap = { from: 2024, to: 2025 }
    expect(years('29 февраля 1904 г.', 'period', leap)).toEqual([])
    expect(years('29.02.1904', 'period', leap)).toEqual([])
    expect(shift('29.02.24', 'period', { from: 2024, to: 2028 })).toBe('29.02.28')
    const text = 'День редких заболеваний (29 февраля), п. 29.02'
    expect(offers(text, years(text, 'prose', leap))).toEqual(['29→28'])
  })

  const BEFORE = { from: 2026, to: 2027 }
  test.each([
    ['20 марта 2026 – 30 марта 2026', '20 марта 2027 – 30 марта 2027'],
    ['20 марта 2026 – 27 марта 2026', '20 марта 2027 – 27 марта 2027'],
    ['20 марта 2026-27-го марта 2026 г.', '20 марта 2027-27-го марта 2027 г.'],
    ['20 марта 2026 – 27, 28 и 29 марта', '20 марта 2027 – 27, 28 и 29 марта'],
    ['28 декабря 2026 – 10 января 2027', '28 декабря 2027 – 10 января 2028'],
    ['март 2026 – 27 апреля', 'март 2027 – 27 апреля'],
    ['20 сакавіка 2026 – 30 сакавіка 2026', '20 сакавіка 2027 – 30 сакавіка 2027'],
    ['20 листопада 2026 – 27 листопада 2026', '20 листопада 2027 – 27 листопада 2027'],
    ['20 March 2026 – 27th March 2026', '20 March 2027 – 27th March 2027'],
    ['20.03.2026 – 27.03.2026', '20.03.2027 – 27.03.2027'],
    ['март 2026 – 27.04.2026', 'март 2027 – 27.04.2027'],
    ['20 марта 2026 – 15.00', '20 марта 2027 – 15.00'],
    ['20 марта 2026 – 27:15', '20 марта 2027 – 27:15'],
    ['20 марта 2026 – 30', '20 марта 2027 – 30'],
    ['20 марта 2026 – 27 чел.', '20 марта 2027 – 27 чел.'],
    ['2026/27 учебный год', '2027/28 учебный год'],
    ['2025–26 уч. год', '2026–27 уч. год'],
    ['сезон 2026-27', 'сезон 2027-28'],
    ['2026/27', '2027/28'],
    ['2026–2027', '2027–2028'],
    ['2024–28 гг.', '2024–28 гг.'],
    ['2026-12', '2027-12'],
  ])('[NY1] %s: two figures behind a year are one only where nothing else is made of them', (text, next) => {
    expect(shift(text, 'period', BEFORE)).toBe(next)
  })

  test.each([
    ['в 2026 и 2027 годах', 'в 2027 и 2028 годах', []],
    ['в 2025, 2026 и 2027 гг.', 'в 2026, 2027 и 2028 гг.', []],
    ['for 2026 and 2027 school years', 'for 2027 and 2028 school years', []],
    ['в 2025 и 2030 годах', 'в 2025 и 2030 годах', ['2025→2026']],
    ['создана в 2025 и 2026 годах', 'создана в 2025 и 2026 годах', ['2026→2027']],
    ['12.03.2026, 2025 экз.', '12.03.2027, 2025 экз.', []],
  ])('[NY1] %s: years in a row go along together', (text, next, offered) => {
    expect(shift(text, 'prose', BEFORE)).toBe(next)
    expect(offers(text, years(text, 'prose', BEFORE))).toEqual(offered)
  })

  test('[NY1] a longer way and the way back', () => {
    expect(shift('2021–2022 уч. год, 12.03.2022', 'period', { from: 2022, to: 2025 })).toBe(
      '2024–2025 уч. год, 12.03.2025',
    )
    expect(shift('12.03.2022', 'period', { from: 2022, to: 2021 })).toBe('12.03.2021')
  })
})

test.each([
  ['суббота, 12 марта 2022 г.', '12 марта→11 марта'],
  ['12 марта (суббота)', '12 марта→11 марта'],
  ['12.03.2022 (сб.)', '12.03→11.03'],
  ['1 апреля, пятница', '1 апреля→31 марта'],
  ['Чт, 31.03', '31.03→30.03'],
  ['Saturday, 12 March 2022', '12 March→11 March'],
  ['March 12 (Saturday)', 'March 12→March 11'],
  ['1 января (суббота)', '1 января→?'],
])('[NY5] %s is another weekday next year', (text, offer) => {
  expect(offers(text, weekdaysIn(text, YEARS))).toEqual([offer])
})

test.each([
  'последний четверг месяца',
  'каждую субботу с 12 марта',
  'по пятницам',
  '12 марта',
  'среда 5 мая 1999',
])('[NY5] %s is no day with its weekday', (text) => {
  expect(weekdaysIn(text, YEARS)).toEqual([])
})

test.each([
  'Пушкинские чтения 6 июня',
  'День птиц 1 апреля',
  'Срок 15.03',
  'сбор 10.04',
  'всего 10.05',
  'встреч 15 мая',
  'субботник 25 апреля',
  '25.04 – субботник',
  'Воскресник 26.04',
  'среди 5 мая',
  'четверть 15.03',
  'Monitoring 5 May',
  'May 5, Satellite',
  'Sunny 6 June',
  'Втора 10.05',
  'Птахи 1 квітня',
])('[NY5] %s has no weekday in it', (text) => {
  expect(weekdaysIn(text, YEARS)).toEqual([])
})

test.each([
  ['вт. 12.04.2022', '12.04→11.04'],
  ['12.04 (вторник)', '12.04→11.04'],
  ['в среду 13.04', '13.04→12.04'],
  ['Субб., 16.04', '16.04→15.04'],
  ["п'ятниця, 15 квітня", '15 квітня→14 квітня'],
  ['субота 16.04', '16.04→15.04'],
  ['серада, 13.04', '13.04→12.04'],
  ['нд 17.04', '17.04→16.04'],
  ['Thurs. 14 April', '14 April→13 April'],
])('[NY5] %s is another weekday next year, however it is written', (text, offer) => {
  expect(offers(text, weekdaysIn(text, YEARS))).toEqual([offer])
})

test.each([
  ['К 105-летию со дня рождения', '105→106'],
  ['105 лет со дня рождения В. Осеевой', '105 лет→106 лет'],
  ['80 лет Победы', '80 лет→81 год'],
  ['77-я годовщина Победы', '77→78'],
  ['20-летний юбилей библиотеки', '20→21'],
  ['V Межрегиональный фестиваль', 'V→VI'],
  ['ХII областной конкурс', 'ХII→XIII'],
  ['VII Международная научно-практическая конференция «Чтение»', 'VII→VIII'],
  ['5-й фестиваль', '5→6'],
  ['12-я научно-практическая конференция', '12→13'],
  ['the 21st annual conference', '21st→22nd'],
  ['the 200th anniversary of the library', '200th→201st'],
  ['Пятый областной конкурс', 'Пятый→Шестой'],
  ['в рамках третьего фестиваля', 'третьего→четвёртого'],
  ['Юбилейный вечер', 'Юбилейный→?'],
])('[NY4] %s is offered', (text, offer) => {
  expect(offers(text, ordinalsIn(text, 1))).toEqual([offer])
})

test.each([
  'I квартал, II полугодие',
  'литература XX века и фестиваль',
  'Николай II и фестиваль',
  'II этап Всероссийского конкурса',
  '1-й этап конкурса',
  'II место в конкурсе',
  'III–IV кв.',
  'дети 7–14 лет, от 14 до 35 лет',
  '5 классы',
  'Вторая смена лагеря',
  'С 1 сентября фестиваль',
])('[NY4] %s counts nothing from year to year', (text) => {
  expect(ordinalsIn(text, 1)).toEqual([])
})

test('[NY4] ordinals in words keep their form and their capitals', () => {
  for (const [word, next] of [
    ['Первая', 'Вторая'],
    ['второй', 'третий'],
    ['ТРЕТЬЯ', 'ЧЕТВЁРТАЯ'],
    ['Шестому', 'Седьмому'],
    ['седьмой', 'восьмой'],
    ['девятнадцатых', 'двадцатых'],
    ['Fifth', 'Sixth'],
    ['двадцатый', null],
    ['вторник', null],
    ['перво', null],
  ] as const)
    expect(nextOrdinalWord(word, 1), word).toBe(next)
})

test('[NY6] the blocks of approval come without the day and the number of last year’s order', () => {
  const block = (text: string) =>
    apply(text, sideBySide(approvalsIn(text, YEARS), yearsIn(text, YEARS, 'prose')))
  expect(block('УТВЕРЖДАЮ\nДиректор\n_____ И. И. Иванова\n«28» декабря 2021 г.')).toBe(
    'УТВЕРЖДАЮ\nДиректор\n_____ И. И. Иванова\n«___» ____________ 2022 г.',
  )
  expect(block('УТВЕРЖДЕНО\nприказом от 28.12.2021 № 45-од')).toBe(
    'УТВЕРЖДЕНО\nприказом от ___.___.2022 № ____',
  )
  expect(block('«___» _________ 2022 г.')).toBe('«___» _________ 2023 г.')
  expect(block('МБУК «ЦБС № 3»\nДиректор')).toBe('МБУК «ЦБС № 3»\nДиректор')
})

test('[NY7] any text has its findings: they lie in it in order, apart, and nothing throws', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '2022',
      '2021',
      '12.03.',
      '29.02.2024',
      ' г.',
      ' год',
      '«',
      '–',
      '№',
      'от ',
      'V ',
      '5-й ',
      'лет',
      '\n',
    ),
    fc.constantFrom(
      'суббота, ',
      '12 марта ',
      'фестиваль',
      'Год ',
      'наследия',
      'юбилей ',
      '105-летию',
      '____',
      'приказ ',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''))
  const year = fc.integer({ min: 1900, max: 2200 })
  fc.assert(
    fc.property(text, year, year, (words, from, to) => {
      const all = { from, to }
      const found = sideBySide(
        ...(['prose', 'period', 'plan-title'] as const).map((kind) => yearsIn(words, all, kind)),
        weekdaysIn(words, all),
        ordinalsIn(words, to - from),
        namedYearsIn(words),
        approvalsIn(words, all),
      )
      let at = 0
      for (const one of found) {
        expect(one.from).toBeGreaterThanOrEqual(at)
        expect(one.to).toBeGreaterThan(one.from)
        expect(one.to).toBeLessThanOrEqual(words.length)
        at = one.to
      }
    }),
    { numRuns: 150 },
  )
})
