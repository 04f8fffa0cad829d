/** What is opened and whose code does not come (SPEC UI21). */
import { act, useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { LazyPart } from '../../../../client/shell/LazyPart.tsx'
import { toasts } from '../../../../client/ui/toast.ts'
import { defineModule } from '../../../../client/ui/use-module.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

test('[UI21] what is opened and does not come says so and closes; opened again it is fetched again', async () => {
  const earlier = toasts.visibleToasts.map(({ key }) => key)
  const outcomes = [Promise.reject(new Error('offline')), Promise.resolve('the panel')]
  let asked = 0
  const source = defineModule(() => outcomes[asked++] ?? Promise.reject(new Error('asked too often')))
  const Page = () => {
    const [open, setOpen] = useState(true)
    const close = () => setOpen(false)
    if (!open) return <button onClick={() => setOpen(true)}>open</button>
    return (
      <LazyPart source={source} onClose={close} waiting="wait">
        {(words) => <p>{words}</p>}
      </LazyPart>
    )
  }
  const drawn = await draw(<Page />)
  remove = drawn.remove
  expect(drawn.container.textContent).toBe('open')
  expect(asked).toBe(1)
  const said = toasts.visibleToasts.filter(({ key }) => !earlier.includes(key))
  expect(said.map(({ content }) => content)).toEqual([{ text: ru('error.network'), tone: 'bad' }])
  await act(async () => drawn.container.querySelector('button')?.click())
  expect(drawn.container.textContent).toBe('the panel')
  expect(asked).toBe(2)
})
