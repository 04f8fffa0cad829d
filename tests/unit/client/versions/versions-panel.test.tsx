/** The panel of editions and its questions: what is read again, and when a question is asked. */
import { act } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Api } from '../../../../client/api.ts'
import { versionsPanel } from '../../../../client/shell/plan-parts.ts'
import { PlanVersions, useVersions } from '../../../../client/shell/PlanVersions.tsx'
import { planDoc } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { chooseInMenu, click, inputOf, openMenu, text, write } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, sessionOf } from '../table/support.ts'
import { editionOf } from './samples.ts'

const CHIEF = identityOf({ id: 'anna', name: 'Анна', role: 'chief', approver: true, hue: 1 })

type Answers = Parameters<typeof apiAnswering>[0]

const LIST = 'GET /api/plans/p1/versions'

let remove = async () => {}
afterEach(() => remove())
beforeAll(async () => void (await versionsPanel.preload()))

const Panel = ({ api, session }: { api: Api; session: TestSession }) => {
  const versions = useVersions(false)
  return (
    <>
      <button type="button" onClick={() => versions.open('amend')}>
        banner
      </button>
      <button type="button" onClick={() => versions.open()}>
        notice
      </button>
      {versions.panel && <PlanVersions {...{ api, session, versions }} onDownload={() => {}} />}
    </>
  )
}

const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  })

const press = async (words: string) => {
  await click(words)
  await settle()
}

const opened = async (answers: Answers) => {
  const { api, sent } = apiAnswering(answers)
  const drawn = await draw(<Panel {...{ api }} session={sessionOf(planDoc(), CHIEF)} />)
  remove = drawn.remove
  await press('notice')
  return sent
}

test('[VX5] what the banner asks is asked every time, also after it was cancelled', async () => {
  await opened({ [LIST]: [200, { versions: [] }] })
  for (let time = 0; time < 2; time += 1) {
    await press('banner')
    expect(text()).toContain(ru('versions.amend.words'))
    await press(ru('common.cancel'))
    expect(text()).not.toContain(ru('versions.amend.words'))
  }
})

test('[VX1] nothing comes back before its preview was there, and where it would change nothing', async () => {
  const restore = 'POST /api/plans/p1/versions/1/restore'
  const answers: Answers = { [LIST]: [200, { versions: [editionOf(1, 'Первая')] }] }
  const sent = await opened(answers)
  const asked = () => sent.filter(({ call }) => call === restore).length
  const ask = async () => {
    await openMenu(ru('versions.menu', { name: 'Первая' }))
    await chooseInMenu(ru('versions.restore'))
    await settle()
  }
  await ask()
  expect(asked()).toBe(1)
  await press(ru('versions.restore.action'))
  expect(asked()).toBe(1)
  await press(ru('common.cancel'))
  answers[restore] = [200, { changes: [] }]
  await ask()
  await press(ru('versions.restore.action'))
  expect(asked()).toBe(2)
})

test('[VX6] the list is read again when it is opened or looked at again and after a refusal, and stays where that fails', async () => {
  const answers: Answers = { [LIST]: [200, { versions: [editionOf(1, 'Первая')] }] }
  await opened(answers)
  const keep = (...names: string[]) => {
    answers[LIST] = [200, { versions: names.map((name, at) => editionOf(at + 1, name)) }]
  }
  keep('Первая', 'Вторая')
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  await settle()
  expect(text()).toContain('Вторая')
  keep('Первая', 'Вторая', 'Третья')
  await press('notice')
  expect(text()).toContain('Третья')
  keep('Первая', 'Вторая', 'Третья', 'Четвёртая')
  await press(ru('versions.keep'))
  await act(async () => document.querySelector<HTMLElement>('[role=dialog] button[type=submit]')?.click())
  await settle()
  expect(text()).toContain('Четвёртая')
  delete answers[LIST]
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  await settle()
  expect(text()).toContain('Четвёртая')
})

const buttonOf = (words: string) => {
  const all = [...document.querySelectorAll('button')]
  return all.find(({ textContent }) => textContent === words)
}

test('[VX7] a question whose preview failed says so, cannot be answered, and is asked again by a button', async () => {
  const restore = 'POST /api/plans/p1/versions/1/restore'
  const answers: Answers = { [LIST]: [200, { versions: [editionOf(1, 'Первая')] }] }
  await opened(answers)
  await openMenu(ru('versions.menu', { name: 'Первая' }))
  await chooseInMenu(ru('versions.restore'))
  await settle()
  expect(text()).toContain(ru('error.network'))
  expect(buttonOf(ru('versions.restore.action'))?.disabled).toBe(true)
  answers[restore] = [200, { changes: [{ kind: 'added', subject: 'item' }] }]
  await press(ru('common.retry'))
  expect(buttonOf(ru('versions.restore.action'))?.disabled).toBe(false)
})

test('[VX7] who withdraws an approval without a reason is told at the field', async () => {
  const approved = { ...editionOf(1, 'Первая'), state: 'approved' }
  const sent = await opened({ [LIST]: [200, { versions: [approved] }] })
  await openMenu(ru('versions.menu', { name: 'Первая' }))
  await chooseInMenu(ru('versions.withdraw'))
  await settle()
  await press(ru('versions.withdraw.action'))
  expect(text()).toContain(ru('versions.withdraw.reason.missing'))
  expect(sent.some(({ call }) => call.startsWith('DELETE'))).toBe(false)
})

test('[VX7] the ground of an approval stays written while its changes are looked at, and ends with the question', async () => {
  const first = { ...editionOf(1, 'Первая'), state: 'approved' }
  const versions = [first, { ...editionOf(2, 'Вторая'), cause: 'offer' }]
  await opened({
    [LIST]: [200, { versions }],
    'GET /api/plans/p1/changes?from=1&to=2': [200, { amendments: [], changes: [] }],
  })
  const ground = () => inputOf(ru('versions.approve.ground')).value
  await press(ru('versions.approve'))
  await write(inputOf(ru('versions.approve.ground')), 'Приказ № 7')
  await press(ru('versions.approve.see'))
  await press(ru('versions.approve'))
  expect(ground()).toBe('Приказ № 7')
  await press(ru('common.cancel'))
  await press(ru('versions.approve'))
  expect(ground()).toBe('')
})
