/**
 * The way back of the keys from a dialog whose tool has been drawn anew meanwhile, or stands in a drawer now: the window grew
 * narrow or wide. Where the tool is there still the dialog gives them back itself. Owns that way alone.
 */
import { useLayoutEffect } from 'react'
import { afterFocus, isNowhere } from '../ui/after-focus.ts'

const toolOf = (one: Element | null): string | null =>
  one?.closest<HTMLElement>('[data-tool]')?.dataset.tool ?? null

const find = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-tool=${JSON.stringify(name)}]`)

/** Follows whether something is laid over the page; the tool that has the keys when it opens is where they go back to. */
export const useKeysBack = (isOpen: boolean): void => {
  // Before it is painted: then the dialog takes the keys.
  useLayoutEffect(() => {
    const name = isOpen ? toolOf(document.activeElement) : null
    if (name === null) return
    return () =>
      afterFocus(() => {
        if (isNowhere()) (find(name) ?? find('sections'))?.focus()
      })
  }, [isOpen])
}
