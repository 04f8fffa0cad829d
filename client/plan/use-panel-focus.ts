/** How a panel beside the sheet takes part in the keyboard's way. Owns the focus of panels alone. */
import { type RefObject, useEffect } from 'react'
import { useComesBack } from './panel-return.ts'

/**
 * Keeps the focus in a panel when what has it leaves the page, a line that was dealt with, say. Where somebody has gone
 * elsewhere themselves, nothing happens. Returns how to stop.
 */
const keepFocus = (panel: HTMLElement): (() => void) => {
  let last: Node | null = null
  const stop = new AbortController()
  const { signal } = stop
  const page = panel.ownerDocument
  const isNowhere = () => page.activeElement === null || page.activeElement === page.body
  const follow = ({ target }: FocusEvent) => {
    last = target instanceof Node && panel.contains(target) ? target : null
  }
  const leave = () =>
    // A press on the bare page; what is taken away is not there any more by then.
    queueMicrotask(() => {
      if (last?.isConnected === true && isNowhere()) last = null
    })
  page.addEventListener('focusin', follow, { signal })
  panel.addEventListener('focusout', leave, { signal })
  const watch = new MutationObserver(() => {
    if (last === null || last.isConnected || !isNowhere()) return
    last = null
    panel.focus({ preventScroll: true })
  })
  watch.observe(panel, { childList: true, subtree: true })
  return () => {
    stop.abort()
    watch.disconnect()
  }
}

/** Keeps the focus in the panel when what has it there leaves [CX3]. */
export const useKeptFocus = (panel: RefObject<HTMLElement | null>): void => {
  useEffect(() => (panel.current ? keepFocus(panel.current) : undefined), [panel])
}

/** Takes the focus when it opens, keeps it, and gives it back to where it came from. */
export const usePanelFocus = (panel: RefObject<HTMLElement | null>): void => {
  useKeptFocus(panel)
  const comesBack = useComesBack()
  useEffect(() => {
    const before = document.activeElement
    if (!comesBack) panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [panel, comesBack])
}
