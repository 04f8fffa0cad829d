/** A jump in the sheet, and what ends its setting right of the line. */
import { createRef } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { ViewHandle } from '../../../../client/plan/view-handle.ts'
import { keysOf, rowKey } from '../../../../client/table/lines.ts'
import { useSheetHandle } from '../../../../client/table/use-sheet-handle.ts'
import type { LinesVirtualizer } from '../../../../client/table/use-virtual-lines.ts'
import { planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { openSheet } from './support.ts'

let remove = async () => {}
afterEach(async () => {
  vi.restoreAllMocks()
  await remove()
})

/** A sheet of one drawn line; frames come when they are asked for. */
const open = async () => {
  const { session, model, view, lines, ids } = openSheet(planDraft(1, 2))
  const row = ids()[0]?.[1] ?? ''
  const line = document.createElement('div')
  line.dataset.line = rowKey(row)
  const scrolled = vi.fn<() => void>()
  Object.assign(line, { scrollIntoView: scrolled })
  const sheet = document.createElement('div')
  sheet.append(line)
  const frames: FrameRequestCallback[] = []
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((run) => frames.push(run))
  const ref = createRef<ViewHandle>()
  const Sheet = () => {
    useSheetHandle({
      ref,
      doc: session.doc,
      view: view(),
      lines: { lines: lines(), keys: keysOf(lines()) },
      virtualizer: {} as LinesVirtualizer,
      model,
      sheet: { current: sheet },
    })
    return null
  }
  const drawn = await draw(<Sheet />)
  remove = drawn.remove
  const frame = () => frames.splice(0).forEach((run) => run(0))
  return { jump: () => ref.current?.jumpToRow(row), frame, times: () => scrolled.mock.calls.length }
}

const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))

test('[SH21] a jump is set right from frame to frame until a key leads on', async () => {
  const { jump, frame, times } = await open()
  jump()
  frame()
  expect(times()).toBe(2)
  press('Shift')
  frame()
  expect(times()).toBe(3)
  press('ArrowDown')
  frame()
  expect(times()).toBe(3)
})

test('[SH21] the key that asked for a jump does not end it', async () => {
  const { jump, frame, times } = await open()
  document.body.addEventListener('keydown', () => jump(), { once: true })
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
  frame()
  expect(times()).toBe(2)
})
