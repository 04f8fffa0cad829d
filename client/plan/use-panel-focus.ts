/** How a panel beside the sheet takes part in the keyboard's way. Owns the focus of panels alone. */
import { type RefObject, useEffect } from 'react'
import { useBox } from './box.ts'

/** Takes the focus when it opens, closes on Esc, and gives the focus back to where it came from. */
export const usePanelFocus = (panel: RefObject<HTMLElement | null>, onClose: () => void): void => {
  const close = useBox(onClose)
  useEffect(() => {
    const before = document.activeElement
    const element = panel.current
    const press = (event: KeyboardEvent) => event.key === 'Escape' && close.get()()
    element?.focus({ preventScroll: true })
    element?.addEventListener('keydown', press)
    return () => {
      element?.removeEventListener('keydown', press)
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [panel, close])
}
