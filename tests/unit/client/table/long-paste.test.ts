/** A paste that is written in pieces, while the plan goes on around it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NO_RIGHTS } from '../../../../client/plan/rights.ts'
import type { ConnectionState, Store } from '../../../../client/plan/plan-session.ts'
import { pasteIntoSheet } from '../../../../client/table/paste.ts'
import { Picks } from '../../../../client/table/picks.ts'
import type { ToastContent } from '../../../../client/ui/toast.ts'
import { leveled, openSheet } from './support.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** More than a room takes in one turn. */
const MANY = 200

const begin = () => {
  const sheet = openSheet(leveled([0]))
  const { session, model, actions, announcer, lines, ids } = sheet
  const columns = () => session.projection.view().columns.map(({ id }) => id)
  const shown: ToastContent[] = []
  const picks = new Picks({ model, lines, columns })
  const [[row = ''] = []] = ids()
  model.set({ kind: 'cell', row, column: 'title' }, 'select')
  const focus = model.get()
  if (focus === null) throw new Error('nothing has the focus')
  const show = (content: ToastContent) => void shown.push(content)
  const text = (key: string) => key
  const words = Array.from({ length: MANY }, (_, at) => `Форум ${at}\tмай`).join('\n')
  const deps = { session, model, actions, announcer, picks, text, show }
  pasteIntoSheet(deps, { html: '', text: words }, { focus, picked: null })
  return { ...sheet, shown }
}

type World = ReturnType<typeof begin>

it('[PA16] a long paste is told when all of it is there', async () => {
  const { shown, ids } = begin()
  expect(shown).toEqual([])
  await vi.runAllTimersAsync()
  expect(ids()[0]).toHaveLength(MANY)
  expect(shown.map(({ text }) => text)).toEqual(['table.paste.done'])
})

it.each([
  ['the right goes', ({ session }: World) => session.rights.set(NO_RIGHTS)],
  [
    'the session is exchanged',
    ({ session }: World) =>
      (session.connection as Store<ConnectionState> & { set(state: ConnectionState): void }).set({
        kind: 'closed',
        code: 'replaced',
      }),
  ],
  ['the page is left', ({ session }: World) => session.doc.destroy()],
])('[PA22] where %s between two pieces, it is told that nothing was pasted', async (_name, happen) => {
  const world = begin()
  const steps = world.session.undo
  happen(world)
  await vi.runAllTimersAsync()
  expect(world.shown).toEqual([{ text: 'table.paste.ended' }])
  expect(world.announcer.get()).toBe('table.paste.ended')
  expect(world.ids()[0]).toHaveLength(1)
  expect(steps.undo()).toBe(false)
})

it('[PA22] a paste that breaks is told', async () => {
  const world = begin()
  vi.spyOn(world.actions, 'step').mockImplementation(() => {
    throw new Error('broken')
  })
  await vi.runAllTimersAsync()
  expect(world.shown).toEqual([{ text: 'table.paste.broken', tone: 'bad' }])
})
