/**
 * What the page of a plan keeps when a new session takes the place of one under it (SPEC LQ5): what stands beside the document,
 * whether the keys went there, and what is open and written besides. Owns that memory alone.
 */
import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { Keeping } from '../plan/kept.ts'
import type { SheetPlaces } from '../table/sheet-place.ts'
import type { AsideName } from './rail-ways.ts'
import type { Target } from './router.ts'

export interface PagePlaces extends SheetPlaces {
  aside: AsideName | null
  /** Whether the focus was there. */
  isAside: boolean
  /** What the address named and was gone to. */
  reached: Target
  /** What is open and written, by names of their own. */
  readonly keeping: Keeping
}

export const noPlaces = (): PagePlaces => ({
  left: null,
  aside: null,
  isAside: false,
  reached: null,
  keeping: new Keeping(),
})

/** Keys that went to a panel must not go on into a cell. */
export const keepKeysAside = (places: PagePlaces): void => {
  const { left, isAside } = places
  if (isAside && left) places.left = { ...left, place: { ...left.place, focus: null } }
}

export const remember = (places: PagePlaces, part: Partial<PagePlaces>): void =>
  void Object.assign(places, part)

/** What stands beside the document; `comesBack`: it is there again, and takes no focus. */
export const useAsideName = (places: PagePlaces) => {
  const [state, setState] = useState(() => ({
    aside: places.aside,
    comesBack: places.aside !== null && !places.isAside,
  }))
  const { aside } = state
  useEffect(() => remember(places, { aside }), [places, aside])
  useLayoutEffect(
    () => () => {
      const isAside = document.activeElement?.closest('[data-aside]') instanceof Element
      remember(places, { isAside })
    },
    [places],
  )
  const setAside = useCallback((next: AsideName | null) => setState({ aside: next, comesBack: false }), [])
  return { ...state, setAside }
}
