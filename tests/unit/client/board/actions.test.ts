/** What carrying a card does to the plan, to undo and to what is said. */
import { expect, test } from 'vitest'
import { BoardActions } from '../../../../client/board/actions.ts'
import { createAnnouncer } from '../../../../client/plan/announcer.ts'
import { boardOf } from '../../../../shared/board/board.ts'
import type { Grouping } from '../../../../shared/board/groupings.ts'
import type { Identity } from '../../../../shared/identity.ts'
import { deleteRow, deleteSection, moveRow, setCell } from '../../../../shared/plan/edit.ts'
import { setFact } from '../../../../shared/plan/edit-facts.ts'
import { blocksToText, textToBlocks } from '../../../../shared/plan/rich.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { sessionOf } from '../table/support.ts'

const DRAFT = {
  ...planDraft(0, 0),
  sections: [
    { title: 'Первый', department: 'events', items: [itemDraft('А', { period: 'июнь' }), itemDraft('Б')] },
    { title: 'Второй', department: 'method', items: [itemDraft('В', { period: 'на Масленицу' })] },
    { title: 'Третий', department: 'method', items: [itemDraft('Г')] },
  ],
}

const start = (by: Grouping, who?: Identity) => {
  const session = sessionOf(planDoc(DRAFT), who)
  const announcer = createAnnouncer()
  const backs: (() => void)[] = []
  const told: string[] = []
  const asked: (readonly string[])[] = []
  const view = () => session.projection.view()
  const actions = new BoardActions({
    session,
    announcer,
    text: (key, values) => (values ? `${key} ${JSON.stringify(values)}` : key),
    board: () => boardOf(view(), { by, shown: null, departments: ['events', 'method'] }),
    language: () => 'ru',
    columnName: ({ id }) => id,
    cardName: ({ cells }) => blocksToText(cells.title ?? []),
    offerUndo: (_, run) => void backs.push(run),
    tell: (message) => void told.push(message),
    ask: (_, sections) => void asked.push(sections),
  })
  const rows = () => view().sections.flatMap((section) => section.rows)
  const [a = '', b = '', c = ''] = rows().map(({ id }) => id)
  const period = (id: string) => blocksToText(rows().find((row) => row.id === id)?.cells.period ?? [])
  return { session, actions, announcer, backs, told, asked, view, rows, period, a, b, c }
}

test('[BD9] a move is one step of the common undo, told with what stood there and what stands there now', () => {
  const { session, actions, announcer, backs, period, a } = start('month')
  expect(actions.judge(a, 'm7')).toEqual({ may: true, words: expect.stringContaining('июль') })
  expect(actions.move(a, 'm7')).toBe(true)
  expect(period(a)).toBe('июль')
  expect(announcer.get()).toBe('board.said.words {"card":"А","column":"m7","before":"июнь","after":"июль"}')
  expect(actions.undo()).toBe(true)
  expect([period(a), actions.undo()]).toEqual(['июнь', false])
  actions.redo()
  expect(period(a)).toBe('июль')
  backs[0]?.()
  expect(period(a)).toBe('июнь')
  expect(session.undo.state.get().canUndo).toBe(true)
})

test('[BD9] the way back takes nothing from a colleague who has written there since', () => {
  const { session, actions, backs, told, period, a } = start('month')
  actions.move(a, 'm7')
  setCell(session.editing, a, 'period', textToBlocks('июль, если будет зал'))
  backs[0]?.()
  expect([period(a), told]).toEqual(['июль, если будет зал', ['row.changed']])
})

test('[BD9] the way back takes no state, no place and no reading from a colleague either', () => {
  const byState = start('state')
  const stateOf = () => byState.rows().find(({ id }) => id === byState.a)?.state
  const [card] = byState.rows()
  if (card) byState.actions.setState(card, 'done')
  expect(stateOf()).toBe('done')
  setFact(byState.session.editing, byState.a, 'cancelled', {})
  byState.backs[0]?.()
  expect([stateOf(), byState.told]).toEqual(['cancelled', ['row.changed']])

  const bySection = start('section')
  const [, second = '', third = ''] = bySection.view().sections.map(({ id }) => id)
  const places = () => bySection.view().sections.map(({ rows }) => rows.map(({ id }) => id))
  bySection.actions.moveToSection(bySection.a, second)
  moveRow(bySection.session.editing, bySection.a, { section: third, parent: null, after: null })
  const moved = places()
  bySection.backs[0]?.()
  expect([places(), bySection.told]).toEqual([moved, ['row.changed']])

  const byMonth = start('month')
  const fix = () => byMonth.rows().find(({ id }) => id === byMonth.c)?.fix?.months
  byMonth.actions.move(byMonth.c, 'm5')
  // The correction is for the words that it was made for; others are none of its business.
  setCell(byMonth.session.editing, byMonth.c, 'period', textToBlocks('на Пасху'))
  byMonth.backs[0]?.()
  expect([byMonth.period(byMonth.c), fix(), byMonth.told]).toEqual(['на Пасху', [5], ['row.changed']])
})

test('[BD5, BD9] words that stay are told so, and the correction is taken back', () => {
  const { actions, announcer, backs, rows, period, c } = start('month')
  const fix = () => rows().find(({ id }) => id === c)?.fix?.months
  expect(actions.move(c, 'm5')).toBe(true)
  expect([period(c), fix()]).toEqual(['на Масленицу', [5]])
  expect(announcer.get()).toContain('board.said.kept')
  backs[0]?.()
  expect(fix()).toBeUndefined()
})

test('[BD7, BD10] to the end of the section that was named, and back to the place it came from; keys pass over what may not be', () => {
  const { actions, asked, backs, view, told, a } = start('department')
  const order = () =>
    view().sections.map(({ rows }) => rows.map(({ cells }) => blocksToText(cells.title ?? [])).join(''))
  const [, second = '', third = ''] = view().sections.map(({ id }) => id)
  expect(actions.shift(a, 1)).toBe(true)
  expect(asked).toEqual([[second, third]])
  actions.moveToSection(a, second)
  expect(order()).toEqual(['Б', 'ВА', 'Г'])
  backs[0]?.()
  expect(order()).toEqual(['АБ', 'В', 'Г'])
  expect([actions.shift(a, -1), told]).toEqual([false, ['board.refused.edge']])
  const editor = identityOf({ id: 'olga', name: 'Ольга', role: 'editor', departments: ['events'], hue: 1 })
  const hers = start('section', editor)
  expect([hers.actions.shift(hers.a, 1), hers.told[0]]).toEqual([
    false,
    expect.stringContaining('not-theirs'),
  ])
})

test('[BD14] the answer to which section is judged anew: what a colleague deleted meanwhile is told, and nothing moves', () => {
  const { actions, session, told, backs, view, a, b } = start('department')
  const [first = '', second = '', third = ''] = view().sections.map(({ id }) => id)
  const places = () => view().sections.map(({ rows }) => rows.map(({ id }) => id))
  actions.moveToSection(a, third)
  deleteSection(session.editing, first)
  const before = places()
  backs[0]?.()
  expect([places(), told]).toEqual([before, ['row.changed']])
  deleteSection(session.editing, second)
  actions.moveToSection(a, second)
  expect([places(), told.at(-1)]).toEqual([[before[1]], 'board.refused.section-gone'])
  deleteRow(session.editing, b)
  actions.moveToSection(b, third)
  expect([told.at(-1), backs.length]).toEqual(['plan.row.gone', 1])
  const editor = identityOf({ id: 'olga', name: 'Ольга', role: 'editor', departments: ['events'], hue: 1 })
  const hers = start('department', editor)
  const [, others = ''] = hers.view().sections.map(({ id }) => id)
  hers.actions.moveToSection(hers.a, others)
  hers.actions.moveToSection(hers.c, others)
  expect(hers.told).toEqual([
    'board.refused.not-theirs {"column":"Второй"}',
    'board.refused.not-yours {"column":"Второй"}',
  ])
})

test('[BD9] [ED6] a card whose row or column went while it was carried is told, and nothing is written', () => {
  const { session, actions, told, view, a, b } = start('section')
  const [, second = '', third = ''] = view().sections.map(({ id }) => id)
  deleteRow(session.editing, a)
  expect(actions.move(a, second)).toBe(false)
  deleteSection(session.editing, third)
  expect(actions.move(b, third)).toBe(false)
  expect(told).toEqual(['plan.row.gone', 'board.refused.column-gone'])
})
