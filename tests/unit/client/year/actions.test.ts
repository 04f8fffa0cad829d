/** What moving dates in the year does to the plan, to undo and to what is said; what holding a bar means. */
import { describe, expect, test } from 'vitest'
import { YearActions } from '../../../../client/year/actions.ts'
import { aimOf, BarDrag, type Grip, monthAt } from '../../../../client/year/bar-drag.ts'
import { createAnnouncer } from '../../../../client/plan/announcer.ts'
import type { Identity } from '../../../../shared/identity.ts'
import { setCell } from '../../../../shared/plan/edit.ts'
import { setFact } from '../../../../shared/plan/edit-facts.ts'
import { type DatedRow, datedRows } from '../../../../shared/plan/dated.ts'
import { blocksToText, textToBlocks } from '../../../../shared/plan/rich.ts'
import { drawingOf } from '../../../../shared/year/marks.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { sessionOf } from '../table/support.ts'

const PERIODS = [
  'июнь',
  'февраль- сентябрь',
  '1–3 июня',
  'в течение года',
  '',
  'октябрь – апрель',
  'на Масленицу',
]

const start = (who?: Identity) => {
  const items = PERIODS.map((period, at) => itemDraft(`Строка ${at}`, { period }))
  const session = sessionOf(
    planDoc({ ...planDraft(0, 0), sections: [{ title: 'Первый', department: 'events', items }] }),
    who,
  )
  const announcer = createAnnouncer()
  const backs: (() => void)[] = []
  const told: string[] = []
  const rows = () => datedRows(session.projection.view(), null)
  const find = (row: string) => rows().find((one) => one.row.id === row) ?? null
  const actions = new YearActions({
    session,
    announcer,
    text: (key, values) => (values ? `${key} ${JSON.stringify(values)}` : key),
    find,
    language: () => 'ru',
    rowName: ({ cells }) => blocksToText(cells.title ?? []),
    monthsName: ({ from, to }) => `${from}-${to}`,
    offerUndo: (_, run) => void backs.push(run),
    tell: (message) => void told.push(message),
  })
  const ids = rows().map(({ row }) => row.id)
  const id = (at: number): string => ids[at] ?? ''
  const dated = (at: number) => find(id(at)) ?? rows()[0]!
  const period = (at: number): string => dated(at).period.text
  return { session, actions, announcer, backs, told, rows, id, dated, period }
}

/** The drag of bars over a lane of 1200 px that begins at 100. */
const holding = ({ actions, dated, rows }: ReturnType<typeof start>) => {
  const spanOf = (row: DatedRow) => drawingOf(row.period, 2022).span
  let stale = 0
  const drag = new BarDrag({
    judge: (row, goal) => actions.judge(row, goal),
    onDrop: (row, goal) => void actions.set(row, goal),
    find: (id) => {
      const row = rows().find((one) => one.row.id === id)
      return row ? { dated: row, span: spanOf(row) } : null
    },
    onStale: () => void stale++,
  })
  const lane = document.createElement('div')
  lane.getBoundingClientRect = () => new DOMRect(100, 0, 1200, 30)
  const at = (type: string, x: number) =>
    new PointerEvent(type, { clientX: x, clientY: 10, button: 0, buttons: 1, pointerType: 'mouse' })
  const hold = (row: number, grip: Grip, from: number, to: number) => {
    drag.press(at('pointerdown', from), { dated: dated(row), grip, span: spanOf(dated(row)), lane })
    window.dispatchEvent(at('pointermove', to))
  }
  return { drag, hold, at, stale: () => stale }
}

describe('Changing dates', () => {
  test('[YV8] an end that moved is one step of the common undo, told with what stood there and what stands there now', () => {
    const { session, actions, announcer, backs, period, id } = start()
    expect(actions.stretch(id(1), 'to', 1)).toBe(true)
    expect(period(1)).toBe('февраль- октябрь')
    const said = 'year.said.words {"row":"Строка 1","before":"февраль- сентябрь","after":"февраль- октябрь"}'
    expect(announcer.get()).toBe(said)
    expect([actions.undo(), period(1), actions.undo()]).toEqual([true, 'февраль- сентябрь', false])
    actions.redo()
    expect(period(1)).toBe('февраль- октябрь')
    backs[0]?.()
    expect([period(1), session.undo.state.get().canUndo]).toEqual(['февраль- сентябрь', true])
  })

  test('[YV7, YV8] words that stay are told so, and a colleague’s words are not taken back', () => {
    const { session, actions, announcer, backs, told, dated, period, id } = start()
    expect(actions.set(id(2), { kind: 'span', from: 6, to: 7 })).toBe(true)
    expect([period(2), dated(2).period.months]).toEqual(['1–3 июня', [6, 7]])
    expect(announcer.get()).toContain('year.said.kept')
    backs[0]?.()
    expect(dated(2).period.months).toEqual([6])
    actions.stretch(id(0), 'to', 1)
    expect(period(0)).toBe('июнь–июль')
    setCell(session.editing, id(0), 'period', textToBlocks('июнь, если будет зал'))
    backs[1]?.()
    expect([period(0), told]).toEqual(['июнь, если будет зал', ['row.changed']])
  })

  test('[YV8] the way back takes no colleague’s state, and no reading of words that are others now', () => {
    const { session, actions, backs, told, dated, period, id } = start()
    actions.setState(dated(0).row, 'done')
    setFact(session.editing, id(0), 'moved', { to: 'осень' })
    backs[0]?.()
    expect([dated(0).row.state, dated(0).row.fact.to, told]).toEqual(['moved', 'осень', ['row.changed']])
    actions.set(id(2), { kind: 'span', from: 6, to: 7 })
    setCell(session.editing, id(2), 'period', textToBlocks('3–5 июня'))
    const { fix } = dated(2).row
    backs[1]?.()
    expect([period(2), dated(2).row.fix, told.length]).toEqual(['3–5 июня', fix, 2])
  })

  test('[YV8] the whole moves by a month, as far as the year goes; what cannot be is told with its reason', () => {
    const { actions, told, period, id } = start()
    expect([actions.shift(id(1), 1), period(1)]).toEqual([true, 'март- октябрь'])
    expect([actions.shift(id(5), 1), actions.shift(id(3), 1), actions.shift(id(6), -1)]).toEqual([
      false,
      false,
      false,
    ])
    expect(told).toEqual(['year.refused.edge', 'year.refused.nothing', 'year.refused.nothing'])
    expect([
      actions.stretch(id(3), 'to', 1),
      actions.stretch(id(0), 'from', 1),
      actions.stretch(id(6), 'to', 1),
    ]).toEqual([false, false, false])
    expect(told.at(-1)).toBe('year.refused.edge')
    const editor = identityOf({ id: 'olga', name: 'Ольга', role: 'editor', departments: ['method'], hue: 1 })
    const hers = start(editor)
    expect([hers.actions.shift(hers.id(0), 1), hers.period(0), hers.told]).toEqual([
      false,
      'июнь',
      ['year.refused.not-yours'],
    ])
    expect(hers.actions.judge(hers.id(0), { kind: 'span', from: 6, to: 7 })).toEqual({
      may: false,
      words: 'year.refused.not-yours',
    })
  })
})

describe('Holding a bar', () => {
  const lane = { left: 100, width: 1200 }

  test('[YV8] means months of the lane, an end stops at the other one', () => {
    expect([0, 100, 199, 200, 1299, 5000].map((x) => monthAt(x, lane))).toEqual([1, 1, 1, 2, 12, 12])
    const { dated } = start()
    const held = (at: number, grip: 'from' | 'to' | 'whole' | 'lane', from: number, to: number) => {
      const row = dated(at)
      const { goal, span } = aimOf({ dated: row, grip, span: drawingOf(row.period, 2022).span }, from, to)
      return [goal, span]
    }
    expect(held(1, 'to', 9, 11)).toEqual([
      { kind: 'span', from: 2, to: 11 },
      { from: 2, to: 11 },
    ])
    expect(held(1, 'to', 9, 1)).toEqual([
      { kind: 'span', from: 2, to: 2 },
      { from: 2, to: 2 },
    ])
    expect(held(1, 'from', 2, 12)).toEqual([
      { kind: 'span', from: 9, to: 9 },
      { from: 9, to: 9 },
    ])
    expect(held(1, 'to', 9, 9)).toEqual([null, null])
    // The whole goes as far as the year.
    expect(held(1, 'whole', 3, 12)).toEqual([
      { kind: 'month', month: 5 },
      { from: 5, to: 12 },
    ])
    expect(held(5, 'whole', 3, 12)).toEqual([null, null])
    expect(held(4, 'lane', 5, 3)).toEqual([
      { kind: 'span', from: 3, to: 5 },
      { from: 3, to: 5 },
    ])
  })

  test('[YV8] says while it is held what letting go would do, and does it then; Esc gives it up', () => {
    const started = start()
    const { period, id } = started
    const { drag, hold, at } = holding(started)
    hold(0, 'to', 700, 702)
    expect(drag.get()).toBeNull()
    window.dispatchEvent(at('pointermove', 950))
    expect(drag.get()).toMatchObject({ row: id(0), span: { from: 6, to: 9 }, verdict: { may: true } })
    expect(drag.get()?.verdict.words).toContain('июнь–сентябрь')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    expect([drag.get(), period(0)]).toEqual([null, 'июнь'])
    hold(0, 'to', 700, 950)
    window.dispatchEvent(at('pointerup', 950))
    expect([drag.get(), period(0)]).toEqual([null, 'июнь–сентябрь'])
  })

  test('[YV13] letting go of an end leaves the other where a colleague has set it; what is held and changed is given up', () => {
    const started = start()
    const { session, period, id } = started
    const { hold, at, stale, drag } = holding(started)
    const write = (row: number, words: string) =>
      setCell(session.editing, id(row), 'period', textToBlocks(words))
    const letGo = (x: number) => window.dispatchEvent(at('pointerup', x))
    hold(1, 'to', 950, 1050)
    write(1, 'май – сентябрь')
    letGo(1050)
    expect([period(1), stale()]).toEqual(['май – октябрь', 0])
    for (const [grip, words] of [
      ['to', 'май – ноябрь'],
      ['whole', 'апрель – ноябрь'],
    ] as const) {
      hold(1, grip, 950, 850)
      expect(drag.get()?.span).not.toBeNull()
      write(1, words)
      letGo(850)
      expect(period(1)).toBe(words)
    }
    expect(stale()).toBe(2)
    hold(4, 'lane', 350, 450)
    write(4, 'ноябрь')
    letGo(450)
    expect([period(4), stale()]).toEqual(['ноябрь', 3])
  })
})
