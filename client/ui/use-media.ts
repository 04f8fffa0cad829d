/** Follows a media query. Owns the subscription alone. */
import { useCallback, useMemo, useSyncExternalStore } from 'react'

/** Below this width the rail is a drawer and dialogs fill the screen; the same number stands in the CSS modules. */
export const NARROW = '(max-width: 900px)'

/** Fingers rather than a mouse. */
export const TOUCHED = '(pointer: coarse)'

/** Whether `query` matches now; the component follows when that changes. */
export const useMedia = (query: string): boolean => {
  // Made once: it costs a hundred times as much as being asked, and every rendering asks.
  const list = useMemo(() => window.matchMedia(query), [query])
  const subscribe = useCallback(
    (listener: () => void) => {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [list],
  )
  return useSyncExternalStore(subscribe, () => list.matches)
}
