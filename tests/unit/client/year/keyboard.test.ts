/** Where the year's keys lead. */
import { expect, test, vi } from 'vitest'
import { Box } from '../../../../client/plan/box.ts'
import { YearFocus } from '../../../../client/year/focus.ts'
import { handleKey, stepFrom } from '../../../../client/year/keyboard.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { yearOf } from '../../../../shared/year/year.ts'
import { planDoc, planDraft } from '../../../support/drafts.ts'

const start = () => {
  const view = new PlanProjection(planDoc(planDraft(3, 8))).view()
  const year = yearOf(view, { by: 'section', shown: null, departments: [] })
  const rows = view.sections.flatMap((section) => section.rows.map(({ id }) => id))
  return { year, rows }
}

test('[YV8] arrows go from row to row over the bands, a page is ten, and the ends are the ends', () => {
  const { rows } = start()
  const go = (at: number, key: string) => rows.indexOf(stepFrom(rows, rows[at] ?? '', key) ?? '')
  expect([go(0, 'ArrowDown'), go(8, 'ArrowUp'), go(7, 'ArrowDown'), go(0, 'ArrowUp')]).toEqual([1, 7, 8, -1])
  expect([go(5, 'PageDown'), go(5, 'PageUp'), go(5, 'Home'), go(5, 'End'), go(5, 'ArrowLeft')]).toEqual([
    15,
    0,
    0,
    rows.length - 1,
    -1,
  ])
})

test('[YV8, YV11] Alt and an arrow move the dates, arrows on an end that end; other keys are not the year’s', () => {
  const { year, rows } = start()
  const [row = ''] = rows
  const setup = {
    year,
    rows: new Box<readonly string[] | null>(null),
    focus: new YearFocus(),
    go: vi.fn<(to: string) => void>(),
    shift: vi.fn<(moved: string, by: -1 | 1) => void>(),
    stretch: vi.fn<(moved: string, end: 'from' | 'to', by: -1 | 1) => void>(),
    close: () => false,
  }
  document.body.innerHTML = `<button data-year-row="${row}">x</button><span tabindex="0" data-year-end="to" data-of="${row}"></span>`
  const [button, end] = [document.querySelector('button'), document.querySelector('span')]
  const press = (code: string, init: KeyboardEventInit = {}, on: Element | null = button): boolean => {
    let mine = false
    const listen = (event: Event) => void (mine = handleKey(event as KeyboardEvent, document.body, setup))
    document.body.addEventListener('keydown', listen, { once: true })
    on?.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true, ...init }))
    return mine
  }
  expect(press('ArrowLeft', { altKey: true })).toBe(true)
  expect(setup.shift).toHaveBeenCalledWith(row, -1)
  expect(press('ArrowDown')).toBe(true)
  expect(setup.go).toHaveBeenCalledWith(rows[1])
  // Where a narrow window lists one month, through that list.
  setup.rows.set([rows[9] ?? '', row, rows[5] ?? ''])
  press('ArrowDown')
  expect(setup.go).toHaveBeenLastCalledWith(rows[5])
  press('Home')
  expect(setup.go).toHaveBeenLastCalledWith(rows[9])
  setup.rows.set(null)
  expect(press('ArrowRight', {}, end)).toBe(true)
  expect(setup.stretch).toHaveBeenCalledWith(row, 'to', 1)
  expect(press('Escape', {}, end)).toBe(true)
  expect(setup.go).toHaveBeenLastCalledWith(row)
  // Before a row is drawn the keyboard is the year's, for the row that is on its way.
  setup.focus.set({ at: rows[3] ?? '' })
  press('ArrowRight', { altKey: true }, document.body)
  expect(setup.shift).toHaveBeenLastCalledWith(rows[3], 1)
  expect([press('KeyA'), press('Enter'), press('Escape'), press('Home', {}, end)]).toEqual([
    false,
    false,
    false,
    false,
  ])
  document.body.innerHTML = ''
})
