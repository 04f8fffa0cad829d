/**
 * After a change of page the focus goes to its content, as it would after loading a page, and stays there while the page is
 * drawn anew: first its frame, then its code, then its rows. Owns these moves alone.
 */
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

/** Whether the content that has just gone had the focus. */
let isOwed = false

/** The ref of whatever is the page's content: what comes in its place has the focus that it had. */
export const contentRef = (content: HTMLElement): (() => void) => {
  if (isOwed && document.activeElement === document.body) content.focus({ preventScroll: true })
  isOwed = false
  return () => {
    isOwed = document.activeElement === content
  }
}
