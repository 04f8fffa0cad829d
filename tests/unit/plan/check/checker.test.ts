/** The checker as a secretary would use it: on the sample, and on plans with one fault each. */
import { describe, expect, test } from 'vitest'
import { checkEn } from '../../../../shared/i18n/en/check.ts'
import { checkRu } from '../../../../shared/i18n/ru/check.ts'
import { PlanChecker } from '../../../../shared/plan/check.ts'
import { FINDING_CODES } from '../../../../shared/plan/check/finding.ts'
import { sayFinding } from '../../../../shared/plan/check/say.ts'
import type { ItemDraft, PlanDraft } from '../../../../shared/plan/json.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { samplePlan } from '../../../../shared/sample/plan-2022.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'

const check = (draft: PlanDraft, threads: Parameters<PlanChecker['check']>[1] = []) =>
  new PlanChecker().check(new PlanProjection(planDoc(draft)).view(), threads)

const plan = (...sections: [title: string, ...items: ItemDraft[]][]): PlanDraft => ({
  ...planDraft(0, 0),
  columns: planDraft(0, 0).columns.filter(({ key }) => key !== 'c1'),
  title: 'План на 2022 год',
  year: 2022,
  sections: sections.map(([title, ...items]) => ({ title, department: null, items })),
})
const item = (title: string, period: string, more: Partial<ItemDraft> = {}): ItemDraft =>
  itemDraft(title, { period, numbering: 'none', number: '', ...more })
const numbered = (...numbers: string[]): ItemDraft[] =>
  numbers.map((number, at) => item(`Строка ${at}`, 'май', { numbering: 'typed', number }))
const codes = (draft: PlanDraft): string[] => check(draft).map(({ code }) => code)
const codesOf = (...items: ItemDraft[]): string[] => codes(plan(['Раздел', ...items]))

describe('The sample', () => {
  test('[CK1] has two gaps, a row without a date, an event with two dates and dates that fit no points', () => {
    const said = check(samplePlan('ru')).map((finding) => sayFinding(finding, checkRu, 'ru'))
    expect(said).toEqual([
      'После №\u00a03 идёт №\u00a05: номер пропущен.',
      expect.stringMatching(
        /^Пунктов в «Совместная работа с библиотеками других регионов по соглашениям»: 7, сроков: 5/,
      ),
      'После №\u00a06 идёт №\u00a08: номер пропущен.',
      'У «Клуб деловых встреч методистов Кузбасса» нет срока.',
      expect.stringMatching(
        /^«Мастер-форум.*» стоит и в разделе «Межрегиональные мероприятия», .*здесь «май», там «апрель-май»/,
      ),
    ])
    expect(check(samplePlan('en')).length).toBeGreaterThan(3)
  })
})

describe('Numbers', () => {
  test('[CK2] that skip, repeat or go back are told, whatever their kind', () => {
    expect(codesOf(...numbered('1', '2.', '3)', '5'))).toEqual(['number-gap'])
    expect(codesOf(...numbered('1', '2', '2', '3'))).toEqual(['number-double'])
    expect(codesOf(...numbered('1', '5', '3'))).toEqual(['number-gap', 'number-order'])
    expect(codesOf(...numbered('1.1', '1.2', '1.4'))).toEqual(['number-gap'])
    expect(codesOf(...numbered('I', 'II', 'IV'))).toEqual(['number-gap'])
    expect(codesOf(...numbered('1', '', 'а)', '2', '3.1', '3.2', '3'))).toEqual([])
  })

  test('[PQ8] that begin with a letter are counted, too', () => {
    expect(codesOf(...numbered('B1', 'B2', 'B4'))).toEqual(['number-gap'])
    expect(codesOf(...numbered('А-1', 'А-2', 'А-2'))).toEqual(['number-double'])
    expect(codesOf(...numbered('A1', 'A2', 'B1', 'B2'))).toEqual([])
  })

  test('[CK2] begin with one or go on from the section above', () => {
    const start = (...second: string[]) =>
      codes(plan(['Первый', ...numbered('1', '2')], ['Второй', ...numbered(...second)]))
    expect(start('1', '2')).toEqual([])
    expect(start('3', '4')).toEqual([])
    expect(start('4', '5')).toEqual(['number-gap'])
  })
})

describe('Dates', () => {
  test('[CK3] that are missing, unclear, impossible or of another year are told once a row', () => {
    const faults = {
      '': ['date-missing'],
      своевременно: ['date-unclear'],
      'март 2021': ['foreign-year'],
      '15.01.2023': ['foreign-year'],
      '31.04': ['impossible-day'],
      '20.05 – 10.05': ['end-before-start'],
      'в течение года': [],
      'по согласованию': [],
      ежемесячно: [],
      '30.12.2022 – 08.01.2023': [],
    }
    for (const [dates, wanted] of Object.entries(faults))
      expect(codesOf(item('Конкурс', dates)), dates).toEqual(wanted)
    expect(codesOf(item('Конкурс', '', { state: 'cancelled' }))).toEqual([])
  })

  test('[CK11] months and quarters of what is told of a year may stand beside the plan’s year', () => {
    const title = 'Отчёт о работе за 2022 год'
    const near = [
      'январь 2023 г.',
      'I квартал 2023 г.',
      '1 кв. 2023',
      'январь – март 2023 г.',
      'декабрь 2021 г.',
      'IV квартал 2021 г.',
      'III декада января 2023 г.',
      'січень 2023 р.',
      'February 2023',
    ]
    for (const dates of near) expect(codesOf(item(title, dates)), dates).toEqual([])
    const far = [
      'апрель 2023 г.',
      'II квартал 2023 г.',
      'март – май 2023 г.',
      'март 2021 г.',
      'январь 2024 г.',
    ]
    for (const dates of far) expect(codesOf(item(title, dates)), dates).toEqual(['foreign-year'])
    expect(codesOf(item('Конкурс чтецов', 'январь 2023 г.'))).toEqual(['foreign-year'])
  })

  test('[CK3] of the section, the row above or the rows below are enough', () => {
    expect(codes(plan(['Март', item('Конкурс', ''), item('Выставка', '1 неделя')]))).toEqual([])
    expect(codesOf(item('Цикл', 'май'), item('Встреча', '', { level: 1 }))).toEqual([])
    expect(codesOf(item('Цикл', ''), item('Встреча', 'май', { level: 1 }))).toEqual([])
    expect(codesOf(item('Цикл', ''), item('Встреча', '', { level: 1 }))).toEqual(['date-missing'])
    const hidden = plan(['Раздел', item('Конкурс', '')])
    hidden.columns = hidden.columns.map((column) =>
      column.key === 'period' ? { ...column, hidden: true } : column,
    )
    expect(codes(hidden)).toEqual([])
  })
})

describe('One event with two dates', () => {
  const twice = (first: [string, string], second: [string, string]) =>
    codes(plan(['Один', item(...first)], ['Два', item(...second)]))
  const forum = 'Мастер-форум молодых библиотекарей Сибири «Новый взгляд»'

  test('[CK4] is told, also where one title goes on or differs in a word', () => {
    expect(twice([forum, 'апрель'], [forum, 'май'])).toEqual(['same-event'])
    expect(twice([forum, 'апрель'], [`${forum}. Подведение итогов, награждение`, 'май'])).toEqual([
      'same-event',
    ])
    expect(
      twice([forum, '1 мая'], [forum.toUpperCase().replaceAll('«', '"').replaceAll('»', '"'), '2 мая']),
    ).toEqual(['same-event'])
    expect(
      twice(
        ['Областной форум молодых библиотекарей Сибири «Новый взгляд»', 'май'],
        ['Межрегиональный форум молодых библиотекарей Сибири «Новый взгляд»', 'июнь'],
      ),
    ).toEqual([])
  })

  test('[CK4] is not seen where dates agree or titles say too little', () => {
    expect(twice([forum, 'май'], [forum, 'Май 2022 г.'])).toEqual([])
    expect(twice([forum, 'май'], [forum, 'по согласованию'])).toEqual([])
    expect(twice(['Заседание клуба', 'май'], ['Заседание клуба', 'июнь'])).toEqual([])
    expect(
      twice(
        ['Конкурс чтецов среди школьников, 1 этап', 'май'],
        ['Конкурс чтецов среди школьников, 2 этап', 'июнь'],
      ),
    ).toEqual([])
    const club = 'Заседание литературного клуба «Собеседник»'
    expect(codesOf(item(club, 'март'), item(club, 'май'), item(club, 'июнь'))).toEqual([])
    expect(codes(plan(['Март', item(club, '5 марта')], ['Апрель', item(club, '3 апреля')]))).toEqual([])
  })
})

describe('Everything else', () => {
  test('[CK5] empty things, missing people, points without their dates', () => {
    expect(codes(plan(['Пустой']))).toEqual(['empty-section'])
    expect(codesOf(item('', ''))).toEqual(['empty-row'])
    expect(codesOf(item('', 'май'))).toEqual(['title-missing'])
    const list = '<p>Цикл:</p><ul><li>один</li><li>два</li><li>три</li></ul>'
    expect(codesOf(item(list, 'май\nиюнь'))).toEqual(['dates-mismatch'])
    expect(codesOf(item(list, 'май'))).toEqual([])
    const people = plan([
      'Раздел',
      item('Конкурс', 'май', { cells: { who: 'Иванова' } }),
      item('Встреча', 'май'),
    ])
    people.columns = [...people.columns, { key: 'who', title: 'Ответственный' }]
    expect(check(people).map(({ code, values }) => [code, values.title])).toEqual([
      ['responsible-missing', 'Встреча'],
    ])
  })

  test('[CK5] links that cannot be one, in marks and in plain words', () => {
    for (const link of ['http://site', 'https://lib,ru/page', 'mailto:ivanova.ru'])
      expect(codesOf(item(`<p><a href="${link}">сайт</a></p>`, 'май')), link).toEqual(['bad-link'])
    for (const words of ['http:/lib.ru', 'htpp://lib.ru', 'https//lib.ru', 'www,lib.ru'])
      expect(codesOf(item(words, 'май')), words).toEqual(['bad-link'])
    for (const words of [
      '(https://libkem.su/)',
      'www.lib.ru.',
      'http://культура.рф/план',
      'https://localhost:4400/p/1',
    ])
      expect(codesOf(item(words, 'май')), words).toEqual([])
  })

  test('[CK5, XE3] a month that holds far more than the others, unanswered comments, a title of another year', () => {
    const march = Array.from({ length: 14 }, (_, at) => item(`Встреча ${at}`, 'март'))
    expect(codesOf(...march, item('Дело', 'май'))).toEqual(['overloaded-month'])
    // The plan of one month has no others that it could hold more than.
    expect(codesOf(...march)).toEqual([])
    const even = Array.from({ length: 14 }, (_, at) =>
      'май июнь июль август'.split(' ').map((m) => item(`Дело ${at} ${m}`, m)),
    )
    expect(codesOf(...even.flat())).toEqual([])
    const thread = { id: 't', item: null, section: null, resolved: false, replies: 0, text: 'Когда?' }
    const threads = [thread, { ...thread, id: 'u', replies: 1 }, { ...thread, id: 'v', resolved: true }]
    expect(check(plan(['Раздел', item('Дело', 'май')]), threads).map(({ id }) => id)).toEqual([
      'comment-unanswered:plan:t',
    ])
    expect(codes({ ...plan(['Раздел', item('Дело', 'май')]), title: 'План на 2021 год' })).toEqual([
      'foreign-year',
    ])
  })

  test('[CK11] a school year that ends in the plan’s year is no title of another year', () => {
    const titled = (title: string) => codes({ ...plan(['Раздел', item('Дело', 'май')]), title })
    for (const title of [
      'План работы на 2021/22 учебный год',
      'План на 2021–22 год',
      'План на 2022/23 учебный год',
    ])
      expect(titled(title), title).toEqual([])
    expect(titled('План работы на 2020/21 учебный год')).toEqual(['foreign-year'])
  })

  test('[CK5] every code has a sentence in both languages without open places', () => {
    for (const code of FINDING_CODES)
      for (const words of [checkRu, checkEn]) expect(words[`check.${code}`], code).toBeTruthy()
    const march = Array.from({ length: 14 }, (_, at) => item(`Встреча ${at}`, 'март'))
    const [finding] = check(plan(['Раздел', ...march, item('Дело', 'май')]))
    if (!finding) throw new Error('a finding expected')
    expect(sayFinding(finding, checkEn, 'en')).toBe('March: 14 events, twice as many as usual.')
  })
})
