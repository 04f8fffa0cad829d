/** Fetching the views before they are asked for (SPEC YS3). */
import { expect, test } from 'vitest'
import { fetchAhead, type SavingIdler } from '../../../../client/shell/views-ahead.ts'
import { defineModule, type Module } from '../../../../client/ui/use-module.ts'

/** A browser that is idle, or whose time has passed, when it is told so. */
const browserOf = (saveData: boolean, hasIdle: boolean) => {
  const waiting = new Map<number, () => void>()
  let handle = 0
  const wait = (run: () => void): number => {
    waiting.set(++handle, run)
    return handle
  }
  const leave = (one: number): void => void waiting.delete(one)
  const browser: SavingIdler = {
    ...(hasIdle && { requestIdleCallback: wait, cancelIdleCallback: leave }),
    setTimeout: hasIdle ? () => expect.fail('the browser says itself when it is idle') : wait,
    clearTimeout: leave,
    navigator: { connection: { saveData } },
  }
  const rest = () => {
    const due = [...waiting.values()]
    waiting.clear()
    for (const run of due) run()
  }
  return { browser, rest, waits: () => waiting.size }
}

const partsOf = (asked: string[]): Module<unknown>[] =>
  ['board', 'gone', 'year'].map((name) =>
    defineModule(() => {
      asked.push(name)
      return name === 'gone' ? Promise.reject(new Error('offline')) : Promise.resolve(name)
    }),
  )

test('[YS3] in idle moments alone, one after the other, past one that does not come', async () => {
  for (const hasIdle of [true, false]) {
    const asked: string[] = []
    const { browser, rest, waits } = browserOf(false, hasIdle)
    fetchAhead(browser, partsOf(asked))
    expect(asked).toEqual([])
    for (const sofar of [['board'], ['board', 'gone'], ['board', 'gone', 'year']]) {
      await expect.poll(waits).toBe(1)
      rest()
      expect(asked).toEqual(sofar)
    }
    expect(waits()).toBe(0)
  }
})

test('[YS3] nothing where the reader saves data, and nothing more once the page has gone', async () => {
  const asked: string[] = []
  const saving = browserOf(true, true)
  fetchAhead(saving.browser, partsOf(asked))
  expect(saving.waits()).toBe(0)
  const { browser, rest, waits } = browserOf(false, true)
  const stop = fetchAhead(browser, partsOf(asked))
  rest()
  await expect.poll(waits).toBe(1)
  stop()
  expect(waits()).toBe(0)
  expect(asked).toEqual(['board'])
})
