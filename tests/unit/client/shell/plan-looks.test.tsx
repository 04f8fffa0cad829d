/** The views in a narrow window: a choice leads out of the drawer. */
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DrawerLooks } from '../../../../client/shell/PlanLooks.tsx'
import type { Looks } from '../../../../client/shell/use-looks.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
beforeEach(() => {
  const narrow = () => Object.assign(new EventTarget(), { matches: true }) as unknown as MediaQueryList
  vi.spyOn(window, 'matchMedia').mockImplementation(narrow)
})
afterEach(async () => {
  await remove()
  vi.restoreAllMocks()
})

test('[RX2] every choice of a view closes the drawer, of the one in whose place the report stands, too', async () => {
  const done: string[] = []
  const looks = {
    view: 'document',
    hasBar: false,
    show: (view: string) => done.push(`show ${view}`),
  } as unknown as Looks
  const cover = { isOn: true, lift: () => done.push('lift') }
  const drawn = await draw(<DrawerLooks {...{ looks, cover }} onLeave={() => done.push('leave')} />)
  remove = drawn.remove
  const press = async (name: string) => {
    const button = [...drawn.container.querySelectorAll('button')].find(
      ({ textContent }) => textContent === name,
    )
    await act(async () => button?.click())
    return done.splice(0)
  }
  expect(await press(ru('plan.view.document'))).toEqual(['lift', 'leave'])
  expect(await press(ru('plan.view.board'))).toEqual(['lift', 'show board', 'leave'])
})
