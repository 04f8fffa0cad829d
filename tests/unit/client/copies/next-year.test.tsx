/** The dialog of next year's plan: which year it is made for. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { type Api, ApiError } from '../../../../client/api.ts'
import { NextYearDialog } from '../../../../client/copies/NextYearDialog.tsx'
import type { Preview } from '../../../../client/copies/schemas.ts'
import { ru } from '../../../support/words.ts'
import { click, inputOf, text, write } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

const previewOf = (year: number): Preview => ({
  of: `print ${year}`,
  from: 2026,
  year,
  title: `План на ${year} год`,
  columns: [],
  sections: [],
  leave: [],
  proposals: [],
})

type Answered = {
  path: string
  body: unknown
  answer: (value: unknown) => void
  fail: (error: unknown) => void
}

/** The dialog over a server that answers when the test says so. */
const opened = async () => {
  const asked: Answered[] = []
  const call: unknown = (path: string, _schema: unknown, request: { body?: unknown } = {}) =>
    new Promise<unknown>((answer, fail) => asked.push({ path, body: request.body, answer, fail }))
  const api = { ...apiAnswering({}).api, call: call as Api['call'] }
  const page = await draw(<NextYearDialog {...{ api }} planId="p" onClose={() => {}} onCreated={() => {}} />)
  remove = page.remove
  const years = () => asked.map(({ path }) => /year=(\d+)/.exec(path)?.[1] ?? null)
  const answerLast = (value: unknown) => act(async () => asked.at(-1)?.answer(value))
  await answerLast(previewOf(2027))
  return { asked, years, answerLast }
}

const typeYear = (year: string) => write(inputOf(ru('next.year')), year)

const mainButton = (words: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent === words)
  if (!found) throw new Error(`no button ${words}`)
  return found
}

test('[NY13] a year that is typed again before the answer to another is asked for again, and is the one that is made', async () => {
  const { asked, years, answerLast } = await opened()
  await typeYear('2028')
  const [, late] = asked
  await typeYear('2027')
  expect(years()).toEqual([null, '2028', '2027'])
  // The answer to what nobody asks any more.
  await act(async () => late?.answer(previewOf(2028)))
  expect(mainButton(ru('next.on')).disabled).toBe(true)
  await answerLast(previewOf(2027))
  await click(ru('next.on'))
  await click(ru('next.create'))
  expect(asked.at(-1)?.body).toMatchObject({ year: 2027, of: 'print 2027' })
})

test('[NY13] where the question about a year failed nothing is made, and it is asked again by a button', async () => {
  const { asked, years, answerLast } = await opened()
  await typeYear('2028')
  await act(async () => asked.at(-1)?.fail(new ApiError('network', 0)))
  expect(text()).toContain(ru('error.network'))
  expect(mainButton(ru('next.on')).disabled).toBe(true)
  await click(ru('common.retry'))
  expect(years()).toEqual([null, '2028', '2028'])
  await answerLast(previewOf(2028))
  expect(mainButton(ru('next.on')).disabled).toBe(false)
  await click(ru('next.on'))
  await click(ru('next.create'))
  expect(asked.at(-1)?.body).toMatchObject({ year: 2028 })
})
