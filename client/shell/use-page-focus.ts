/** After a change of page the focus goes to its content, as it would after loading a page. Owns that move alone. */
import { useEffect, useRef } from 'react'

/** `page` names what is shown; nothing moves at the first one. */
export const usePageFocus = (page: string): void => {
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [page])
}
