/** Where the board's keys lead. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { BoardFocus } from '../../../../client/board/focus.ts'
import { handleKey, stepFrom } from '../../../../client/board/keyboard.ts'
import { boardOf } from '../../../../shared/board/board.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'

const start = () => {
  const periods = ['март', 'март', 'март', 'май']
  const items = periods.map((period, at) => itemDraft(`Строка ${at + 1}`, { period }))
  const view = new PlanProjection(
    planDoc({ ...planDraft(0, 0), sections: [{ title: 'Раздел', department: null, items }] }),
  ).view()
  const board = boardOf(view, { by: 'month', shown: null, departments: [] })
  const rows = view.sections[0]?.rows.map(({ id }) => id) ?? []
  return { board, rows }
}

test('[BD10] arrows go from card to card, over empty columns, and stop at the edges', () => {
  const { board, rows } = start()
  const [a = '', b = '', c = '', d = ''] = rows
  const go = (row: string, key: string) => rows.indexOf(stepFrom(board, row, key) ?? '') + 1
  expect([go(a, 'ArrowDown'), go(b, 'ArrowUp'), go(a, 'End'), go(c, 'Home')]).toEqual([2, 1, 3, 1])
  expect([go(c, 'ArrowRight'), go(d, 'ArrowLeft'), go(a, 'ArrowLeft'), go(a, 'ArrowUp')]).toEqual([
    4, 1, 0, 0,
  ])
})

test('[BD10] Alt and an arrow carry the card; other keys are not the board’s', () => {
  const { board, rows } = start()
  const [row = ''] = rows
  const focus = new BoardFocus()
  const setup = {
    board,
    focus,
    go: vi.fn<(to: string) => void>(),
    shift: vi.fn<(carried: string, step: -1 | 1) => void>(),
    close: () => false,
  }
  onTestFinished(() => document.body.replaceChildren())
  document.body.innerHTML = `<button data-card="${row}">x</button>`
  const button = document.body.firstElementChild
  const press = (code: string, init: KeyboardEventInit = {}, on: Element | null = button): boolean => {
    let mine = false
    const listen = (event: Event) => void (mine = handleKey(event as KeyboardEvent, document.body, setup))
    document.body.addEventListener('keydown', listen, { once: true })
    on?.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true, ...init }))
    return mine
  }
  expect(press('ArrowRight', { altKey: true })).toBe(true)
  expect(setup.shift).toHaveBeenCalledWith(row, 1)
  expect(press('ArrowDown')).toBe(true)
  expect(setup.go).toHaveBeenCalledWith(rows[1])
  // Between two columns the keyboard is the board's, for the card that is on its way.
  setup.focus.set({ at: rows[3] ?? '' })
  press('ArrowLeft', { altKey: true }, document.body)
  expect(setup.shift).toHaveBeenLastCalledWith(rows[3], -1)
  expect([press('KeyA'), press('Enter'), press('Escape')]).toEqual([false, false, false])
})
