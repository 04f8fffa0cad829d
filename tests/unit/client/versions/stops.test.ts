/** The line of time: where one can stop, where the ways along it lead, how it is drawn and named. */
import { describe, expect, test } from 'vitest'
import { actWords, fieldWords, namesIn, subjectWords } from '../../../../client/versions/history-words.ts'
import type { Entry } from '../../../../client/versions/history-api.ts'
import {
  barsOf,
  dayMarks,
  hueOf,
  localIso,
  neighbour,
  stopAt,
  stopsOf,
} from '../../../../client/versions/stops.ts'
import type { MessageKey } from '../../../../shared/i18n/messages.ts'
import { deleteRow } from '../../../../shared/plan/edit.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 2, 1, 9)
const iso = (minutes: number) => new Date(START + minutes * MINUTE).toISOString()
const step = (from: number, to: number, by = 'anna', count = 1) => ({
  first: iso(from),
  last: iso(to),
  by,
  count,
})

const timeline = {
  since: iso(0),
  // Two people at once: the line goes by when a step ended.
  steps: [step(10, 30, 'anna', 5), step(12, 20, 'boris', 2), step(1500, 1501)],
  people: [],
}

describe('stops', () => {
  const stops = stopsOf(timeline)

  test('[HX1] the line begins before the first change, has every step by its end, and ends now', () => {
    expect(stops.map(({ kind, by }) => [kind, by])).toEqual([
      ['start', ''],
      ['step', 'boris'],
      ['step', 'anna'],
      ['step', 'anna'],
      ['now', ''],
    ])
    expect(stopsOf({ since: iso(0), steps: [], people: [] })).toHaveLength(2)
  })

  test('[HX2] a change leads to the stop that has it, and from one chosen stop to the next', () => {
    expect(
      [iso(0), iso(20), iso(25), iso(30), iso(31), iso(9999)].map((time) => stopAt(stops, time)),
    ).toEqual([1, 1, 2, 2, 3, 4])
    expect([neighbour([0, 2, 4], 2, 1), neighbour([0, 2, 4], 3, -1), neighbour([0, 2, 4], 1, 1)]).toEqual([
      4, 2, 2,
    ])
    expect([neighbour([0, 2], 2, 1), neighbour([0, 2], 0, -1), neighbour([], 1, 1)]).toEqual([
      null,
      null,
      null,
    ])
  })

  test('[HX1] bars stand where their steps are, and years of work stay a drawing', () => {
    const bars = barsOf(stops)
    expect(bars.map(({ from, width, by }) => [from, width, by])).toEqual([
      [0, 0.25, 'boris'],
      [0.25, 0.25, 'anna'],
      [0.5, 0.25, 'anna'],
    ])
    expect(Math.max(...bars.map(({ height }) => height))).toBe(1)
    const many = stopsOf({
      ...timeline,
      steps: Array.from({ length: 3000 }, (_, at) => step(at, at, 'anna', at)),
    })
    const drawn = barsOf(many)
    expect(drawn.length).toBeLessThanOrEqual(180)
    expect((drawn.at(-1)?.from ?? 0) + (drawn.at(-1)?.width ?? 0)).toBeLessThanOrEqual(1)
    const days = dayMarks(many)
    expect(days.every(({ from }, index) => index === 0 || from - (days[index - 1]?.from ?? 0) >= 0.13)).toBe(
      true,
    )
    expect(days.length).toBeGreaterThan(1)
  })

  test('[HX4] a moment is named to the server by the clock of this place', () => {
    const named = localIso(iso(90))
    expect(Date.parse(named)).toBe(Date.parse(iso(90)))
    expect(named).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
    expect(Number(named.slice(11, 13))).toBe(new Date(iso(90)).getHours())
    expect([hueOf('anna') === hueOf('anna'), hueOf('x') >= 1 && hueOf('x') <= 6]).toEqual([true, true])
  })
})

test('[HX2] an entry is told by number and title of its row, also of one in the trash, and by its column', () => {
  const doc = planDoc()
  const view = new PlanProjection(doc).view()
  const [row, gone] = view.sections[0]?.rows ?? []
  deleteRow(editingOf(doc), gone?.id ?? '')
  const names = namesIn(new PlanProjection(doc).view())
  const text = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}) =>
    ru(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])))
  const plain: Entry = {
    first: iso(0),
    last: iso(0),
    by: 'anna',
    name: 'Анна',
    subject: 'item',
    act: 'edit',
    count: 1,
    section: null,
    item: row?.id ?? '',
    column: null,
    field: 'title',
  }
  const entry = (more: Partial<Entry>): Entry => ({ ...plain, ...more })
  expect(subjectWords(names, entry({}), text)).toMatch(/^1\. «.+»$/)
  expect(subjectWords(names, entry({ item: gone?.id ?? '' }), text)).toMatch(/«.+»$/)
  expect(subjectWords(names, entry({ item: 'nobody' }), text)).toBe(ru('history.row.gone'))
  const title = view.columns.find(({ id }) => id === 'period')?.title
  expect(fieldWords(names, entry({ field: 'period' }), text)).toBe(`«${title}»`)
  expect(actWords(names, entry({ act: 'delete', field: null }), text)).toBe('строка удалена')
  expect(actWords(names, entry({ subject: 'plan', item: null, field: 'year' }), text)).toBe(
    'в плане изменено: год',
  )
  expect(actWords(names, entry({ field: 'ok:gap' }), text)).toBe('изменено: прочее')
})
