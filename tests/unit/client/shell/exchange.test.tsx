/** A page under which the session of its plan is exchanged (SPEC EP17, EP18). */
import { type ReactNode, act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { CheckWords } from '../../../../client/checks/CheckWords.tsx'
import { FindingLine } from '../../../../client/checks/FindingLine.tsx'
import { FactDialog } from '../../../../client/facts/FactDialog.tsx'
import { Exchange } from '../../../../client/shell/Exchange.tsx'
import { noPlaces } from '../../../../client/shell/page-places.ts'
import { useStore } from '../../../../client/plan/use-plan.ts'
import * as parts from '../../../../client/shell/plan-parts.ts'
import { createValue } from '../../../../client/sync/store.ts'
import type { Finding } from '../../../../shared/plan/check/finding.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { addRow } from '../../../../shared/plan/edit.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { click } from '../people/hands.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, sessionOf } from '../table/support.ts'
import { editionOf } from '../versions/samples.ts'
import { fieldOf, openPage, settle, type } from './page-of-plan.tsx'

const CHIEF = identityOf({ id: 'anna', name: 'Анна', role: 'chief', approver: true, hue: 1 })

const version = { ...editionOf(1, 'На утверждение'), cause: 'offer' }

const ANSWERS = {
  'GET /api/plans/p1/versions': [200, { versions: [version] }],
  'GET /api/plans/p1/versions/1': [200, { plan: { sections: [] } }],
} as const

let remove = async () => {}
afterEach(() => remove())

const opened = async (
  answers: Parameters<typeof openPage>[0],
  ...target: [Parameters<typeof openPage>[1]?]
) => {
  const page = openPage(answers, ...target)
  remove = page.remove
  const doc = planDoc()
  await page.show(sessionOf(doc, CHIEF))
  /** A new epoch: another document that says the same, another session. */
  const exchange = () => page.show(sessionOf(planDoc(), CHIEF))
  return { ...page, doc, exchange }
}

const open = async (words: string) => {
  await click(words)
  await settle()
}

test('[EP17] the panel of editions, its question and the ground that was typed there stay', async () => {
  await parts.versionsPanel.preload()
  const { exchange } = await opened(ANSWERS)
  await open(ru('versions.title'))
  await open(ru('versions.approve'))
  await type(ru('versions.approve.ground'), 'Приказ № 7')
  await exchange()
  expect(fieldOf(ru('versions.approve.ground'))?.value).toBe('Приказ № 7')
  await open(ru('common.cancel'))
  await open(ru('versions.approve'))
  expect(fieldOf(ru('versions.approve.ground'))?.value).toBe('')
})

test('[EP17] what stands in the place of the sheet stays, and what was closed does not come back', async () => {
  await Promise.all([parts.versionsPanel.preload(), parts.redlinePage.preload()])
  const { exchange } = await opened(ANSWERS)
  const isCompared = () => document.querySelector(`[aria-label="${ru('redline.edited')}"]`) !== null
  await open(ru('versions.title'))
  await open(ru('versions.compare.draft'))
  await exchange()
  expect(isCompared()).toBe(true)
  await open(ru('redline.close'))
  await exchange()
  expect(isCompared()).toBe(false)
})

/** Parts of a page that are drawn for themselves. */
const drawn = async (part: (session: TestSession) => ReactNode) => {
  const places = noPlaces()
  const shown = createValue(sessionOf(planDoc(), CHIEF))
  const Page = () => (
    <Exchange session={useStore(shown)} places={places} waiting={null}>
      {part}
    </Exchange>
  )
  const made = await draw(<Page />)
  remove = made.remove
  return () => act(async () => shown.set(sessionOf(planDoc(), CHIEF)))
}

test('[EP17] what was written of a row stays, with its state', async () => {
  const [row = ''] = rowsOf(planDoc()).keys()
  const exchange = await drawn((session) => <FactDialog {...{ session, row }} onClose={() => {}} />)
  await act(async () =>
    document.querySelector<HTMLElement>('[data-state=done] input, input[value=done]')?.click(),
  )
  await type(ru('fact.result'), 'Проведён, 40 человек')
  await exchange()
  expect(fieldOf(ru('fact.result'))?.value).toBe('Проведён, 40 человек')
})

test('[EP17] why a finding is none stays where it was being written', async () => {
  const [item = ''] = rowsOf(planDoc()).keys()
  const found = { id: 'f1', code: 'date-missing', severity: 'warning', item, section: 'r1', values: {} }
  const finding = found as unknown as Finding
  const exchange = await drawn((session) => (
    <CheckWords>
      <ul>
        <FindingLine {...{ session, finding }} onJump={() => {}} />
      </ul>
    </CheckWords>
  ))
  await click(ru('check.dismiss'))
  await type(ru('check.dismiss.why'), 'дату назначат')
  await exchange()
  expect(fieldOf(ru('check.dismiss.why'))?.value).toBe('дату назначат')
})

/** A page at a link to a row that a colleague adds only then, after `before`; where I am said to be. */
const linked = async (before: () => void) => {
  const page = openPage(ANSWERS, { kind: 'row', id: 'boris-0' })
  remove = page.remove
  const doc = planDoc()
  const session = sessionOf(doc, CHIEF)
  const setPlace = vi.spyOn(session, 'setPlace')
  await page.show(session)
  before()
  const section = session.projection.view().sections[0]?.id ?? ''
  await act(async () => void addRow(editingOf(doc, 'boris'), { section, parent: null, after: null }))
  await settle()
  return setPlace.mock.calls.map(([place]) => place?.row)
}

test('[EP18] a link to a row that the browser’s copy has not yet is followed when it comes', async () => {
  expect(await linked(() => {})).toContain('boris-0')
})

test('[EP18] nobody is taken from what they have turned to meanwhile', async () => {
  expect(await linked(() => window.dispatchEvent(new Event('pointerdown')))).not.toContain('boris-0')
})

test('[EP18] what the address names is gone to once, and anew when it is said again', async () => {
  await parts.versionsPanel.preload()
  const isOpen = () => document.querySelector('h2#content, section h2')?.textContent === ru('versions.title')
  const { show, exchange } = await opened(ANSWERS, { kind: 'version', id: '1' })
  expect(isOpen()).toBe(true)
  await act(async () =>
    document.querySelector<HTMLElement>(`section [aria-label="${ru('common.close')}"]`)?.click(),
  )
  await exchange()
  expect(isOpen()).toBe(false)
  await show(sessionOf(planDoc(), CHIEF), { kind: 'version', id: '1' })
  expect(isOpen()).toBe(true)
})
