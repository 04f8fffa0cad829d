/** The trash says who deleted what, also of people who have left (SPEC HX5). */
import { Profiler, act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlanTrash } from '../../../../client/home/PlanTrash.tsx'
import { PlanTrashDrawer } from '../../../../client/shell/PlanTrashDrawer.tsx'
import { TrashPanel } from '../../../../client/table/TrashPanel.tsx'
import { useStore } from '../../../../client/plan/use-plan.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { ShowMore } from '../../../../client/ui/ShowMore.tsx'
import { toasts } from '../../../../client/ui/toast.ts'
import { deleteRow, setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { sessionOf } from '../table/support.ts'

let remove = async () => {}
afterEach(() => remove())
// Messages of the page, which files share.
beforeEach(() => toasts.clear())

test('[HX5] a row in the trash is told with the name of somebody who is not here', async () => {
  const doc = planDoc()
  const [one = '', two = ''] = rowsOf(doc).keys()
  deleteRow(editingOf(doc, 'boris'), one)
  deleteRow(editingOf(doc, 'stranger'), two)
  const { api } = apiAnswering({
    'GET /api/plans/p1/history/timeline': [200, { people: [{ id: 'boris', name: 'Борис Ильин' }] }],
  })
  const drawn = await draw(<PlanTrashDrawer {...{ api }} session={sessionOf(doc)} onClose={() => {}} />)
  remove = drawn.remove
  // The panel is fetched, and so are the names.
  while (!document.body.textContent.includes('Борис Ильин')) {
    await act(async () => void (await new Promise((resolve) => setImmediate(resolve))))
  }
  const lines = [...document.querySelectorAll('li')].map(({ textContent }) => textContent)
  expect(lines.filter((line) => line.includes('Борис Ильин'))).toHaveLength(1)
  expect(lines.filter((line) => /удалено/.test(line))).toHaveLength(2)
})

test('[SH7] [UN5] what is put back from the trash is told, and its step knows where it happened', async () => {
  const doc = planDoc()
  const session = sessionOf(doc)
  const [one = ''] = rowsOf(doc).keys()
  deleteRow(editingOf(doc, 'boris'), one)
  const places: unknown[] = []
  session.undo.onStep(({ place }) => places.push(place))
  const drawn = await draw(<TrashPanel session={session} onClose={() => {}} />)
  remove = drawn.remove
  await act(async () => drawn.container.querySelector<HTMLElement>('li button')?.click())
  expect(session.projection.view().trash).toEqual([])
  expect(toasts.visibleToasts.map(({ content }) => content.text)).toEqual([
    ru('table.trash.restored', { title: 'Событие 1-1' }),
  ])
  await act(async () => void session.undo.undo())
  expect(places).toEqual([{ row: one, field: 'title', section: null }])
  toasts.clear()
})

test('[HX5] a plan in the trash is told with when and by whom', async () => {
  const plan = {
    id: 'p',
    title: 'План',
    year: 2022,
    organisation: '',
    state: 'draft',
    role: 'chief' as const,
  }
  const times = {
    updatedAt: '2022-01-01T00:00:00Z',
    deletedAt: '2022-02-03T10:00:00Z',
    deletedByName: 'Борис',
  }
  const drawn = await draw(
    <PlanTrash plans={[{ ...plan, ...times }]} mayRestore={() => true} onRestore={() => {}} initiallyOpen />,
  )
  remove = drawn.remove
  expect(document.querySelector('li')?.textContent).toContain(
    ru('home.trash.by', { who: 'Борис', when: '3 февраля 2022 г.' }),
  )
})

test('[RX4] of a full trash the newest things are drawn, more when asked, and none again by what is typed', async () => {
  const doc = planDoc(planDraft(1, 206))
  const session = sessionOf(doc)
  const [kept = '', ...gone] = rowsOf(doc).keys()
  for (const row of gone) deleteRow(editingOf(doc, 'boris'), row)
  let drawings = 0
  const drawn = await draw(
    <Profiler id="trash" onRender={() => void (drawings += 1)}>
      <TrashPanel session={session} onClose={() => {}} />
    </Profiler>,
  )
  remove = drawn.remove
  const lines = () => drawn.container.querySelectorAll('li').length
  const more = () =>
    [...drawn.container.querySelectorAll('button')].find(
      ({ textContent }) => textContent === ru('table.trash.more', { count: '5' }),
    )
  expect(lines()).toBe(200)
  const before = drawings
  await act(async () => void setCell(session.editing, kept, 'title', textToBlocks('иначе')))
  expect(drawings).toBe(before)
  await act(async () => more()?.click())
  expect([lines(), more()]).toEqual([205, undefined])
})

test('[KB5] where the last of a list is shown the keys go on to the first of what has come', async () => {
  const doc = planDoc(planDraft(1, 206))
  for (const row of rowsOf(doc).keys()) deleteRow(editingOf(doc, 'boris'), row)
  const drawn = await draw(<TrashPanel session={sessionOf(doc)} onClose={() => {}} />)
  remove = drawn.remove
  const more = [...drawn.container.querySelectorAll('button')].find(
    ({ textContent }) => textContent === ru('table.trash.more', { count: '6' }),
  )
  await act(async () => more?.focus())
  expect(document.activeElement).toBe(more)
  await act(async () => more?.click())
  expect(more?.isConnected).toBe(false)
  const first = drawn.container.querySelectorAll('li')[200]
  expect(first?.contains(document.activeElement)).toBe(true)
})

test('[KB5] whoever has gone on meanwhile keeps the keys', async () => {
  const list = { current: document.body.appendChild(document.createElement('ul')) }
  const left = createValue<(() => void) | null>(() => {})
  const Page = () => {
    const more = useStore(left)
    return (
      <>
        <input />
        <ShowMore list={list} more={more}>
          Ещё
        </ShowMore>
      </>
    )
  }
  const drawn = await draw(<Page />)
  remove = async () => {
    await drawn.remove()
    list.current.remove()
  }
  const press = () => act(async () => drawn.container.querySelector('button')?.click())
  const come = () =>
    act(async () => {
      list.current.append(document.createElement('li'))
      left.set(null)
    })
  await press()
  await act(async () => drawn.container.querySelector('input')?.focus())
  await come()
  expect(document.activeElement).toBe(drawn.container.querySelector('input'))
  await act(async () => left.set(() => {}))
  await press()
  await act(async () => drawn.container.querySelector('button')?.focus())
  await come()
  expect(document.activeElement).toBe(list.current.lastElementChild)
})
