/** Plans as spreadsheets and calendars (SPEC EX14, EX15). */
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { writeIcs } from '../../../server/exchange/write/ics.ts'
import { printPlan } from '../../../server/exchange/write/print-plan.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'
import type { PeriodJson, PlanJson } from '../../../shared/plan/json.ts'
import { partOf } from '../../support/docx-edit.ts'
import { itemDraft } from '../../support/drafts.ts'
import { withItems, written } from '../../support/export-files.ts'

const period = (text: string, over: Partial<PeriodJson> = {}): PeriodJson => ({
  text,
  months: [],
  kind: 'unknown',
  start: null,
  end: null,
  hours: null,
  ...over,
})

/** A plan whose rows have these periods, as they were understood. */
const withPeriods = (periods: PeriodJson[]): PlanJson => {
  const plan = withItems(
    periods.map(({ text }, at) => itemDraft(`Событие ${at}`, { period: text, cells: { c1: '=1+1' } })),
  )
  const [section] = plan.sections
  if (!section) return plan
  const items = section.items.map((item, at) => ({ ...item, period: periods[at] ?? item.period }))
  return { ...plan, sections: [{ ...section, department: 'method', items }] }
}

describe('xlsx', () => {
  test('[EX14] is a table of rows with real dates, a frozen header, a filter, and texts that are texts', async () => {
    const plan = withPeriods([
      period('5–7 марта', { months: [3], kind: 'dates', start: '2022-03-05', end: '2022-03-07', hours: 16 }),
      period('в течение года'),
    ])
    const bytes = await writePlan({
      plan,
      format: 'xlsx',
      locale: 'ru',
      hidden: false,
      at: '2022-01-01T00:00:00Z',
    })
    const book = await readXlsx(bytes)
    const sheet = book.sheets[0]
    expect(sheet?.name).toBe('План')
    expect(sheet?.rows[0]).toEqual([
      'Раздел',
      '№ п/п',
      'Название, форма',
      'Сроки',
      'Ответственный',
      'Начало',
      'Окончание',
      'Часы',
      'Состояние',
    ])
    const [march, seventh] = [new Date('2022-03-05T00:00:00Z'), new Date('2022-03-07T00:00:00Z')]
    expect(sheet?.rows[1]).toEqual([
      'Раздел «А»',
      '1.',
      'Событие 0',
      '5–7 марта',
      '=1+1',
      march,
      seventh,
      16,
      'Запланировано',
    ])
    const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(xml).not.toContain('<f>')
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(xml).toContain('<autoFilter ref="A1:I3"')
  })
})

describe('ics', () => {
  const eventsOf = (ics: string): string[][] =>
    ics
      .replace(/\r\n[ \t]/g, '')
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => event.split('\r\n'))
  const field = (event: string[] | undefined, name: string): string =>
    event
      ?.find((line) => line.split(/[:;]/)[0] === name)
      ?.split(':')
      .slice(1)
      .join(':') ?? ''
  const days = (event: string[] | undefined) => [field(event, 'DTSTART'), field(event, 'DTEND')]

  const PLAN = () =>
    withPeriods([
      period('5–7 марта', { start: '2022-03-05', end: '2022-03-07', months: [3] }),
      period('до 25 декабря', { end: '2022-12-25', months: [12] }),
      period('февраль, апрель–июнь', { months: [2, 4, 5, 6] }),
      period('по договоренности', { kind: 'by-agreement' }),
    ])

  test('[EX15] pinned days are events, months are spans of whole days, what nobody knows is not there', async () => {
    const events = eventsOf(await written(PLAN(), 'ics'))
    expect(events.map(days)).toEqual([
      ['20220305', '20220308'],
      ['20221225', '20221226'],
      ['20220201', '20220301'],
      ['20220401', '20220701'],
    ])
    expect(field(events[0], 'SUMMARY')).toBe('Событие 0')
    expect(field(events[0], 'DESCRIPTION')).toBe('Раздел «А»\\n5–7 марта\\nОтветственный: =1+1')
    expect(field(events[0], 'DTSTAMP')).toBe('20220101T000000Z')
  })

  test('[XE4] days far apart are an event in each run of their months, and an open start goes on to the end of its', async () => {
    const readAs = (text: string) => ({ ...parsePeriod(text, { year: 2022 }), text })
    const spans = async (text: string) =>
      eventsOf(await written(withPeriods([readAs(text)]), 'ics')).map((event) => days(event).join('–'))
    expect(await spans('15 марта, 20 октября')).toEqual(['20220315–20220401', '20221001–20221021'])
    expect(await spans('15 марта, 20 апреля, 3-5 ноября')).toEqual(['20220315–20220501', '20221101–20221106'])
    // Before months that go on a day is one day.
    expect(await spans('10 марта\nс 1 июня')).toEqual(['20220310–20220311', '20220601–20230101'])
    expect(await spans('10 марта; с 1 июня')).toEqual(['20220310–20220311', '20220601–20230101'])
    expect(await spans('с 1 декабря')).toEqual(['20221201–20230101'])
    expect(await spans('с 1 ноября')).toEqual(['20221101–20230101'])
    expect(await spans('25 декабря')).toEqual(['20221225–20221226'])
    expect(await spans('до 1 марта')).toEqual(['20220301–20220302'])
    // Over New Year the plan's own January is none of it.
    expect(await spans('с 25 декабря по 10 января')).toEqual(['20221225–20230111'])
    const far = eventsOf(await written(withPeriods([readAs('15 марта, 20 октября')]), 'ics'))
    expect(new Set(far.map((event) => field(event, 'UID'))).size).toBe(2)
  })

  test('[SM6] a calendar in pieces is the one that is written at once', () => {
    const print = printPlan(PLAN(), { hidden: false })
    const [pieces, whole] = [1, 1_000].map((rows) => [...writeIcs(print, '2022-01-01T00:00:00Z', null, rows)])
    expect([pieces?.length, whole?.length]).toEqual([6, 3])
    expect(pieces?.join('')).toBe(whole?.join(''))
    expect(whole?.join('')).toMatch(/^BEGIN:VCALENDAR[^]*END:VCALENDAR\s*$/)
  })

  test('[EX15] an event keeps its name while other rows come and go; lines are folded and cannot be forged', async () => {
    const plan = PLAN()
    const uids = async (one: PlanJson) =>
      eventsOf(await written(one, 'ics')).map((event) => field(event, 'UID'))
    const before = await uids(plan)
    expect(new Set(before).size).toBe(4)
    const [section] = plan.sections
    const fewer = { ...plan, sections: section ? [{ ...section, items: section.items.slice(1) }] : [] }
    expect(await uids(fewer)).toEqual(before.slice(1))
    const evil = 'Имя\r\nEND:VEVENT\nATTACH:http://evil.example'
    const forged = withPeriods([period('май', { months: [5] })])
    const item = forged.sections[0]?.items[0]
    if (item) item.title = { text: evil.repeat(9), html: '' }
    const ics = await written(forged, 'ics')
    expect(eventsOf(ics)).toHaveLength(1)
    expect(ics).not.toMatch(/^ATTACH/m)
    expect(Math.max(...ics.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  })
})
