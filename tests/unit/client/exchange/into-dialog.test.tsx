/** A file put into a section while the session of its page is exchanged (SPEC EP17, RX3). */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Api } from '../../../../client/api.ts'
import { IntoDialog } from '../../../../client/exchange/IntoDialog.tsx'
import { useStore } from '../../../../client/plan/use-plan.ts'
import { Exchange } from '../../../../client/shell/Exchange.tsx'
import { noPlaces } from '../../../../client/shell/page-places.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { deleteSection } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { sectionsOf } from '../../../../shared/plan/schema.ts'
import { planDoc, planDraft } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { text } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { sessionOf } from '../table/support.ts'

let remove = async () => {}
afterEach(() => remove())

const READ = { id: null, plan: projectPlan(planDoc(planDraft(1, 2)), 'file'), warnings: [], source: null }

/** The dialog over a session that can be exchanged, and a server that keeps the edition when the test says so. */
const opened = async () => {
  const places = noPlaces()
  const first = sessionOf(planDoc())
  const shown = createValue(first)
  const [section = ''] = sectionsOf(first.editing.doc).keys()
  const done: string[] = []
  let keep = () => {}
  const readings: string[] = []
  const api: Api = {
    ...apiAnswering({}).api,
    readInto: async (_, file) => {
      readings.push(file.name)
      return READ
    },
    keepBeforeImport: () => new Promise<void>((resolve) => (keep = resolve)),
  }
  const Page = () => (
    <Exchange session={useStore(shown)} places={places} waiting={null}>
      {(session) => (
        <IntoDialog
          {...{ api, session, section }}
          planId="p1"
          onClose={() => {}}
          onDone={(row) => done.push(row)}
        />
      )}
    </Exchange>
  )
  remove = (await draw(<Page />)).remove
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input, 'files', { value: [new File(['x'], 'План отдела.docx')] })
  await act(async () => input?.dispatchEvent(new Event('change', { bubbles: true })))
  const exchange = async () => {
    first.editing.doc.destroy()
    await act(async () => shown.set(sessionOf(planDoc())))
  }
  return { first, section, done, exchange, readings, keep: () => act(async () => keep()) }
}

const insertButton = () => {
  const [, verb = ''] = /one \{(\S+)/.exec(ru('into.insert')) ?? []
  return [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(verb))
}

test('[EP17] a file that was chosen for a section stays at its preview, unread a second time', async () => {
  const { exchange, readings } = await opened()
  expect(text()).toContain('План отдела.docx')
  await exchange()
  expect(text()).toContain('План отдела.docx')
  expect(insertButton()).toBeDefined()
  expect(readings).toHaveLength(1)
})

test('[RX3] rows of a file are never written into a session that has ended, which is told and can be done again', async () => {
  const { first, done, exchange, keep } = await opened()
  const before = projectPlan(first.editing.doc, 'p1')
  await act(async () => insertButton()?.click())
  await exchange()
  await keep()
  expect(done).toEqual([])
  expect(projectPlan(first.editing.doc, 'p1')).toEqual(before)
  expect(text()).toContain(ru('error.source-moved'))
  await act(async () => insertButton()?.click())
  await keep()
  expect(done).toHaveLength(1)
})

test('[ED6] rows of a file for a section that was deleted meanwhile are told to have no place', async () => {
  const { first, section, done, keep } = await opened()
  await act(async () => insertButton()?.click())
  await act(async () => void deleteSection(first.editing, section))
  await keep()
  expect(done).toEqual([])
  expect(text()).toContain(ru('plan.section.gone'))
})
