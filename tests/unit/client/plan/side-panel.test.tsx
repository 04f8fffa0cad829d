/** How a panel beside the sheet takes part in the keyboard's way. */
import { act, useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { SidePanel } from '../../../../client/plan/SidePanel.tsx'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

const LINES = ['first', 'second']

const Page = () => {
  const [open, setOpen] = useState(false)
  const [lines, setLines] = useState(LINES)
  const take = (line: string) => setLines((before) => before.filter((one) => one !== line))
  return (
    <>
      <button id="opener" onClick={() => setOpen(true)}>
        open
      </button>
      <button id="away" onClick={() => take('second')}>
        away
      </button>
      {open && (
        <SidePanel title="Корзина" onClose={() => setOpen(false)}>
          {lines.map((line) => (
            <button key={line} id={line} onClick={() => take(line)}>
              {line}
            </button>
          ))}
          <input id="own" aria-label="own" onKeyDown={(event) => event.preventDefault()} />
        </SidePanel>
      )}
    </>
  )
}

const at = (id: string) => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`no ${id}`)
  return element
}
const press = (id: string) =>
  act(async () => {
    at(id).focus()
    at(id).click()
  })
const escape = (element: Element | null) =>
  act(async () => {
    element?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  })
const panel = () => document.querySelector('section')

test('[CX3] the focus is in the panel, stays there when its line goes, and comes back on Esc', async () => {
  const drawn = await draw(<Page />)
  remove = drawn.remove
  await press('opener')
  expect(document.activeElement).toBe(panel())
  expect(panel()?.querySelector('h2')?.textContent).toBe('Корзина')
  await press('first')
  expect(document.activeElement).toBe(panel())
  // Who has gone elsewhere is left alone.
  act(() => at('second').focus())
  await press('away')
  expect(document.activeElement).toBe(at('away'))
  // What takes Esc for itself keeps it.
  await escape(at('own'))
  expect(panel()).not.toBeNull()
  await escape(drawn.container.querySelector(`[aria-label="${ru('common.close')}"]`))
  expect(panel()).toBeNull()
  expect(document.activeElement).toBe(at('opener'))
})
