/** The dialog of a plan's people and links (SPEC CX2). */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { ShareDialog } from '../../../../client/people/share/ShareDialog.tsx'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { click, text } from './hands.ts'
import { apiAnswering } from './samples.ts'

let remove = async () => {}
afterEach(() => remove())

const LINK = 'https://plan.example/public#secret'

test('[CX2] a trial offers the links, says why nobody has a role, and asks for no people', async () => {
  const { api, sent } = apiAnswering({
    'GET /api/plans/p/public-link': [200, { on: true, link: LINK }],
    'GET /api/plans/p/calendar-link': [200, { on: true, link: 'https://plan.example/calendar/x.ics' }],
    'PUT /api/plans/p/calendar-link': [200, { on: false, link: null }],
  })
  const drawn = await draw(
    <ShareDialog api={api} planId="p" departments={[]} hasPeople={false} onClose={() => {}} />,
  )
  remove = drawn.remove
  expect(text()).toContain(ru('share.people.trial'))
  expect([...document.querySelectorAll('input')].map(({ value }) => value)).toContain(LINK)
  // Turning a calendar off is asked about first: those who have the address hear nothing of it.
  await act(async () => [...document.querySelectorAll<HTMLElement>('[role=switch]')].at(-1)?.click())
  expect(text()).toContain(ru('share.calendar.off.title'))
  await click(ru('share.calendar.off'))
  expect(sent.at(-2)).toMatchObject({
    call: 'PUT /api/plans/p/calendar-link',
    body: { on: false, renew: true },
  })
  expect(sent.some(({ call }) => call.endsWith('/people'))).toBe(false)
})
