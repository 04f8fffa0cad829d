/** The first pages while answers come late and years are typed. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Api, PlanSummary } from '../../../../client/api.ts'
import { NewPlanDialog } from '../../../../client/home/NewPlanDialog.tsx'
import { nextPlanYear } from '../../../../client/home/plan-year.ts'
import type { Creating } from '../../../../client/home/use-creating.ts'
import { usePlans } from '../../../../client/home/use-plans.ts'
import { ru } from '../../../support/words.ts'
import { inputOf, write } from '../people/hands.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

test('[UI13] a name that nobody has touched follows the year, one that somebody wrote stays', async () => {
  const creating: Creating = {
    asking: true,
    busy: null,
    ask: () => {},
    cancel: () => {},
    createSample: () => {},
    create: async () => {},
  }
  remove = (await draw(<NewPlanDialog {...{ creating }} />)).remove
  const name = () => inputOf(ru('home.create.name')).value
  const year = () => inputOf(ru('home.create.year'))
  const named = (of: string) => ru('home.create.name.value', { year: of })
  expect(name()).toBe(named(String(nextPlanYear(new Date()))))
  await write(year(), '2031')
  expect(name()).toBe(named('2031'))
  await write(year(), '20')
  expect(name()).toBe(named('2031'))
  await write(inputOf(ru('home.create.name')), 'Наш план')
  await write(year(), '2032')
  expect(name()).toBe('Наш план')
})

test('[UI23] an older answer about the plans does not replace a newer one', async () => {
  const answers: ((plans: PlanSummary[]) => void)[] = []
  const api = {
    plans: () => new Promise<PlanSummary[]>((resolve) => void answers.push(resolve)),
    trashedPlans: async () => [],
  } as unknown as Api
  const List = () => {
    const plans = usePlans(api)
    return plans.kind === 'ready' ? plans.live.map(({ title }) => title).join() : plans.kind
  }
  const { container, ...drawn } = await draw(<List />)
  remove = drawn.remove
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  const plan = (title: string) => ({ id: title, title, updatedAt: '' }) as PlanSummary
  await act(async () => answers[1]?.([plan('нынешний')]))
  await act(async () => answers[0]?.([plan('прежний')]))
  expect(container.textContent).toBe('нынешний')
})

test('[PX22] a plan that was deleted, or brought back, goes from its list though the lists are not read again', async () => {
  const plan = { id: 'p1', title: 'План', updatedAt: '' } as PlanSummary
  let isAway = false
  const read = async (plans: PlanSummary[]) => {
    if (isAway) throw new Error('nobody answers')
    return plans
  }
  const api = {
    plans: () => read([plan]),
    trashedPlans: () => read([]),
    deletePlan: async () => {},
    undeletePlan: async () => {},
  } as unknown as Api
  const List = () => {
    const plans = usePlans(api)
    return (
      <>
        <button aria-label="remove" onClick={() => void plans.remove(plan)} />
        <button aria-label="restore" onClick={() => void plans.restore(plan)} />
        {plans.kind === 'ready' ? `${plans.live.length} ${plans.trashed.length}` : plans.kind}
      </>
    )
  }
  const { container, ...drawn } = await draw(<List />)
  remove = drawn.remove
  expect(container.textContent).toBe('1 0')
  isAway = true
  const [removing, restoring] = container.querySelectorAll('button')
  await act(async () => removing?.click())
  expect(container.textContent).toBe('0 1')
  await act(async () => restoring?.click())
  expect(container.textContent).toBe('1 0')
})

test('[UI15] a month that is overloaded is told in words that suit every number', () => {
  expect(ru('check.overloaded-month', { month: 'Март', count: '22' })).toContain('мероприятий 22,')
})
