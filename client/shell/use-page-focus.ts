/**
 * After a change of page the focus goes to its content, as it would after loading a page, and stays there while the page is
 * drawn anew: first its frame, then its code, then its rows. Owns these moves alone.
 */
import { useEffect, useRef } from 'react'

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'focusin'] as const

const focusContent = (): void => document.getElementById('content')?.focus({ preventScroll: true })

/**
 * The content may be drawn anew while the page comes in, and takes the focus with it: it is given to its successor, until the
 * person does something or the focus goes somewhere by itself. Returns the way to stop.
 */
const keepOnContent = (): (() => void) => {
  const isOnContent = () => document.activeElement?.id === 'content'
  const observer = new MutationObserver(() => {
    if (document.activeElement === document.body) focusContent()
  })
  const stop = () => {
    observer.disconnect()
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, look, true)
  }
  const look = (event: Event) => {
    if (event.type !== 'focusin' || !isOnContent()) stop()
  }
  focusContent()
  observer.observe(document.body, { childList: true, subtree: true })
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, look, true)
  return stop
}

/** `page` names what is shown; nothing moves at the first one. */
export const usePageFocus = (page: string): void => {
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return undefined
    shown.current = page
    return keepOnContent()
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
