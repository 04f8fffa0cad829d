/** Where the keys are after a change of page, while its parts come one after another. */
import '../presence/support.tsx'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { contentRef, usePageFocus } from '../../../../client/shell/use-page-focus.ts'

const Page = ({ page, frame }: { page: string; frame: string }) => {
  usePageFocus(page)
  return (
    <main key={frame} ref={contentRef} id="content" tabIndex={-1}>
      {frame}
      <button type="button">{page}</button>
    </main>
  )
}

test('[KX6] the content of another page has the focus, and what is drawn in its place; what comes first or was left takes none', async () => {
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const show = (page: string, frame: string) =>
    act(async () => root.render(<Page page={page} frame={frame} />))
  const focused = () => document.activeElement?.firstChild?.textContent
  const goOn = () => container.querySelector('button')?.focus()
  await show('list', 'list')
  expect(document.activeElement).toBe(document.body)
  goOn()
  for (const frame of ['opening', 'skeleton', 'rows']) {
    await show('plan', frame)
    expect(focused()).toBe(frame)
  }
  // Whoever has gone on is not pulled back.
  goOn()
  await show('plan', 'rows anew')
  expect(document.activeElement).toBe(document.body)
  await act(async () => root.unmount())
  container.remove()
})
