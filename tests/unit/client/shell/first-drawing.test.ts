/** When the page is drawn for the first time (SPEC FR8). */
import { expect, test } from 'vitest'
import { firstDrawing } from '../../../../client/shell/first-drawing.ts'
import type { Route } from '../../../../client/shell/router.ts'

const PLAN: Route = { kind: 'plan', planId: 'MV6YjFxezfKJ', target: null, search: '' }
const HOME: Route = { kind: 'home' }
const ANNA = { id: 'anna', name: 'Анна', role: 'editor', plans: {} }

const openable = <T = void>() => {
  let open: (value: T) => void = () => {}
  let fail: (error: Error) => void = () => {}
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  promise.catch(() => null)
  return { promise, open, fail }
}

/** A page that begins at `route` for Anna, or for nobody; everything that it waits for comes when the test says so. */
const begin = (route: Route, isInside = true) => {
  const asked = openable()
  const time = openable()
  const code = openable<object>()
  const plan = openable()
  const told: string[] = []
  let now = route
  const listeners = new Set<() => void>()
  const account = { get: () => (isInside ? { kind: 'inside', me: ANNA } : { kind: 'outside' }) }
  const router = {
    get: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const page = {
    openAhead: (planId: string, me: { id: string }) => {
      told.push(`open ${planId} for ${me.id}`)
      return plan.promise
    },
    leaveAhead: () => told.push('leave'),
  }
  const source = { preload: () => code.promise }
  const pages = { home: source, plan: source, ahead: source }
  const later = (ms: number) => {
    told.push(`${ms} ms`)
    return time.promise
  }
  let isDrawn = false
  void firstDrawing(asked.promise, { account, router } as never, later, pages as never).then(
    () => (isDrawn = true),
  )
  const goes = (next: Route) => {
    now = next
    for (const listener of listeners) listener()
  }
  /** Everything that is due has happened. */
  const drawn = async (): Promise<boolean> => {
    await new Promise((resolve) => void setImmediate(resolve))
    return isDrawn
  }
  return { asked, time, code, plan, page, told, goes, drawn }
}

test('[FR8] a plan is opened as soon as its code is there and it is known for whom, and drawn when it stands', async () => {
  const { asked, code, plan, page, told, drawn } = begin(PLAN)
  asked.open()
  expect(await drawn()).toBe(false)
  expect(told).toEqual(['400 ms'])
  code.open(page)
  expect(await drawn()).toBe(false)
  expect(told).toEqual(['400 ms', 'open MV6YjFxezfKJ for anna'])
  plan.open()
  expect(await drawn()).toBe(true)
})

test('[FR8] what takes long is drawn as it is after a moment', async () => {
  for (const route of [PLAN, HOME]) {
    const { time, drawn } = begin(route)
    expect(await drawn()).toBe(false)
    time.open()
    expect(await drawn()).toBe(true)
  }
})

test('[FR8] who has not come in sees the door at once, and no plan is opened', async () => {
  const { asked, code, page, told, drawn } = begin(PLAN, false)
  asked.open()
  expect(await drawn()).toBe(true)
  code.open(page)
  await drawn()
  expect(told).toEqual(['400 ms'])
})

test('[FR8] code that does not come is told of at once', async () => {
  for (const route of [PLAN, HOME]) {
    const { asked, code, drawn } = begin(route)
    code.fail(new TypeError('Failed to fetch'))
    asked.open()
    expect(await drawn()).toBe(true)
  }
})

test('[FR8] pages without a plan wait for their code alone', async () => {
  const home = begin(HOME)
  home.asked.open()
  expect(await home.drawn()).toBe(false)
  home.code.open({})
  expect(await home.drawn()).toBe(true)
  const people = begin({ kind: 'people' })
  people.asked.open()
  expect(await people.drawn()).toBe(true)
})

test('[FR8] a plan that is left before it is drawn is closed, or is not opened at all', async () => {
  const early = begin(PLAN)
  early.asked.open()
  await early.drawn()
  early.goes(HOME)
  early.code.open(early.page)
  expect(await early.drawn()).toBe(true)
  expect(early.told).toEqual(['400 ms'])
  const late = begin(PLAN)
  late.asked.open()
  late.code.open(late.page)
  await late.drawn()
  late.goes(HOME)
  late.goes(PLAN)
  expect(late.told.slice(1)).toEqual(['open MV6YjFxezfKJ for anna', 'leave'])
})
