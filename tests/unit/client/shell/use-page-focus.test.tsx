/** Where the keys go after a change of page, while the page is still coming. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'
import { usePageFocus } from '../../../../client/shell/use-page-focus.ts'

const Page = ({ page, round }: { page: string; round: number }) => {
  usePageFocus(page)
  return (
    <main key={round} id="content" tabIndex={-1}>
      <input aria-label={page} />
    </main>
  )
}

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const mounted: (() => void)[] = []
afterEach(() => {
  for (const undo of mounted.splice(0)) undo()
})

const open = () => {
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  const show = async (page: string, round: number) => {
    await act(async () => root.render(<Page page={page} round={round} />))
    // Observers hear of it behind the work that made it.
    await Promise.resolve()
  }
  mounted.push(() => {
    act(() => root.unmount())
    host.remove()
  })
  return { show, focused: () => document.activeElement?.id ?? '' }
}

it('[LQ6] the focus is on the content of a new page, and on what replaces it while the page comes in', async () => {
  const { show, focused } = open()
  await show('home', 0)
  expect(focused()).toBe('')
  await show('plan', 0)
  expect(focused()).toBe('content')
  await show('plan', 1)
  expect(focused()).toBe('content')
  await show('plan', 2)
  expect(focused()).toBe('content')
})

it('[LQ6] who has gone on by themselves is left where they are', async () => {
  const { show, focused } = open()
  await show('home', 0)
  await show('plan', 0)
  document.querySelector('input')?.focus()
  await show('plan', 1)
  expect(focused()).toBe('')
  await show('home', 1)
  expect(focused()).toBe('content')
  window.dispatchEvent(new Event('pointerdown'))
  await show('home', 2)
  expect(focused()).toBe('')
})
