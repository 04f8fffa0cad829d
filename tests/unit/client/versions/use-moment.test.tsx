/** The plan at the stop where the handle of the line of time rests. */
import { act, useState } from 'react'
import { expect, test, vi } from 'vitest'
import type { HistoryApi } from '../../../../client/versions/history-api.ts'
import type { Stop } from '../../../../client/versions/stops.ts'
import { useMoment } from '../../../../client/versions/use-moment.ts'
import type { PlanJson } from '../../../../shared/plan/json.ts'
import { draw } from '../presence/support.tsx'

const stopAt = (at: string): Stop => ({ kind: 'step', at, first: at, by: 'anna', count: 1 })

test('[FT2] a moment that was left on the way is given up without an error, and the one at rest is shown', async () => {
  const asked: { at: string; signal: AbortSignal; come: (title: string) => void }[] = []
  const moment: HistoryApi['moment'] = (at, signal) =>
    new Promise((resolve, reject) => {
      asked.push({ at, signal, come: (title) => resolve({ title } as PlanJson) })
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  const calls = { moment } as HistoryApi
  const Page = () => {
    const [at, setAt] = useState('first')
    const { plan, loading, error } = useMoment(calls, stopAt(at))
    return (
      <button onClick={() => setAt('second')}>
        {plan?.title ?? '–'} {loading ? 'loading' : 'rests'} {error === null ? 'well' : 'failed'}
      </button>
    )
  }
  const { container, remove } = await draw(<Page />)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  await act(async () => container.querySelector('button')?.click())
  expect(asked[0]?.signal.aborted).toBe(true)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect([asked[1]?.at, asked[1]?.signal.aborted]).toEqual(['second', false])
  expect(container.textContent).toBe('– loading well')
  await act(async () => asked[1]?.come('План в марте'))
  expect(container.textContent).toBe('План в марте rests well')
  await remove()
})
