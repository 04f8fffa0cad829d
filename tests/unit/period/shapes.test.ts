/** Shapes of dates that scanners, narrow columns and other languages make, and what stands beside dates without being one. */
import { describe, expect, test } from 'vitest'
import { headingPeriod } from '../../../shared/period/heading.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end, hours } = parsePeriod(text, { year: 2023 })
  const days = start || end ? ` ${start?.slice(2) ?? ''}..${end?.slice(2) ?? ''}` : ''
  return `${months.join() || '-'} ${kind}${days}${hours === null ? '' : ` ${hours}h`}`
}
const each = (rows: Record<string, string>): void => {
  for (const [text, want] of Object.entries(rows)) expect(read(text), text).toBe(want)
}
const ALL = '1,2,3,4,5,6,7,8,9,10,11,12'
const SCHOOL = '1,2,3,4,5,9,10,11,12'

describe('Shapes of dates', () => {
  test('[PD14] slips of the keyboard and the scanner are read through', () => {
    each({
      'c 1 октября': '10,11,12 dates 23-10-01..',
      'k 1 сентября': '9 dates ..23-09-01',
      'март, I дeкада': '3 dates 23-03-01..23-03-10',
      'последний рaбочий день месяца': `${ALL} recurring`,
      'о к т я б р ь - н о я б р ь': '10,11 range',
      'Я нварь': '1 months',
      '1 кварта л': '1,2,3 quarter',
      'I V квартал': '10,11,12 quarter',
      'З марта': '3 dates 23-03-03..23-03-03',
      '15  ..  20   марта': '3 dates 23-03-15..23-03-20',
      'март _ май': '3,4,5 range',
      '«___» марта': '3 months',
      '15,03-20,03': '3 dates 23-03-15..23-03-20',
      '0l.03.2023': '3 dates 23-03-01..23-03-01',
      '2023.03.12': '3 dates 23-03-12..23-03-12',
      'с 5 .03. по 9.03.': '3 dates 23-03-05..23-03-09',
      'с e н т я б р ь': '9 months',
      'еже-\nквар-\nтально': `${ALL} recurring`,
      'Q2/2023': '4,5,6 quarter',
      'по дог.': '- by-agreement',
      '18 марта 2023- 25 августа 2023': '3,4,5,6,7,8 dates 23-03-18..23-08-25',
    })
    // The Ukrainian preposition before Ukrainian names, initials, and prepositions before words are what they were.
    each({
      'з березня': '3,4,5,6,7,8,9,10,11,12 range',
      'з 1 вересня': '9,10,11,12 dates 23-09-01..',
      'И И И': '- unknown',
      'с ним': '- unknown',
      IVквартал: '10,11,12 quarter',
    })
    const { spans } = parsePeriod('в  мaрте,   15  мая', { year: 2023 })
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 8],
      [12, 19],
    ])
  })

  test('[PD15] a line may give its time to the rhythm or condition above', () => {
    each({
      'раз в квартал\n(март, июнь)': '3,6 recurring',
      'ежемесячно,\nсентябрь-май': `${SCHOOL} recurring`,
      'По заявкам\nв течение года': `${ALL} on-demand`,
      'по согласованию,\nмарт': '3 by-agreement',
      // Paragraphs that say their own are read by themselves.
      'По согласованию\nмарт': '3 months',
      'март\n(апрель)': '3,4 months',
      'ежемесячно\nмарт': `${ALL} recurring`,
    })
  })

  test('[PD16] ends that meet, ends that turn, weekdays of days', () => {
    each({
      'с 20 по 20 января': '1 dates 23-01-20..23-01-20',
      'с 20 января': `${ALL} dates 23-01-20..`,
      '29–04.11': '10,11 dates 23-10-29..23-11-04',
      '20-15 марта': '3 dates 23-03-20..23-03-15',
      'с понедельника 13 марта по пятницу 17 марта': '3 dates 23-03-13..23-03-17',
      '13 (пн) – 17 (пт) марта': '3 dates 23-03-13..23-03-17',
      'с понедельника по пятницу': `${ALL} recurring`,
      'Субботы, 12.00': `${ALL} recurring`,
      'до субботы': '- unknown',
      'каждую пятницу в I квартале': '1,2,3 recurring',
      'once a term': `${ALL} recurring`,
    })
  })

  test('[PD17] what brackets and moves say of a date', () => {
    each({
      'осенние каникулы (28.10-06.11)': '10,11 dates 23-10-28..23-11-06',
      'осенние каникулы (до 06.11)': '10,11 range',
      'март 2023 (перенос с февраля)': '3 months',
      'работы: 1 марта – 15 апреля; итоги: 30 апреля': '3,4 dates 23-03-01..23-04-30',
      'по итогам I полугодия': '- unknown',
      'перенесено с 15 марта на 20 апреля': '4 dates 23-04-20..23-04-20',
    })
  })

  test('[PD18] Belarusian', () => {
    const months =
      'студзень люты сакавік красавік траўня чэрвень ліпень жнівень верасень кастрычнік лістапад снежань'
    months.split(' ').forEach((name, index) => expect(read(name), name).toBe(`${index + 1} months`))
    each({
      'да 15 сакавіка': '3 dates ..23-03-15',
      'на працягу года': `${ALL} year`,
      'па меры неабходнасці': '- on-demand',
      штомесяц: `${ALL} recurring`,
    })
    for (const other of ['студень', 'лютик', 'красавица', 'снежно', 'да', 'студент'])
      expect(read(other), other).toBe('- unknown')
  })

  test('[PD5] a time of day is none of the hours that a thing lasts', () => {
    each({
      '6 октября, 15.00, 2 часа': '10 dates 23-10-06..23-10-06 2h',
      '22 июня, 4 часа утра': '6 dates 23-06-22..23-06-22',
      'срок исполнения – 1 июня 2023 года, 11 ч.': '6 dates 23-06-01..23-06-01',
      'март, 26-30, 36 ч.': '3 dates 23-03-26..23-03-30 36h',
      'июнь, 10-23\nг. Кемерово': '6 dates 23-06-10..23-06-23',
    })
  })

  test('[XC1] nothing is parted by what is not on paper', () => {
    each({ '1-\u200bквартал': '1,2,3 quarter', 'H\ufeff1': '1,2,3,4,5,6 halfyear' })
  })

  test('[PD7] a title may say what its month is of', () => {
    const named = (title: string) => headingPeriod(title, 2023)?.months.join() ?? ''
    expect(named('Октябрь. Месячник пожилого человека')).toBe('10')
    expect(named('ВЕРЕСЕНЬ\nМісячник бібліотеки')).toBe('9')
    expect(named('I квартал (подготовка)')).toBe('1,2,3')
    expect(named('8 Марта. Праздники')).toBe('')
    expect(named('Ноябрь. Подготовка к декабрю')).toBe('')
    expect(named('Международный день 8 марта')).toBe('')
  })
})

describe('What is said in short', () => {
  test('[PH1] a season in brackets explains the months before it, an open beginning begins the year', () => {
    each({
      'июнь, июль (летние каникулы)': '6,7 months',
      '23.10.2023–29.10.2023 (осінні канікули)': '10 dates 23-10-23..23-10-29',
      'осенние каникулы (ноябрь)': '10,11 range',
      'с 1 апреля (бессрочно)': '4,5,6,7,8,9,10,11,12 dates 23-04-01..',
      'с октября, постоянно': '10,11,12 range',
    })
  })

  test('[PH2] weeks by their first day, ends of the year and English halves', () => {
    each({
      'week of March 3': '3 months',
      'неделя с 3 марта': '3 months',
      'weeks of May 8 and May 15': '5 months',
      'к концу т/г': '12 months',
      'Сентябр\nьдекабр\nь': '9,10,11,12 range',
      'неделя с 3 по 9 марта': '3 dates 23-03-03..23-03-09',
      'by year end': '12 months',
      '1st half': '1,2,3,4,5,6 halfyear',
      'second half of October': '10 months',
      'not before 1 May': '5,6,7,8,9,10,11,12 dates 23-05-01..',
    })
    const march = headingPeriod('March', 2023)
    expect(parsePeriod('1st half', { year: 2023, heading: march }).months).toEqual([3])
  })

  test('[PH3] terms, semesters, rates and short words of a year', () => {
    each({
      'II семестр': '1,2,3,4,5 range',
      'III семестр': '- unknown',
      'III четв.': '1,2,3 range',
      'новогодние каникулы': '1,12 range',
      'новогодние праздники': '- unknown',
      'пост.': `${ALL} year`,
      'в т/г': `${ALL} year`,
      'впродовж н.р.': `${SCHOOL} year`,
      'по 1 мероприятию в квартал': `${ALL} recurring`,
      '2 часа в неделю': `${ALL} recurring 2h`,
      '1 раз в неделю по 2 часа': `${ALL} recurring 2h`,
      'по кварталам': `${ALL} recurring`,
      '15.ХI.2023': '11 dates 23-11-15..23-11-15',
      '22-IV-2023': '4 dates 23-04-22..23-04-22',
    })
  })

  test('[PH4] the two years of a school year part its months', () => {
    each({
      'сентябрь-май 2023-2024 уч. г.': '9,10,11,12 range',
      'февраль 2022/23 уч. года': '2 months',
      '1 сентября 2023/2024 уч. года': '9 dates 23-09-01..23-09-01',
    })
  })
})
