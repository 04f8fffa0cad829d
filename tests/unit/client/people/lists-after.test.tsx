/** Lists whose second look fails after something in them was ended. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Sessions } from '../../../../client/people/account/Sessions.tsx'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { draw } from '../presence/support.tsx'
import { text } from './hands.ts'
import { apiAnswering } from './samples.ts'

let remove = async () => {}
afterEach(() => remove())

test('[PX22] a session that was ended goes from the list though the list is not read again', async () => {
  const at = '2026-01-01T00:00:00.000Z'
  const session = (id: string, current: boolean) => ({
    id,
    createdAt: at,
    seenAt: at,
    agent: '',
    address: id,
    current,
  })
  const answers: Parameters<typeof apiAnswering>[0] = {
    'GET /api/account/sessions': [200, { sessions: [session('10.0.0.1', true), session('10.0.0.2', false)] }],
    'DELETE /api/account/sessions/10.0.0.2': [200, {}],
  }
  const calls = createPeopleApi(apiAnswering(answers).api.call)
  const drawn = (
    <PeopleWords>
      <Sessions calls={calls} onLeaveEverywhere={async () => {}} />
    </PeopleWords>
  )
  remove = (await draw(drawn)).remove
  expect(text()).toContain('10.0.0.2')
  answers['GET /api/account/sessions'] = undefined
  const ends = [...document.querySelectorAll<HTMLButtonElement>('li button')].at(-1)
  await act(async () => ends?.click())
  expect(text()).not.toContain('10.0.0.2')
  expect(text()).toContain('10.0.0.1')
})
