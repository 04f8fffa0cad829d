/**
 * Where somebody was in a sheet that a new session took away under them (SPEC EP16): the focus, how far it was scrolled, and
 * how high its lines were. Owns the memory of one plan's page; a sheet that comes back with the same session begins anew.
 */
import type { VirtualItem } from '@tanstack/react-virtual'
import { useLayoutEffect, useState } from 'react'
import { useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { Focus, SheetModel } from './sheet-model.ts'

export interface SheetPlace {
  readonly focus: Focus | null
  /** Pixels. */
  readonly scrolled: number
  readonly heights: readonly VirtualItem[]
}

/** Held by the page for as long as it shows the plan; empty until a sheet goes. */
export interface SheetPlaces {
  left: { readonly session: PlanSession; readonly place: SheetPlace } | null
}

/** As much of the virtual lines as the place takes. */
interface Measured {
  readonly scrollOffset: number | null
  readonly measurementsCache: readonly VirtualItem[]
}

/** Where the sheet of another session was left; null where there was none, or it was this one's. */
export const useLeftPlace = (places: SheetPlaces, session: PlanSession): SheetPlace | null => {
  const [place] = useState(() => {
    const { left } = places
    return left === null || left.session === session ? null : left.place
  })
  return place
}

/** Remembers the place when the sheet goes. */
export const useLeavePlace = (
  places: SheetPlaces,
  session: PlanSession,
  model: SheetModel,
  virtualizer: Measured,
): void => {
  const latest = useBox({ model, virtualizer })
  useLayoutEffect(
    () => () => {
      const now = latest.get()
      const { scrollOffset, measurementsCache } = now.virtualizer
      const place = { focus: now.model.get(), scrolled: scrollOffset ?? 0, heights: measurementsCache }
      places.left = { session, place }
    },
    [places, session, latest],
  )
}
