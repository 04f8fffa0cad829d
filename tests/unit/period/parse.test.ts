/** Periods as people write them, phrase by phrase, and what holds for any text. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headingPeriod } from '../../../shared/period/heading.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { NINTH_PHRASES } from './phrases-ninth.ts'
import { NINTH_MORE } from './phrases-ninth-more.ts'
import { NINTH_ODD } from './phrases-ninth-odd.ts'
import { BLIND_PHRASES } from './phrases-blind.ts'
import { DAY_PHRASES } from './phrases-days.ts'
import { EIGHTH_PHRASES } from './phrases-eighth.ts'
import { FIFTH_PHRASES } from './phrases-fifth.ts'
import { FOURTH_PHRASES } from './phrases-fourth.ts'
import { MONTH_PHRASES } from './phrases-months.ts'
import { MORE_DAYS } from './phrases-more-days.ts'
import { MORE_MONTHS } from './phrases-more-months.ts'
import { MORE_WORDS } from './phrases-more-words.ts'
import { SAMPLE_PHRASES } from './phrases-sample.ts'
import { SECOND_LINES } from './phrases-second-lines.ts'
import { SECOND_PHRASES } from './phrases-second.ts'
import { SEVENTH_ODD } from './phrases-seventh-odd.ts'
import { SEVENTH_PHRASES } from './phrases-seventh.ts'
import { SIXTH_PHRASES } from './phrases-sixth.ts'
import { THIRD_PHRASES } from './phrases-third.ts'
import { TENTH_PHRASES } from './phrases-tenth.ts'
import { TENTH_ODD } from './phrases-tenth-odd.ts'
import { ELEVENTH_PHRASES } from './phrases-eleventh.ts'
import { TWELFTH_PHRASES } from './phrases-twelfth.ts'
import { TWELFTH_MORE } from './phrases-twelfth-more.ts'
import { THIRTEENTH_PHRASES } from './phrases-thirteenth.ts'
import { THIRTEENTH_LONG } from './phrases-thirteenth-long.ts'
import { FOURTEENTH_PHRASES } from './phrases-fourteenth.ts'
import { FOURTEENTH_LONG } from './phrases-fourteenth-long.ts'
import { UNDER_PHRASES } from './phrases-under.ts'
import { WIDE_DAYS } from './phrases-wide-days.ts'
import { WIDE_SLIPS } from './phrases-wide-slips.ts'
import { WIDE_WORDS } from './phrases-wide-words.ts'
import { WORD_PHRASES } from './phrases-words.ts'
import { labelled } from './table.ts'

const TABLES = {
  sample: SAMPLE_PHRASES,
  days: `${DAY_PHRASES.trimEnd()}${MORE_DAYS}`,
  months: `${MONTH_PHRASES.trimEnd()}${MORE_MONTHS}`,
  words: `${WORD_PHRASES.trimEnd()}${MORE_WORDS}`,
  cells: BLIND_PHRASES,
  'wide: days': WIDE_DAYS,
  'wide: words': WIDE_WORDS,
  'wide: slips': WIDE_SLIPS,
  second: `${SECOND_PHRASES.trimEnd()}${SECOND_LINES}`,
  third: THIRD_PHRASES,
  fourth: FOURTH_PHRASES,
  fifth: FIFTH_PHRASES,
  sixth: SIXTH_PHRASES,
  seventh: SEVENTH_PHRASES,
  'seventh: odd': SEVENTH_ODD,
  eighth: EIGHTH_PHRASES,
  ninth: NINTH_PHRASES,
  'ninth: more': NINTH_MORE,
  'ninth: odd': NINTH_ODD,
  tenth: TENTH_PHRASES,
  'tenth: odd': TENTH_ODD,
  eleventh: ELEVENTH_PHRASES,
  twelfth: TWELFTH_PHRASES,
  'twelfth: more': TWELFTH_MORE,
  thirteenth: THIRTEENTH_PHRASES,
  'thirteenth: long': THIRTEENTH_LONG,
  fourteenth: FOURTEENTH_PHRASES,
  'fourteenth: long': FOURTEENTH_LONG,
}
const ALL = Object.values(TABLES).flatMap(labelled)

describe('Phrases of real plans', () => {
  test.for(Object.entries(TABLES))('[PD1, PD2, PD3, PD4, PD5] are understood: %s', ([, table]) => {
    for (const { text, year, want } of labelled(table)) {
      const { spans, ...got } = parsePeriod(text, { year })
      expect(got, `${text} (${year})`).toEqual(want)
      expect(spans.every(({ from, to }) => from < to && to <= text.length)).toBe(true)
    }
  })

  test('[PD1] come as paragraphs of markup, too', () => {
    const { months, kind } = parsePeriod('<p>март</p> <p>апрель-май</p>', { year: 2022 })
    expect([months, kind]).toEqual([[3, 4, 5], 'range'])
  })
})

describe('Slips', () => {
  const monthsOf = (text: string) => parsePeriod(text, { year: 2022 }).months

  test('[XC1] characters that are not on paper change nothing, and offsets are those of the text', () => {
    const text = '\ufeffв те\u00adче\u00adние го\u200bда, м\u0430\u0438\u0306'
    const { months, spans } = parsePeriod(text, { year: 2022 })
    expect(months).toHaveLength(12)
    expect(spans.map(({ from, to }) => text.slice(from, to).replace(/[^ \p{L}\u0306]/gu, ''))).toEqual([
      'в течение года',
      'маи\u0306',
    ])
  })

  test('[XC2] in the names of months are read through, words of other things are not', () => {
    const slips = {
      феврль: 2,
      янваь: 1,
      авгут: 8,
      сентярь: 9,
      'ноябрь.': 11,
      дкабрь: 12,
      октябр: 10,
      Агуст: 8,
      мрат: 3,
      '5 мрата': 3,
      инюь: 6,
      'в илюе': 7,
    }
    for (const [text, month] of Object.entries(slips)) expect(monthsOf(text), text).toEqual([month])
    const others = [
      'Травля',
      'г. Рудня',
      'комар',
      'ежевика',
      'мартен',
      'Майя',
      'маяк',
      'декан',
      'Июнька',
      'Маркс',
      'Марат',
      'Мрак',
      'тарм',
    ]
    for (const text of others) expect(monthsOf(text), text).toEqual([])
  })
})

describe('Numbers and words of other things', () => {
  const read = (text: string) => {
    const { months, kind, start, end } = parsePeriod(text, { year: 2022 })
    return [months.join(), kind, start?.slice(5) ?? '', end?.slice(5) ?? '']
  }

  test('[XD1] words with their middle left out, broken or run together are read as what they are', () => {
    const quarter = ['1,2,3', 'quarter', '', '']
    for (const text of ['1 кв-л', '1 квар\nтал', '1-й к-л', '1 кв-ла'])
      expect(read(text), text).toEqual(quarter)
    expect(read('в теч-е года')[1]).toBe('year')
    expect(read('в течениегода')[1]).toBe('year')
    expect(read('в тесение года')[1]).toBe('year')
    expect(read('по необх.')[1]).toBe('on-demand')
    expect(read('октяб\nрь - нояб\nрь')).toEqual(['10,11', 'range', '', ''])
    for (const text of ['арт-шоу', 'вт-к', 'веб-чат', 'периодическим изданиям', 'от А-Я', 'мастер\nкласс']) {
      expect(read(text)[0], text).toBe('')
    }
  })

  test('[XD2] a number of a street, a room, a document, an age, a lesson or a line is no day', () => {
    const day = ['1', 'dates', '01-20', '01-20']
    const places = [
      'ул. 8 Марта, 5',
      'пр. 50 лет Октября, 20',
      'каб. 12',
      '(12+)',
      'протокол № 3',
      'пл. 1 Мая',
    ]
    for (const place of places) expect(read(`20 января, ${place}`), place).toEqual(day)
    expect(read('20 января, ул. С. Разина, 5')).toEqual(day)
    expect(read('на площади с 1 по 5 мая')).toEqual(['5', 'dates', '05-01', '05-05'])
    expect(read('пл. Победы до 20 апреля')).toEqual(['4', 'dates', '', '04-20'])
    expect(read('на улице в мае')).toEqual(['5', 'months', '', ''])
    expect(read('занятие 1 – 20 января')).toEqual(day)
    expect(read('занятия 1–20 января')).toEqual(['1', 'dates', '01-01', '01-20'])
    expect(read('1. Март\n2. Апрель')).toEqual(['3,4', 'months', '', ''])
    expect(read('март, 3-дневный семинар')).toEqual(['3', 'months', '', ''])
    expect(read('ГОСТ 7.0.100-2018')[1]).toBe('unknown')
    expect(read('1 марта')).toEqual(['3', 'dates', '03-01', '03-01'])
    expect(read('№ 1 – март; № 2 – июнь')).toEqual(['3,6', 'months', '', ''])
  })
})

describe('Under a section that names a month', () => {
  test('[PD7] cells are of that month: a set labelled before it was tried', () => {
    for (const { text, year, want } of labelled(UNDER_PHRASES)) {
      const [title = '', cell = ''] = text.split(' :: ')
      const { spans: _, ...got } = parsePeriod(cell, { year, heading: headingPeriod(title, year) })
      expect(got, text).toEqual(want)
    }
  })

  const march = { months: [3], kind: 'months' } as const
  const under = (text: string) => {
    const { months, kind, start, end } = parsePeriod(text, { year: 2022, heading: march })
    return { months, kind, start, end }
  }
  const months = { months: [3], kind: 'months', start: null, end: null }

  test('[PD7] what is relative is of that month', () => {
    for (const text of ['1 неделя', 'в теч. мес.', 'конец месяца', '14.00', 'вторая половина']) {
      expect(under(text), text).toEqual(months)
    }
    expect(under('1 (суббота)')).toEqual({
      months: [3],
      kind: 'dates',
      start: '2022-03-01',
      end: '2022-03-01',
    })
    expect(under('15-20')).toEqual({ months: [3], kind: 'dates', start: '2022-03-15', end: '2022-03-20' })
    expect(under('до 20 числа')).toEqual({ months: [3], kind: 'dates', start: null, end: '2022-03-20' })
    expect(under('III декада')).toMatchObject({ start: '2022-03-21', end: '2022-03-31' })
    expect(under('32')).toMatchObject({ kind: 'unknown', months: [] })
    expect(under('еженедельно')).toMatchObject({ kind: 'recurring', months: [3] })
    expect(under('по заявкам')).toMatchObject({ kind: 'on-demand', months: [3] })
    expect(under('')).toMatchObject({ kind: 'none', months: [3] })
  })

  test('[PD7] what names its own time is left alone', () => {
    expect(under('май')).toMatchObject({ months: [5], kind: 'months' })
    expect(under('в течение года')).toMatchObject({ kind: 'year' })
    expect(under('своевременно')).toMatchObject({ months: [], kind: 'unknown' })
    const autumn = { months: [7, 8, 9], kind: 'quarter' } as const
    const got = parsePeriod('15', { year: 2022, heading: autumn })
    expect(got).toMatchObject({ months: [7, 8, 9], start: null, end: null })
  })
})

const ALPHABET = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcdefiIVXПШ0123456789 .,-–—/()«»\n\u00a0Ⅳ😀'
const noise = fc
  .array(fc.constantFrom(...Array.from(ALPHABET)), { maxLength: 40 })
  .map((chars) => chars.join(''))
const pieces = fc.constantFrom(...ALL.map(({ text }) => text))
const mixed = fc
  .array(fc.oneof(noise, pieces, fc.string(), fc.constantFrom(' - ', '\n', ' по ', ' до ', ', ', '(', ')')), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''))

const holds = (text: string, year: number): void => {
  const period = parsePeriod(text, { year })
  const { months, start, end, hours, spans, kind } = period
  expect(months).toEqual([...new Set(months)].sort((a, b) => a - b))
  expect(months.every((month) => month >= 1 && month <= 12)).toBe(true)
  for (const day of [start, end]) {
    if (day === null) continue
    expect(kind).toBe('dates')
    expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
    // No day that was not written; only a декада, a leap day and another year need no figure of their own.
    const read = text.replaceAll(/(?<=\d)[Зз]/gu, '3').replaceAll(/[Оо](?=\d)|(?<=\d)[Оо]/gu, '0')
    const written = (read.match(/\d+/g) ?? []).some((figure) => Number(figure) === Number(day.slice(8)))
    expect(written || /дек|[а-я]{4}|[ivx]/iu.test(text)).toBe(true)
  }
  expect(hours === null || (hours > 0 && Number.isFinite(hours))).toBe(true)
  let at = 0
  for (const { from, to } of spans) {
    expect(from >= at && to > from && to <= text.length).toBe(true)
    at = to
  }
}

describe('Any text', () => {
  test('[PD8] has a reading whose days exist and whose spans lie apart inside it', () => {
    const property = fc.property(mixed, fc.integer({ min: 1900, max: 2200 }), (text, year) =>
      holds(text, year),
    )
    fc.assert(property, { seed: 20221, numRuns: 1000 })
  })

  test('[PD8] is read the same in capitals and with other dashes and spaces', () => {
    for (const { text, year, want } of ALL) {
      const other = text.replaceAll('-', '–').replaceAll(' ', '\u00a0')
      const { spans, ...got } = parsePeriod(other, { year })
      expect(got, other).toEqual(want)
      expect(spans.length).toBeGreaterThanOrEqual(0)
    }
  })

  test('[PD8] means the same with words behind it that are no dates', () => {
    for (const { text, year, want } of ALL) {
      if (['год', '2022'].includes(text)) continue
      const { spans: _, ...got } = parsePeriod(`${text}\nЩука, щука`, { year })
      expect(got, text).toEqual(want)
    }
  })

  const AROUND = [
    ['Отв. Котов С. К.\nБиблиотека № 3\n', '\nОтв. Смирнова О. С.\nул. Ленина, д. 13/12, кв. 5'],
    ['12+\n', '\nкаб. 12, 2 этаж\nприказ № 12 от 10.01.2026\nsova2026@mail.ru, https://lib.ru/2026/05'],
    ['', '\nк 80-летию Победы\nИванова И. И.\nЗал «Весна»'],
  ] as const

  test('[PQ10] means the same beside people, places, papers, ages and addresses', () => {
    const isSame = (text: string, { year, want }: (typeof ALL)[number]): boolean => {
      const { months, kind, start, end, hours } = parsePeriod(text, { year })
      const isMonths = months.join() === want.months.join()
      return (
        isMonths && kind === want.kind && start === want.start && end === want.end && hours === want.hours
      )
    }
    const phrases = ALL.filter(({ text }) => !text.includes('<p>'))
    const others = phrases.filter((one, at) => {
      const [before, after] = AROUND[at % AROUND.length] ?? ['', '']
      return !isSame(`${before}${one.text}${after}`, one)
    })
    expect(others).toEqual([])
  })

  // With time that grew with the square of the length, the test's patience would not do.
  test('[PD8] of any length is read in time that grows with it', () => {
    const long = 'с 1 по 15 мая, '.repeat(20_000)
    expect(parsePeriod(long, { year: 2022 }).months).toEqual([5])
    expect(parsePeriod('-'.repeat(100_000), { year: 2022 }).kind).toBe('unknown')
    expect(parsePeriod('1 и '.repeat(30_000), { year: 2022 }).kind).toBe('unknown')
  })
})
