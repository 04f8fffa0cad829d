/** Follows a media query. Owns the subscription alone. */
import { useCallback, useSyncExternalStore } from 'react'

/** Below this width the rail is a drawer and dialogs fill the screen; the same number stands in the CSS modules. */
export const NARROW = '(max-width: 900px)'

/** Fingers rather than a mouse. */
export const TOUCHED = '(pointer: coarse)'

/** Whether `query` matches now; the component follows when that changes. */
export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}
