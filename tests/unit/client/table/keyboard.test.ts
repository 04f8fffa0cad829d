/** The sheet's keys at work: what a key does in a selected and in an open cell. */
import type { KeyboardEvent as ReactKeyboardEvent } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SheetCells } from '../../../../client/table/cells.ts'
import { Keyboard } from '../../../../client/table/keyboard.ts'
import { Picks } from '../../../../client/table/picks.ts'
import { leveled, openSheet } from './support.ts'

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15'
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64)'

afterEach(() => void vi.restoreAllMocks())

const open = (userAgent: string) => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  const sheet = openSheet(leveled([0, 0, 0]))
  const { session, model, actions, announcer, lines } = sheet
  const columns = () => session.projection.view().columns.flatMap(({ id, hidden }) => (hidden ? [] : [id]))
  const picks = new Picks({ model, lines, columns })
  const text = (key: string) => key
  const cells = new SheetCells({
    session,
    model,
    actions,
    announcer,
    picks,
    text,
    lines,
    offerUndo: () => {},
  })
  const keyboard = new Keyboard({
    model,
    actions,
    cells,
    mayWrite: () => true,
    grid: () => ({ lines: lines(), columns: columns(), page: 10 }),
    openMenu: () => {},
    leaveGrid: () => {},
    isEditorReady: () => false,
  })
  const press = (init: KeyboardEventInit, target: HTMLElement = document.body) => {
    const nativeEvent = new KeyboardEvent('keydown', init)
    target.dispatchEvent(nativeEvent)
    return keyboard.handle(Object.assign(nativeEvent, { nativeEvent }) as unknown as ReactKeyboardEvent)
  }
  return { ...sheet, press }
}

describe('⌥ with an arrow', () => {
  const down = { code: 'ArrowDown', key: 'ArrowDown', altKey: true }

  it.each([
    ['a Mac', MAC, false],
    ['another machine', LINUX, true],
  ])('[SH14] in an open cell on %s', (_name, userAgent, moves) => {
    const { press, model, ids } = open(userAgent)
    const [[first = '', second = ''] = []] = ids()
    model.set({ kind: 'cell', row: first, column: 'title' }, 'edit')
    expect(press(down)).toBe(moves)
    expect(ids()[0]?.[0]).toBe(moves ? second : first)
  })

  it('[SH14] moves the row of a selected cell on a Mac, too', () => {
    const { press, model, ids } = open(MAC)
    const [[first = '', second = ''] = []] = ids()
    model.set({ kind: 'cell', row: first, column: 'title' }, 'select')
    expect(press(down)).toBe(true)
    expect(ids()[0]?.slice(0, 2)).toEqual([second, first])
  })
})

describe('a table without a focus', () => {
  it('[SH16] is entered at a column that is shown', () => {
    const { press, model, actions } = open(LINUX)
    actions.hideColumn('title', true)
    const grid = document.createElement('div')
    grid.dataset.grid = ''
    expect(press({ code: 'ArrowDown', key: 'ArrowDown' }, grid)).toBe(true)
    expect(model.get()?.spot).toMatchObject({ column: 'period' })
  })
})

describe('an input method', () => {
  it.each(['Enter', 'Tab', 'Escape'])('[CE11] %s that ends a word in Safari leaves no cell', (name) => {
    const { press, model, ids } = open(MAC)
    const [[row = ''] = []] = ids()
    const spot = { kind: 'cell', row, column: 'period' } as const
    model.set(spot, 'edit')
    expect(press({ code: name, key: name, keyCode: 229 })).toBe(false)
    expect(model.get()).toMatchObject({ spot, mode: 'edit' })
    press({ code: name, key: name, keyCode: 13 })
    expect(model.get()).not.toMatchObject({ spot, mode: 'edit' })
  })

  it.each(['Process', 'Unidentified', 'n'])('[CE11] begins a word over a selected cell with %s', (name) => {
    const { press, model, ids } = open(LINUX)
    const [[row = ''] = []] = ids()
    model.set({ kind: 'cell', row, column: 'title' }, 'select')
    press({ code: 'KeyN', key: name, keyCode: 229 })
    expect(model.get()?.mode).toBe('edit')
  })
})
