/** Ctrl+K and Ctrl+F (Cmd on a Mac) in whatever keyboard layout: the browser's own search sees only the drawn rows. */
import { useEffect } from 'react'

const CODES: readonly string[] = ['KeyK', 'KeyF']

export const isSearchKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && CODES.includes(event.code)

/** A dialog lies over the page, perhaps with what was typed in it: the search would take its place. */
const isCovered = (): boolean => document.querySelector('[data-modal]') !== null

/** Calls `onSearch` on either chord, before anything else on the page sees it; over a dialog the browser has them. */
export const useSearchKeys = (onSearch: () => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isSearchKey(event) || isCovered()) return
      event.preventDefault()
      event.stopPropagation()
      onSearch()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [onSearch])
}
