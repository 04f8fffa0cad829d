/** Following a colleague (SPEC LV8). */
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Colleague } from '../../../../client/plan/plan-session.ts'
import { useFollow as useFollowing } from '../../../../client/presence/use-follow.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { useFollow as useFollowInSheet } from '../../../../client/table/use-sheet-handle.ts'
import { useStore } from '../../../../client/plan/use-plan.ts'
import { draw } from './support.tsx'

let remove = async () => {}
afterEach(() => remove())

const at = (row: string): Colleague =>
  ({ clientId: 7, name: 'Борис', hue: 1, place: { row, field: 'title', section: null } }) as Colleague

test('[LV8] a colleague in a row that is not shown yet is followed there when it is', async () => {
  const colleagues = createValue<readonly Colleague[]>([at('r2')])
  const keys = createValue<readonly string[]>(['r:r1'])
  const [session, scrollToIndex] = [{ colleagues }, vi.fn<(index: number) => void>()]
  const Sheet = () => {
    const lines = { keys: useStore(keys) }
    type Setup = Parameters<typeof useFollowInSheet>[2]
    useFollowInSheet(session, 7, {
      lines,
      virtualizer: { scrollToIndex },
      sheet: { current: null },
    } as unknown as Setup)
    return null
  }
  remove = (await draw(<Sheet />)).remove
  expect(scrollToIndex).not.toHaveBeenCalled()
  await act(async () => keys.set(['r:r1', 'r:r2']))
  expect(scrollToIndex.mock.calls.map(([index]) => index)).toEqual([1])
  // Whoever is followed is not scrolled to again because lines come.
  await act(async () => keys.set(['r:r0', 'r:r1', 'r:r2']))
  expect(scrollToIndex).toHaveBeenCalledTimes(1)
  await act(async () => colleagues.set([at('r1')]))
  expect(scrollToIndex.mock.calls.at(-1)?.[0]).toBe(1)
})

test('[LV8] one Esc ends it, also where the sheet keeps Esc for itself; what lies over the page has its own', async () => {
  const colleagues = createValue<readonly Colleague[]>([at('r1')])
  const Page = () => {
    const { followed, follow } = useFollowing({ colleagues })
    return (
      <>
        <button id="follow" onClick={() => follow(7)}>
          {followed}
        </button>
        <button id="cell" onKeyDown={(event) => event.stopPropagation()}>
          cell
        </button>
        <div role="dialog">
          <button id="over">over</button>
        </div>
      </>
    )
  }
  const drawn = await draw(<Page />)
  remove = drawn.remove
  const part = (id: string) => drawn.container.querySelector<HTMLElement>(`#${id}`)
  const escape = (id: string) =>
    act(async () => part(id)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  await act(async () => part('follow')?.click())
  await escape('over')
  expect(part('follow')?.textContent).toBe('7')
  await escape('cell')
  expect(part('follow')?.textContent).toBe('')
})
