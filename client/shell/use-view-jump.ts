/**
 * The way into the view that is shown, whichever it is: to a row or a section of it. A view whose code is on its way, and a row
 * that the filter hides, are waited for. Owns that waiting alone.
 */
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { ViewHandle } from '../plan/view-handle.ts'

/** `column`: of a row, which of its cells it is about. */
export type Jump = (kind: 'row' | 'section', id: string, column?: string) => void

export interface ViewJump {
  readonly view: RefObject<ViewHandle | null>
  /** Given to the view as its ref. */
  readonly attach: (handle: ViewHandle | null) => void
  readonly jump: Jump
  /** Jumps in the view that comes next. */
  readonly jumpNext: Jump
}

export interface ViewJumpSetup {
  session: Pick<PlanSession, 'projection'>
  /** Rows that pass the filter; null for all. */
  shown: ReadonlySet<string> | null
  showAll: () => void
  /** Takes away what stands in the place of the view; nothing, where nothing does. */
  uncover: () => void
}

interface Wanted {
  kind: 'row' | 'section'
  id: string
  column?: string | undefined
  /** The view from which it leads away; it is not the one to jump in. */
  from: ViewHandle | null
}

const jumpIn = (view: ViewHandle, { kind, id, column }: Wanted): void => {
  if (kind === 'row') view.jumpToRow(id, { flash: true, column })
  else view.jumpToSection(id)
}

export const useViewJump = (setup: ViewJumpSetup): ViewJump => {
  const latest = useBox(setup)
  const view = useRef<ViewHandle>(null)
  const wanted = useRef<Wanted | null>(null)
  const isHidden = useCallback(
    ({ kind, id }: Wanted): boolean => {
      const { session, shown } = latest.get()
      if (shown === null) return false
      if (kind === 'row') return !shown.has(id)
      const rows = session.projection.view().sections.find((section) => section.id === id)?.rows ?? []
      return !rows.some((row) => shown.has(row.id))
    },
    [latest],
  )
  const settle = useCallback(() => {
    const [now, then] = [view.current, wanted.current]
    if (!now || !then || now === then.from || isHidden(then)) return
    wanted.current = null
    jumpIn(now, then)
  }, [isHidden])
  // The view has drawn what it is to show when this is asked.
  useEffect(settle)
  const attach = useCallback(
    (handle: ViewHandle | null) => {
      view.current = handle
      if (handle) settle()
    },
    [settle],
  )
  const want = useCallback(
    (then: Wanted) => {
      wanted.current = then
      if (then.from === null) latest.get().uncover()
      if (isHidden(then)) latest.get().showAll()
      else settle()
    },
    [isHidden, latest, settle],
  )
  const jump = useCallback<Jump>((kind, id, column) => want({ kind, id, column, from: null }), [want])
  const jumpNext = useCallback<Jump>((kind, id) => want({ kind, id, from: view.current }), [want])
  return { view, attach, jump, jumpNext }
}
