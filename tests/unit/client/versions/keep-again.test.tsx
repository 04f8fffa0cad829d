/** A dialog whose answer was lost asks for the same thing once more. */
import { act } from 'react'
import { expect, test } from 'vitest'
import { createApi } from '../../../../client/api.ts'
import { KeepDialog } from '../../../../client/versions/dialogs.tsx'
import { VersionWords } from '../../../../client/versions/VersionWords.tsx'
import { createVersionsApi } from '../../../../client/versions/api.ts'
import { draw } from '../presence/support.tsx'

test('[IK6] an edition is kept under the same key when its dialog asks again', async () => {
  const keys: string[] = []
  const api = createApi(
    () => 'ru',
    async (_, init) => {
      keys.push(new Headers(init?.headers).get('Idempotency-Key') ?? '')
      throw new TypeError('no network')
    },
  )
  const nothing = () => undefined
  const page = await draw(
    <VersionWords>
      <KeepDialog calls={createVersionsApi(api.call, 'p1')} onClose={nothing} onDone={nothing} />
    </VersionWords>,
  )
  for (let time = 0; time < 2; time++) {
    act(() => document.querySelector('form')?.requestSubmit())
    await act(() => new Promise((resolve) => setImmediate(resolve)))
  }
  await page.remove()
  expect(keys).toEqual([expect.stringMatching(/./), keys[0]])
})
