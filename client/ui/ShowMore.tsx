/**
 * The button that shows more of a list. Where it has shown the last of it, it goes, and the keys go on to the first of what has
 * come. Owns that way of the keys; what is shown is its list's.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { isNowhere } from './after-focus.ts'
import { Button, type ButtonProps } from './Button.tsx'

export interface ShowMoreProps extends Omit<ButtonProps, 'onPress'> {
  /** What the entries (`li`) stand in. */
  list: RefObject<HTMLElement | null>
  /** Shows more; null where all is shown. */
  more: (() => void) | null
}

const entriesIn = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll('li') ?? [])]

const giveKeys = (entry: HTMLElement): void => {
  const stop = entry.querySelector<HTMLElement>('button:not(:disabled), input:not(:disabled), a[href]')
  if (!stop) entry.tabIndex = -1
  const taker = stop ?? entry
  taker.focus()
}

export const ShowMore = ({ list, more, ...props }: ShowMoreProps) => {
  const known = useRef<ReadonlySet<HTMLElement> | null>(null)
  const isGone = more === null
  useLayoutEffect(() => {
    const before = known.current
    if (!isGone || before === null) return
    known.current = null
    const first = entriesIn(list.current).find((entry) => !before.has(entry))
    // Whoever has gone on meanwhile stays where they are.
    if (first && isNowhere()) giveKeys(first)
  }, [isGone, list])
  if (more === null) return null
  const press = () => {
    known.current = new Set(entriesIn(list.current))
    more()
  }
  return <Button {...props} onPress={press} />
}
