/**
 * The keys of a long list of boxes or figures: arrows, Home and End go from one to the next, and Tab goes on behind the list, so
 * that the way to the next button does not grow with the plan. Owns where a key leads.
 */
import type { KeyboardEvent } from 'react'

const STOPS = 'input[type="checkbox"]:not(:disabled), button:not(:disabled)'

interface ListKeys {
  /** What one goes between. */
  stops?: string
  /** Whether Tab goes on behind the list: not where something that was opened stands within. */
  leaves?: boolean
}

/** Where the key leads from stop `at` of so many; null where it is not the list's. */
const ledTo = (key: string, at: number, count: number): number | null => {
  if (key === 'ArrowDown' || key === 'ArrowRight') return Math.min(count - 1, at + 1)
  if (key === 'ArrowUp' || key === 'ArrowLeft') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

/** For `onKeyDownCapture` of the element around the list. */
export const listKeys = (
  event: KeyboardEvent<HTMLElement>,
  { stops: selector = STOPS, leaves = true }: ListKeys = {},
): void => {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = stops.findIndex((stop) => stop === event.target)
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
  if (event.key === 'Tab') {
    // The browser goes on from there.
    if (leaves) stops.at(event.shiftKey ? 0 : -1)?.focus({ preventScroll: true })
    return
  }
  const to = event.shiftKey ? null : ledTo(event.key, at, stops.length)
  if (to === null) return
  event.preventDefault()
  event.stopPropagation()
  stops[to]?.focus()
}
