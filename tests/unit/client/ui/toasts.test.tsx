/** Messages that pass, drawn: whose the keys are when they come and go. */
import { act } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { showToast, toasts } from '../../../../client/ui/toast.ts'
import { Toasts } from '../../../../client/ui/Toasts.tsx'
import { draw } from '../presence/support.tsx'

// Other files show messages, too.
beforeEach(() => toasts.clear())
afterEach(() => toasts.clear())

const frame = () => act(() => new Promise((done) => requestAnimationFrame(() => done(undefined))))

const show = async (text: string, label: string) => {
  await act(async () => showToast({ text, action: { label, run: () => {} } }))
  await frame()
}

const button = (label: string) => {
  const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)
  if (!found) throw new Error(`No button ${label}`)
  return found
}

it('[KG2] whoever has pressed a message’s button and writes elsewhere keeps the keys when the next messages go', async () => {
  const { container, remove } = await draw(<Toasts />)
  const field = container.appendChild(document.createElement('input'))
  field.focus()
  await show('Первое', 'Назад')
  await act(async () => button('Назад').focus())
  await act(async () => button('Назад').click())
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
  expect(document.activeElement).toBe(field)
  await act(async () => field.focus())
  await show('Второе', 'Раз')
  await show('Третье', 'Два')
  await act(async () => button('Два').click())
  expect(document.querySelectorAll('[role=alertdialog]')).toHaveLength(1)
  expect(document.activeElement).toBe(field)
  await remove()
})
