/** What the list of plans and a deleted plan's page offer to an editor who created one of the plans (SPEC PW2). */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { HomePage } from '../../../../client/home/HomePage.tsx'
import { PlanClosed } from '../../../../client/shell/PlanClosed.tsx'
import type { Services } from '../../../../client/shell/services.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { click, openMenu, text } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

const ME = identityOf({ id: 'u2', name: 'Анна', role: 'editor' })
const plan = (id: string, role: string) => ({
  id,
  title: `План ${id}`,
  year: 2022,
  organisation: '',
  state: 'draft',
  role,
  updatedAt: '2022-01-01T00:00:00Z',
})
const TRASH = { plans: [plan('mine-gone', 'chief'), plan('theirs-gone', 'editor')] }

test('[PW2] an editor has the menu and the way back of the plans that they created, and of no others', async () => {
  const { api, sent } = apiAnswering({
    'GET /api/plans': [200, { plans: [plan('mine', 'chief'), plan('theirs', 'editor')] }],
    'GET /api/plans?trash=1': [200, TRASH],
    'POST /api/plans/mine-gone/undelete': [204, null],
  })
  const show = async () => {
    const page = (
      <HomePage
        api={api}
        me={ME}
        onOpen={() => {}}
        onImport={() => {}}
        onNextYear={() => {}}
        onGather={() => {}}
      />
    )
    remove = (await draw(page)).remove
  }
  const offered = async (id: string) => {
    await show()
    await openMenu(ru('home.plan.menu', { title: `План ${id}` }))
    const items = [...document.querySelectorAll('[role=menuitem]')].map((one) => one.textContent)
    await remove()
    return items
  }
  expect(await offered('mine')).toEqual([ru('home.plan.next'), ru('home.plan.delete')])
  expect(await offered('theirs')).toEqual([ru('home.plan.next')])
  await show()
  await act(async () => document.querySelector<HTMLElement>('button[slot=trigger]')?.click())
  const lines = [...document.querySelectorAll('li')].filter((one) => /gone/.test(one.textContent))
  expect(lines.map((one) => one.querySelectorAll('button').length)).toEqual([1, 0])
  await click(ru('home.plan.undelete'))
  expect(sent.map(({ call }) => call)).toContain('POST /api/plans/mine-gone/undelete')
})

test('[PW2] who opens their own plan in the trash can take it out, and of others’ is told whom to ask', async () => {
  const { api } = apiAnswering({ 'GET /api/plans?trash=1': [200, TRASH] })
  const services = { api } as Services
  const show = async (planId: string) => {
    const props = { code: 'plan-in-trash', me: ME, services, session: {}, onReopen: () => {} }
    const drawn = await draw(<PlanClosed {...props} planId={planId} />)
    remove = drawn.remove
    const said = text()
    await remove()
    return [said.includes(ru('plan.closed.trash.restore')), said.includes(ru('plan.closed.trash.ask'))]
  }
  expect(await show('mine-gone')).toEqual([true, false])
  expect(await show('theirs-gone')).toEqual([false, true])
})
