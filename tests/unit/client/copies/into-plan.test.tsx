/** Rows of other plans for a section of the open one, which somebody deletes meanwhile (SPEC ED6). */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { IntoPlanDialog } from '../../../../client/copies/IntoPlanDialog.tsx'
import { deleteSection } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { planDoc, planDraft } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { click, text } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { sessionOf } from '../table/support.ts'

let remove = async () => {}
afterEach(() => remove())

const OTHER = { id: 'p2', title: 'План библиотек', year: 2026, state: 'draft', role: 'editor', updatedAt: '' }
const SAID = 'Такого плана или страницы нет.'

test('[ED6] rows of other plans go into no section but the one that was seen, and it is said when that is gone', async () => {
  const session = sessionOf(planDoc(planDraft(2, 1)))
  const [, section] = session.projection.view().sections
  const { api, sent } = apiAnswering({
    'GET /api/plans': [200, { plans: [OTHER] }],
    'GET /api/plans/p2': [200, { ...projectPlan(planDoc(planDraft(1, 2)), 'p2'), ...OTHER }],
    [`POST /api/plans/${session.planId}/gather`]: [404, { error: { code: 'not-found', message: SAID } }],
  })
  const ways = { onClose: () => {}, onDone: () => {} }
  remove = (
    await draw(<IntoPlanDialog {...{ api, session, ...ways }} departments={[]} into={section?.id ?? ''} />)
  ).remove
  await act(async () => document.querySelector<HTMLInputElement>('li input')?.click())
  await click(ru('gather.on'))
  await act(async () => void deleteSection(session.editing, section?.id ?? ''))
  const [, verb = ''] = /one \{(\S+)/.exec(ru('gather.into.put')) ?? []
  const put = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(verb))
  await act(async () => put?.click())
  expect(sent.at(-1)).toMatchObject({ body: { into: section?.id } })
  expect(text()).toContain(ru('plan.section.gone'))
  expect(text()).not.toContain(SAID)
})
