/**
 * The page of a session. Another session is another page, which begins where the one before was left (SPEC EP16, EP17, LQ5): that
 * one goes first, before anything is painted. Owns the order alone.
 */
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { KeepingContext } from '../plan/kept.ts'
import { type PagePlaces, keepKeysAside } from './page-places.ts'

export interface ExchangeProps<T> {
  /** Null before the first. */
  session: T | null
  places: PagePlaces
  waiting: ReactNode
  children: (session: T) => ReactNode
}

export const Exchange = <T,>({ session, places, waiting, children }: ExchangeProps<T>) => {
  const [shown, setShown] = useState(session)
  useLayoutEffect(() => {
    keepKeysAside(places)
    places.keeping.handOn()
    // oxlint-disable-next-line react/set-state-in-effect -- the page before has to be gone when the next is drawn
    setShown(session)
  }, [session, places])
  if (session === null) return waiting
  return (
    <KeepingContext value={places.keeping}>{shown === session ? children(session) : null}</KeepingContext>
  )
}
