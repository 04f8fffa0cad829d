/** Ctrl+K and Ctrl+F (Cmd on a Mac) in whatever keyboard layout: the browser's own search sees only the drawn rows. */
import { useEffect } from 'react'

const CODES: readonly string[] = ['KeyK', 'KeyF']

export const isSearchKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && CODES.includes(event.code)

/** Calls `onSearch` on either chord, before anything else on the page sees it. */
export const useSearchKeys = (onSearch: () => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isSearchKey(event)) return
      event.preventDefault()
      event.stopPropagation()
      onSearch()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [onSearch])
}
