/** The editor of a cell as the page holds it: what it survives, and which keys stay in its bar. */
import { type KeyboardEvent, act } from 'react'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { CellEditor } from '../../../../client/editor/CellEditor.tsx'
import type { CaretHint, EditorPort } from '../../../../client/editor/editor-port.ts'
import { useStore } from '../../../../client/plan/use-plan.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { cellKey, rowsOf } from '../../../../shared/plan/schema.ts'
import { planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { openSheet } from '../table/support.ts'

const ALL: CaretHint = { at: 'all' }

// jsdom lays nothing out: a caret is nowhere.
const RECTS = { getClientRects: () => [], getBoundingClientRect: () => new DOMRect() }
beforeAll(() => void Object.assign(Range.prototype, RECTS))
afterAll(() => Object.keys(RECTS).forEach((name) => Reflect.deleteProperty(Range.prototype, name)))

let remove = async () => {}
afterEach(() => remove())

const open = async () => {
  const { session, ids } = openSheet(planDraft(1, 1))
  const fragment = rowsOf(session.doc)
    .get(ids()[0]?.[0] ?? '')
    ?.get(cellKey('title')) as Y.XmlFragment
  const onPort = vi.fn<(port: EditorPort | null) => void>()
  const around = vi.fn<(key: string) => void>()
  const label = createValue('Мероприятие, строка 1')
  const handlers = { onKeyDown: (event: KeyboardEvent) => around(event.key) }
  const Cell = () => (
    <div {...handlers}>
      <CellEditor
        session={session}
        fragment={fragment}
        variant="rich"
        label={useStore(label)}
        caret={ALL}
        onPort={onPort}
      />
    </div>
  )
  const drawn = await draw(<Cell />)
  remove = drawn.remove
  const editor = () => drawn.container.querySelector<HTMLElement>('[role="textbox"]')
  const call = (name: string) => act(async () => label.set(name))
  return { call, editor, onPort, around }
}

const named = (label: RegExp): HTMLElement => {
  const all = Array.from(document.querySelectorAll<HTMLElement>('[data-format-bar] [aria-label]'))
  const found = all.find((one) => label.test(one.getAttribute('aria-label') ?? ''))
  if (found === undefined) throw new Error(`nothing is called ${label.source}`)
  return found
}

test('[CE15] a row that gets another number leaves the editor, its selection and its place with the keys', async () => {
  const { call, editor, onPort } = await open()
  const before = editor()
  const [port] = onPort.mock.lastCall ?? []
  port?.place({ at: 'start' })
  await call('Мероприятие, строка 2')
  expect(editor()).toBe(before)
  expect(editor()?.getAttribute('aria-label')).toBe('Мероприятие, строка 2')
  expect(onPort).toHaveBeenCalledTimes(1)
  expect(port?.isAllSelected()).toBe(false)
  await act(async () => port?.insertText('Новое: '))
  expect(editor()?.textContent).toMatch(/^Новое: \S/u)
  expect(editor()?.getAttribute('aria-label')).toBe('Мероприятие, строка 2')
})

test('[CE12] Esc in the address of a link closes the address and nothing around the editor', async () => {
  const { around } = await open()
  await act(async () => named(/ссылк/iu).click())
  const field = named(/адрес/iu)
  const press = async (init: KeyboardEventInit) => {
    const event = new window.KeyboardEvent('keydown', {
      key: 'Escape',
      bubbles: true,
      cancelable: true,
      ...init,
    })
    await act(async () => void field.dispatchEvent(event))
    return event.defaultPrevented
  }
  expect(await press({ isComposing: true })).toBe(false)
  expect(field.isConnected).toBe(true)
  expect(await press({})).toBe(true)
  expect(field.isConnected).toBe(false)
  expect(around).not.toHaveBeenCalled()
})
