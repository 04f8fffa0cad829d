/** Returning a section from the panel, and what the server says to it. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Api } from '../../../../client/api.ts'
import { useSignOffs } from '../../../../client/plan/use-sign-offs.ts'
import { SignOffPanel } from '../../../../client/signoff/SignOffPanel.tsx'
import { toasts } from '../../../../client/ui/toast.ts'
import { setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { afterStep, writeSignOff } from '../../../../shared/plan/sign-off.ts'
import { SectionHashes } from '../../../../shared/plan/signed-content.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { click } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, sessionOf } from '../table/support.ts'
import { fieldOf, settle, type } from '../shell/page-of-plan.tsx'

let remove = async () => {}
afterEach(async () => {
  for (const { key } of toasts.visibleToasts) toasts.close(key)
  await remove()
  localStorage.clear()
})

const Page = ({ api, session }: { api: Api; session: TestSession }) => (
  <SignOffPanel
    {...{ session }}
    desk={useSignOffs(session, api)}
    current={null}
    onJump={() => {}}
    onClose={() => {}}
  />
)

const opened = async (status: number) => {
  const doc = planDoc()
  const session = sessionOf(doc)
  const [section] = session.projection.view().sections
  const [id = '', row = ''] = [section?.id, section?.rows[0]?.id]
  const hash = () => new SectionHashes(doc).hashOf(id)
  const signed = afterStep(
    null,
    'ready',
    { by: 'boris', name: 'Борис', at: '2026-01-01T00:00:00.000Z' },
    hash(),
  )
  doc.transact(() => writeSignOff(doc, id, signed, null))
  const body = status === 200 ? {} : { error: { code: 'sign-off-step', message: '' } }
  const { api, sent } = apiAnswering({ [`PUT /api/plans/p1/sections/${id}/sign-off`]: [status, body] })
  const drawn = await draw(<Page {...{ api, session }} />)
  remove = drawn.remove
  await click(ru('signoff.returned'))
  const write = () =>
    act(async () => void setCell(editingOf(doc, 'boris'), row, 'title', textToBlocks('Иначе')))
  return { hash, sent, write, title: section?.title ?? '' }
}

const send = async () => {
  await click(ru('signoff.return.action'))
  await settle()
}

test('[SG4] a return is of what the section said when it was begun', async () => {
  const { hash, sent, write } = await opened(200)
  const seen = hash()
  await type(ru('signoff.return.remark'), 'Нет дат')
  await write()
  await send()
  expect(sent[0]?.body).toEqual({ state: 'returned', remark: 'Нет дат', hash: seen })
})

test('[SG14] a refused return says of which section, and keeps its remark', async () => {
  const { title } = await opened(409)
  await type(ru('signoff.return.remark'), 'Нет дат')
  await send()
  const why = ru('error.sign-off-step')
  expect(toasts.visibleToasts.map(({ content }) => content.text)).toEqual([
    ru('plan.signoff.refused', { section: title, why }),
  ])
  await click(ru('signoff.returned'))
  expect(fieldOf(ru('signoff.return.remark'))?.value).toBe('Нет дат')
})
