/**
 * The state of a line's menu. While it is open the line keeps its tools, wherever the pointer goes. What was chosen is
 * done after the menu has closed and given the focus back: else it would take it from the cell that just opened.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { afterFocus } from '../ui/after-focus.ts'
import { useSheet } from './sheet-context.ts'

export interface HeldMenu {
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
  readonly show: () => void
  /** Does something as soon as the menu is gone. */
  readonly choose: (run: () => unknown) => void
}

/** Tells a line's menu button that a key asks for the menu. */
const MENU_KEY = 'menukey'

/**
 * Opens the menu of a line. Not by a click: react-aria takes one without a pointer for a screen reader's, and gives the menu
 * the focus only when nothing on the page fades any more, so that the keys until then would be lost. False where it has none.
 */
export const openMenuOf = (line: Element | null | undefined): boolean =>
  line?.querySelector('[data-menu-button]')?.dispatchEvent(new Event(MENU_KEY)) ?? false

export const useMenuKey = (button: RefObject<HTMLElement | null>, open: () => void): void => {
  useEffect(() => {
    const element = button.current
    element?.addEventListener(MENU_KEY, open)
    return () => element?.removeEventListener(MENU_KEY, open)
  }, [button, open])
}

export const useHeldMenu = (): HeldMenu => {
  const { hover, refocus } = useSheet()
  const [open, setOpen] = useState(false)
  const show = useCallback(() => setOpen(true), [])
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
  return { open, setOpen, show, choose }
}
