/** A summary brought up to date while its plans go on changing. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { RefreshDialog } from '../../../../client/copies/RefreshDialog.tsx'
import { ru } from '../../../support/words.ts'
import { text } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

const change = (id: string) => ({ id, kind: 'added', title: id, plan: 'p2', period: '', group: '' })

const stateOf = (of: string, ...ids: string[]) =>
  [200, { of, sources: [{ plan: 'p2', title: 'План' }], changes: ids.map(change) }] as const

/** The boxes of single changes, by their title. */
const boxOf = (id: string) =>
  [...document.querySelectorAll<HTMLInputElement>('li input')].find((box) =>
    box.closest('li')?.textContent.includes(id),
  )

test('[GB7] a refusal is told beside what is shown anew, and what was ticked holds there', async () => {
  const answers: Parameters<typeof apiAnswering>[0] = {
    'GET /api/plans/p1/gathered': stateOf('one', 'alpha', 'beta'),
    'POST /api/plans/p1/gathered': [409, { error: { code: 'source-moved', message: 'Изменилось.' } }],
  }
  const { api, sent } = apiAnswering(answers)
  const page = await draw(<RefreshDialog {...{ api }} planId="p1" onClose={() => {}} />)
  remove = page.remove
  await act(async () => boxOf('alpha')?.click())
  answers['GET /api/plans/p1/gathered'] = stateOf('two', 'alpha', 'beta', 'gamma')
  const [, verb = ''] = /one \{(\S+)/.exec(ru('refresh.apply')) ?? []
  const apply = () =>
    [...document.querySelectorAll('button')].findLast((one) => one.textContent.startsWith(verb))
  await act(async () => apply()?.click())
  expect(text()).toContain('Изменилось.')
  expect(['alpha', 'beta', 'gamma'].map((id) => boxOf(id)?.checked)).toEqual([false, true, true])
  await act(async () => apply()?.click())
  expect(sent.filter(({ call }) => call.startsWith('POST')).at(-1)?.body).toEqual({
    take: ['beta', 'gamma'],
    of: 'two',
  })
})
