/** The step that gives a plan for approval says where nobody may approve it. */
import { act } from 'react'
import { expect, test } from 'vitest'
import { KeepDialog } from '../../../../client/versions/dialogs.tsx'
import { VersionWords } from '../../../../client/versions/VersionWords.tsx'
import { createVersionsApi } from '../../../../client/versions/api.ts'
import { ru } from '../../../support/words.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'

const said = async (anybody: boolean, offer: 'mine' | 'others' | undefined) => {
  const { api, sent } = apiAnswering({ 'GET /api/plans/p1/approvers': [200, { anybody }] })
  const calls = createVersionsApi(api.call, 'p1')
  const nothing = () => undefined
  const page = await draw(
    <VersionWords>
      <KeepDialog {...{ calls }} {...(offer && { offer })} onClose={nothing} onDone={nothing} />
    </VersionWords>,
  )
  await act(() => new Promise((resolve) => setImmediate(resolve)))
  const isSaid = document.body.textContent.includes(ru('versions.offer.nobody'))
  await page.remove()
  return [isSaid, sent.length]
}

test('[LQ9] giving for approval says where nobody may approve, and asks only where it matters', async () => {
  expect(await said(false, 'others')).toEqual([true, 1])
  expect(await said(true, 'others')).toEqual([false, 1])
  // Who may approve is somebody, and an edition that is only kept waits for nobody.
  expect(await said(false, 'mine')).toEqual([false, 0])
  expect(await said(false, undefined)).toEqual([false, 0])
})
