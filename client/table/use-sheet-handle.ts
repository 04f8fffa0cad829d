/** What the page can ask of the sheet: to jump to a row or a section, and to follow somebody. */
import { type Ref, useEffect, useImperativeHandle } from 'react'
import { useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { lineKeyOf } from './colleague-index.ts'
import { bandKey, rowKey } from './lines.ts'
import type { SheetModel } from './sheet-model.ts'
import type { Lines } from './use-lines.ts'
import type { LinesVirtualizer } from './use-virtual-lines.ts'

export interface SheetHandle {
  /** Brings a row into sight and selects it; `flash` lights it up for a moment. */
  jumpToRow(id: string, options?: { flash?: boolean }): void
  jumpToSection(id: string): void
}

interface HandleSetup {
  ref: Ref<SheetHandle> | undefined
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

/** Scrolls until the line stands there, through the measuring of the lines above it. A turn of the wheel ends it. */
const bringLine = (
  setup: Pick<HandleSetup, 'lines' | 'virtualizer' | 'sheet'>,
  key: string,
  block: 'center' | 'start',
) => {
  const { lines, virtualizer, sheet } = setup
  const index = lines.keys.indexOf(key)
  if (index < 0) return false
  const stop = new AbortController()
  for (const event of ['wheel', 'touchmove', 'pointerdown']) {
    window.addEventListener(event, () => stop.abort(), { passive: true, signal: stop.signal })
  }
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
      now.model.set({ kind: 'cell', row: id, column: 'title' }, 'select')
      if (!bringLine(now, rowKey(id), 'center')) now.model.clear()
      else if (options?.flash) flashLine(now.sheet.current, rowKey(id))
    },
    jumpToSection: (id) => {
      const now = latest.get()
      if (bringLine(now, bandKey(id), 'start')) now.model.set({ kind: 'band', section: id }, 'select')
    },
  }))
}

/** Keeps the followed colleague's cell in sight. */
export const useFollow = (
  session: PlanSession,
  clientId: number | null,
  setup: Omit<HandleSetup, 'ref'>,
): void => {
  const latest = useBox(setup)
  useEffect(() => {
    if (clientId === null) return
    let there = ''
    const follow = () => {
      const place = session.colleagues.get().find((one) => one.clientId === clientId)?.place
      const key = place ? lineKeyOf(place) : there
      if (key === there) return
      there = key
      const { lines, virtualizer, sheet } = latest.get()
      const index = lines.keys.indexOf(key)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center', behavior: 'smooth' })
      else
        sheet.current
          ?.querySelector(`[data-block=${JSON.stringify(key.slice(2))}]`)
          ?.scrollIntoView({ block: 'center' })
    }
    follow()
    return session.colleagues.subscribe(follow)
  }, [session, clientId, latest])
}
