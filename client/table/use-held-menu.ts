/**
 * The state of a line's menu. While it is open the line keeps its tools, wherever the pointer goes. What was chosen is
 * done after the menu has closed and given the focus back: else it would take it from the cell that just opened.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSheet } from './sheet-context.ts'

export interface HeldMenu {
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
  /** Does something as soon as the menu is gone. */
  readonly choose: (run: () => unknown) => void
}

/** The menu gives the focus back in the next frame; the one after that is ours. */
export const afterFocus = (run: () => unknown): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => run()))
}

export const useHeldMenu = (): HeldMenu => {
  const { hover, refocus } = useSheet()
  const [open, setOpen] = useState(false)
  const chosen = useRef<(() => unknown) | null>(null)
  useEffect(() => {
    if (!open) return
    hover.hold(true)
    return () => {
      hover.hold(false)
      const run = chosen.current ?? refocus
      chosen.current = null
      afterFocus(run)
    }
  }, [hover, refocus, open])
  const choose = useCallback((run: () => unknown) => {
    chosen.current = run
  }, [])
  return { open, setOpen, choose }
}
