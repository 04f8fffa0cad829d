/** What the page can ask of the sheet: to jump to a row or a section, and to follow somebody. */
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react'
import type * as Y from 'yjs'
import type { PlanView } from '../../shared/plan/view.ts'
import { useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import { lineKeyOf } from './colleague-index.ts'
import { commentPlace } from './comment-place.ts'
import { shownColumn } from './landing.ts'
import { bandKey, rowKey } from './lines.ts'
import { scrollerOf } from './scroller.ts'
import type { SheetModel } from './sheet-model.ts'
import type { Lines } from './use-lines.ts'
import type { LinesVirtualizer } from './use-virtual-lines.ts'

interface HandleSetup {
  ref: Ref<ViewHandle> | undefined
  doc: Y.Doc
  view: PlanView
  lines: Lines
  virtualizer: LinesVirtualizer
  model: SheetModel
  sheet: { readonly current: HTMLElement | null }
}

const FLASH_MS = 1400
/** Frames in which a jump is set right while lines around it are measured. */
const SETTLING_FRAMES = 24

const lineElement = (sheet: HTMLElement | null, key: string): HTMLElement | null =>
  sheet?.querySelector<HTMLElement>(`[data-line=${JSON.stringify(key)}]`) ?? null

/** Keys that lead on from the line. */
const LEADING = /^(?:Arrow|Page|Home$|End$|Tab$)/

/** Aborts as soon as somebody goes on by themselves. */
const untilTheyGoOn = (): AbortController => {
  const stop = new AbortController()
  const { signal } = stop
  for (const event of ['wheel', 'touchmove', 'pointerdown']) {
    window.addEventListener(event, () => stop.abort(), { passive: true, signal })
  }
  const press = ({ key }: KeyboardEvent) => LEADING.test(key) && stop.abort()
  // On its way down: the sheet keeps its keys to itself, and the key that asked for the jump is on its way up.
  window.addEventListener('keydown', press, { capture: true, signal })
  return stop
}

/** Scrolls until the line stands there, through the measuring of the lines above it, or until somebody goes on. */
const bringLine = (
  setup: Pick<HandleSetup, 'lines' | 'virtualizer' | 'sheet'>,
  key: string,
  block: 'center' | 'start',
) => {
  const { lines, virtualizer, sheet } = setup
  const index = lines.keys.indexOf(key)
  if (index < 0) return false
  const stop = untilTheyGoOn()
  const settle = (frames: number) => {
    if (frames === 0) stop.abort()
    if (stop.signal.aborted) return
    const line = lineElement(sheet.current, key)
    if (line) line.scrollIntoView({ block, behavior: 'instant' })
    else virtualizer.scrollToIndex(index, { align: block })
    requestAnimationFrame(() => settle(frames - 1))
  }
  settle(SETTLING_FRAMES)
  return true
}

const isInSight = (line: HTMLElement | null): boolean => {
  const box = line?.getBoundingClientRect()
  const frame = line && scrollerOf(line)?.getBoundingClientRect()
  return box !== undefined && frame != null && box.top >= frame.top && box.bottom <= frame.bottom
}

/** Lights a line up once it is drawn. */
const flashLine = (sheet: HTMLElement | null, key: string, frames = SETTLING_FRAMES): void => {
  const line = lineElement(sheet, key)
  if (line) {
    const colours = [{ backgroundColor: 'var(--mark)' }, { backgroundColor: 'var(--mark)', offset: 0.4 }, {}]
    line.animate(colours, { duration: FLASH_MS, easing: 'ease-out' })
  } else if (frames > 0) requestAnimationFrame(() => flashLine(sheet, key, frames - 1))
}

export const useSheetHandle = (setup: HandleSetup): void => {
  const latest = useBox(setup)
  useImperativeHandle(setup.ref, () => ({
    jumpToRow: (id, options) => {
      const now = latest.get()
      now.model.set({ kind: 'cell', row: id, column: shownColumn(now.view, options?.column) }, 'select')
      if (!bringLine(now, rowKey(id), 'center')) now.model.clear()
      else if (options?.flash) flashLine(now.sheet.current, rowKey(id))
    },
    jumpToSection: (id) => {
      const now = latest.get()
      if (bringLine(now, bandKey(id), 'start')) now.model.set({ kind: 'band', section: id }, 'select')
    },
    jumpToCell: (row, column) => {
      const now = latest.get()
      if (!now.lines.keys.includes(rowKey(row))) return false
      now.model.set({ kind: 'cell', row, column: shownColumn(now.view, column) }, 'select')
      return bringLine(now, rowKey(row), 'center')
    },
    showRow: (id) => {
      const now = latest.get()
      const isThere =
        isInSight(lineElement(now.sheet.current, rowKey(id))) || bringLine(now, rowKey(id), 'center')
      if (isThere) flashLine(now.sheet.current, rowKey(id))
    },
    commentPlace: () => {
      const { doc, sheet, model } = latest.get()
      return commentPlace(doc, sheet.current, model.get())
    },
    leave: () => latest.get().model.clear(),
  }))
}

/** Scrolls to a line or a block of the paper; whether it is shown. */
const bringInto = (
  { lines, virtualizer, sheet }: Pick<HandleSetup, 'lines' | 'virtualizer' | 'sheet'>,
  key: string,
): boolean => {
  const index = lines.keys.indexOf(key)
  if (index >= 0) {
    virtualizer.scrollToIndex(index, { align: 'center', behavior: 'smooth' })
    return true
  }
  const block = sheet.current?.querySelector(`[data-block=${JSON.stringify(key.slice(2))}]`)
  block?.scrollIntoView({ block: 'center' })
  return block != null
}

/** Keeps the followed colleague's cell in sight. */
export const useFollow = (
  session: Pick<PlanSession, 'colleagues'>,
  clientId: number | null,
  setup: Pick<HandleSetup, 'lines' | 'virtualizer' | 'sheet'>,
): void => {
  const latest = useBox(setup)
  /** Where they were followed to last. */
  const there = useRef('')
  const follow = useCallback(() => {
    const place = session.colleagues.get().find((one) => one.clientId === clientId)?.place
    const key = place ? lineKeyOf(place) : there.current
    if (clientId !== null && key !== there.current && bringInto(latest.get(), key)) there.current = key
  }, [session, clientId, latest])
  useEffect(() => {
    there.current = ''
    follow()
    return session.colleagues.subscribe(follow)
  }, [session, follow])
  // Their row may come after them, or be hidden by a filter until it changes.
  const { keys } = setup.lines
  useEffect(follow, [follow, keys])
}
