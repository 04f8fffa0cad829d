/** When commits are made, on a clock that the test moves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pacer } from '../../../server/storage/pacer.ts'

let now = 0
let rounds: number[] = []
let pacer = new Pacer()
let isScheduled = false

/** What a journal does: one `next` a round, `more` for whatever else it appends. */
const append = async (): Promise<void> => {
  if (isScheduled) pacer.more()
  else {
    isScheduled = true
    pacer.next(() => {
      isScheduled = false
      rounds.push(now)
    })
  }
  await Promise.resolve()
}

/** Appends every `everyMs` until `until`. */
const type = async (everyMs: number, until: number): Promise<void> => {
  while (now + everyMs <= until) {
    await pass(everyMs)
    await append()
  }
}

const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left--) {
    now++
    await vi.advanceTimersByTimeAsync(1)
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  now = 1000
  rounds = []
  isScheduled = false
  pacer = new Pacer({ now: () => now })
})

afterEach(() => {
  vi.useRealTimers()
})

test('[FO2] whoever types alone has a commit a second, and one soon after the last key', async () => {
  await append()
  await type(120, 5000)
  expect(rounds).toEqual([1000, 2080, 3160, 4240])
  const last = now
  await pass(3000)
  expect(rounds).toHaveLength(5)
  expect((rounds.at(-1) ?? 0) - last).toBeLessThanOrEqual(1000)
})

test('[FO2] a single change after a pause is committed at once, the next one within a second', async () => {
  await append()
  expect(rounds).toEqual([1000])
  await pass(100)
  await append()
  await pass(1000)
  expect(rounds).toHaveLength(2)
  await pass(1000)
  await append()
  expect(rounds).toHaveLength(3)
  expect(rounds.at(-1)).toBe(now)
})

test('[FO2] no change waits longer than a second, however the others come behind it', async () => {
  await append()
  await pass(100)
  await append()
  const first = now
  await pass(600)
  await append()
  await pass(400)
  expect(rounds).toEqual([1000, first + 1000])
})

test('[FO2] as long as changes come no timer is what commits them', async () => {
  await append()
  for (let key = 0; key < 20; key++) {
    now += 120
    await append()
  }
  expect(rounds).toEqual([1000, 2080, 3160])
  expect(vi.getTimerCount()).toBe(1)
})

test('[FO2] what is worth a commit waits no longer than an interval', async () => {
  await append()
  await type(10, 2000)
  const gaps = rounds.slice(1).map((at, index) => at - (rounds[index] ?? 0))
  expect(gaps).toEqual([250, 250, 250, 250])
})
