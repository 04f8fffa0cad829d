/** The sheet's keys at work: what a key does in a selected and in an open cell. */
import type { KeyboardEvent as ReactKeyboardEvent } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EditorPort } from '../../../../client/editor/editor-port.ts'
import { NO_RIGHTS } from '../../../../client/plan/rights.ts'
import { SheetCells } from '../../../../client/table/cells.ts'
import { Keyboard } from '../../../../client/table/keyboard.ts'
import { Picks } from '../../../../client/table/picks.ts'
import { blocksToText } from '../../../../shared/plan/rich.ts'
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
  /** Whether the line has one, for each time that it is asked for. */
  const menus: boolean[] = []
  const keyboard = new Keyboard({
    model,
    actions,
    cells,
    mayWrite: () => true,
    grid: () => ({ lines: lines(), columns: columns(), page: 10 }),
    openMenu: () => menus.pop() ?? false,
    leaveGrid: () => {},
    isEditorReady: () => false,
  })
  const press = (init: KeyboardEventInit, target: HTMLElement = document.body) => {
    const nativeEvent = new KeyboardEvent('keydown', init)
    target.dispatchEvent(nativeEvent)
    return keyboard.handle(Object.assign(nativeEvent, { nativeEvent }) as unknown as ReactKeyboardEvent)
  }
  return { ...sheet, press, menus }
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

it('[KB1] leaves the menu key to the browser on a line that has no menu', () => {
  const { press, menus, model, ids } = open(LINUX)
  const [[row = ''] = []] = ids()
  model.set({ kind: 'cell', row, column: 'title' }, 'select')
  const key = { code: 'F10', key: 'F10', shiftKey: true }
  menus.push(false, true)
  expect([press(key), press(key)]).toEqual([true, false])
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

describe('what is typed while the editor is on its way', () => {
  const openTwo = () => {
    const sheet = open(LINUX)
    const [[first = '', second = ''] = []] = sheet.ids()
    const spot = (row: string, column = 'title') => ({ kind: 'cell', row, column }) as const
    sheet.model.onTypedLeft((typed) => sheet.actions.typeInto(typed.spot, typed.text))
    const type = (words: string) => Array.from(words).forEach((key) => sheet.press({ key }))
    const words = (row: string, column = 'title') =>
      blocksToText(sheet.view().sections[0]?.rows.find(({ id }) => id === row)?.cells[column] ?? [])
    return { ...sheet, first, second, spot, type, words }
  }

  it('[SH22] comes into the editor of the cell that is still open', () => {
    const { model, type, words, first, spot } = openTwo()
    const before = words(first)
    model.set(spot(first), 'select')
    type('абв')
    const insertText = vi.fn<(text: string) => void>()
    model.setPort({ insertText } as unknown as EditorPort)
    expect(insertText.mock.calls).toEqual([['абв']])
    model.set(spot(first), 'select')
    expect(words(first)).toBe(before)
  })

  it('[SH22] is written into the cell that was left, and not into the next one', () => {
    const { model, session, type, words, first, second, spot } = openTwo()
    const before = [words(first), words(second)]
    model.set(spot(first), 'select')
    type('абв')
    model.set(spot(second), 'edit')
    expect([words(first), words(second)]).toEqual([`${before[0]}абв`, before[1]])
    type('где')
    const insertText = vi.fn<(text: string) => void>()
    model.setPort({ insertText } as unknown as EditorPort)
    expect(insertText.mock.calls).toEqual([['где']])
    session.undo.undo()
    expect(words(first)).toBe(before[0])
  })

  it('[SH22] is written where the cell is closed, picked away from, or gone with the sheet', () => {
    const { model, actions, type, words, first, second, spot } = openTwo()
    const before = words(first)
    model.set(spot(first), 'select')
    type('а')
    model.set(spot(first), 'select')
    expect(words(first)).toBe(`${before}а`)
    type('б')
    model.pick(spot(second))
    expect(words(first)).toBe(`${before}аб`)
    const stop = model.onTypedLeft((typed) => actions.typeInto(typed.spot, typed.text))
    model.set(spot(first), 'select')
    type('в')
    stop()
    expect(words(first)).toBe(`${before}абв`)
  })

  it('[SH22] is written while the session ends, before nothing may be written any more', () => {
    const { model, session, type, words, first, spot } = openTwo()
    const before = words(first)
    model.set(spot(first), 'select')
    type('абв')
    model.leaveTyped()
    session.rights.set(NO_RIGHTS)
    model.set(spot(first), 'select')
    expect(words(first)).toBe(`${before}абв`)
  })

  it('[SH22] is not written where writing is not one’s own any more', () => {
    const { model, session, type, told, words, first, second, spot } = openTwo()
    const before = words(first)
    model.set(spot(first), 'select')
    type('абв')
    session.rights.set(NO_RIGHTS)
    model.set(spot(second), 'select')
    expect(words(first)).toBe(before)
    expect(told).toHaveLength(1)
  })
})
