/** A file that nobody waits for any more (SPEC EX22). */
import { act } from 'react'
import { expect, test } from 'vitest'
import { createApi } from '../../../../client/api.ts'
import { useExport } from '../../../../client/exchange/use-export.ts'
import { toasts } from '../../../../client/ui/toast.ts'
import { draw } from '../presence/support.tsx'

const OPTIONS = { format: 'csv', locale: 'ru', version: null, hidden: false } as const

test('[EX22] an export whose dialog was closed is cancelled, and neither saved nor told', async () => {
  let sent: AbortSignal | null | undefined
  let answer: (response: Response) => void = () => {}
  const api = createApi(
    () => 'ru',
    (_, init) => {
      sent = init?.signal
      return new Promise((resolve) => (answer = resolve))
    },
  )
  const came: string[] = []
  let ended: Promise<void> = Promise.resolve()
  const Dialog = () => {
    const { download, cancel } = useExport(api, 'p', () => came.push('closed'))
    return (
      <>
        <button onClick={() => (ended = download(OPTIONS))}>go</button>
        <button onClick={cancel}>close</button>
      </>
    )
  }
  const before = toasts.visibleToasts.length
  const { container, remove } = await draw(<Dialog />)
  await act(async () => container.querySelector('button')?.click())
  expect(sent?.aborted).toBe(false)
  await act(async () => container.querySelectorAll('button')[1]?.click())
  await remove()
  expect(sent?.aborted).toBe(true)
  answer(new Response('a;b'))
  await ended
  expect(came).toEqual([])
  expect(toasts.visibleToasts.length).toBe(before)
})
