/** The first pages while answers come late and years are typed. */
import { afterEach, expect, test } from 'vitest'
import { NewPlanDialog } from '../../../../client/home/NewPlanDialog.tsx'
import { nextPlanYear } from '../../../../client/home/plan-year.ts'
import type { Creating } from '../../../../client/home/use-creating.ts'
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
