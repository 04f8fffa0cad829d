/** The pages of the audit trail while records come. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { AuditTrail } from '../../../../client/people/audit/AuditTrail.tsx'
import { NO_FILTER } from '../../../../client/people/audit/audit-filter.ts'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { click } from './hands.ts'

let remove = async () => {}
afterEach(() => remove())

const PAGE = 50

test('[PX21] records that come while older ones are shown push none of the trail out of sight', async () => {
  const trail = Array.from({ length: PAGE * 2 }, (_, number) => number)
  /** As the server does it: the newest first, each page up to a record and the number where the next begins. */
  const answer = (path: string) => {
    const before = Number(new URLSearchParams(path.split('?')[1]).get('before') ?? trail.length)
    const numbers = trail.slice(Math.max(0, before - PAGE), before).toReversed()
    const records = numbers.map((one) => ({ at: '2022-01-01T00:00:00Z', by: null, action: `act-${one}` }))
    return { records, next: before > PAGE ? before - PAGE : null }
  }
  const calls = createPeopleApi(async (path, schema) => schema.parse(answer(path)))
  const drawn = await draw(
    <PeopleWords>
      <AuditTrail {...{ calls }} filter={NO_FILTER} people={[]} departments={[]} titles={new Map()} />
    </PeopleWords>,
  )
  remove = drawn.remove
  const shown = () => [...document.querySelectorAll('tbody tr td:last-child')].map((one) => one.textContent)
  await click(ru('audit.more'))
  expect(shown()).toHaveLength(PAGE * 2)
  const comeIntoSight = () => act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  await comeIntoSight()
  // Nothing has come: what was read stands.
  expect(shown()).toHaveLength(PAGE * 2)
  trail.push(...Array.from({ length: PAGE / 2 }, (_, number) => trail.length + number))
  await comeIntoSight()
  while (shown().length < trail.length) await click(ru('audit.more'))
  expect(shown()).toEqual(trail.toReversed().map((one) => `act-${one}`))
})
