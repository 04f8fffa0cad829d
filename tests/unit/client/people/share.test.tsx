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
  expect(sent.at(-1)).toMatchObject({
    call: 'PUT /api/plans/p/calendar-link',
    body: { on: false, renew: true },
  })
  expect(sent.some(({ call }) => call.endsWith('/people'))).toBe(false)
})

const inputs = () => [...document.querySelectorAll('input')].map(({ value }) => value)
const switches = () => [...document.querySelectorAll<HTMLInputElement>('[role=switch]')]

test('[PX22] a link shows what its change answered, though nobody can be asked a second time', async () => {
  const answers: Parameters<typeof apiAnswering>[0] = {
    'GET /api/plans/p/public-link': [200, { on: true, link: LINK }],
    'GET /api/plans/p/calendar-link': [200, { on: false, link: null }],
    'PUT /api/plans/p/public-link': [200, { on: true, link: 'https://plan.example/public#renewed' }],
  }
  const { api } = apiAnswering(answers)
  const drawn = await draw(
    <ShareDialog api={api} planId="p" departments={[]} hasPeople={false} onClose={() => {}} />,
  )
  remove = drawn.remove
  // The network goes with the answer.
  delete answers['GET /api/plans/p/public-link']
  await click(ru('share.link.renew'))
  await act(async () =>
    [...document.querySelectorAll('button')]
      .findLast(({ textContent }) => textContent === ru('share.link.renew'))
      ?.click(),
  )
  expect(inputs()).toContain('https://plan.example/public#renewed')
  expect(inputs()).not.toContain(LINK)
})

test('[PX22] where the answer to turning a link on was lost it is looked at again, and is shown as it is', async () => {
  const answers: Parameters<typeof apiAnswering>[0] = {
    'GET /api/plans/p/public-link': [200, { on: false, link: null }],
    'GET /api/plans/p/calendar-link': [200, { on: false, link: null }],
  }
  const { api } = apiAnswering(answers)
  const drawn = await draw(
    <ShareDialog api={api} planId="p" departments={[]} hasPeople={false} onClose={() => {}} />,
  )
  remove = drawn.remove
  answers['GET /api/plans/p/public-link'] = [200, { on: true, link: LINK }]
  await act(async () => switches()[0]?.click())
  expect(text()).toContain(ru('error.network'))
  expect(inputs()).toContain(LINK)
})
