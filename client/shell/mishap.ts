/**
 * What went wrong on the way back from the identity provider: `/#error=CODE` (PROTOCOL.md "People"). Owns the code until
 * it was told, and takes it out of the address bar: neither a bookmark nor a reload says it again.
 */
import type { Store } from '../plan/plan-session.ts'

export interface Mishap extends Store<string | null> {
  forget(): void
}

const CODE = /^#error=([a-z-]{1,40})$/

/** Reads the address once, when the page comes. */
export const takeMishap = (page: Pick<Window, 'location' | 'history'>): Mishap => {
  const { pathname, search, hash } = page.location
  const said = CODE.exec(hash)?.[1] ?? null
  // On this way alone it has a meaning of its own: the account or the provider's has another partner.
  let code = said === 'conflict' ? 'already-linked' : said
  const listeners = new Set<() => void>()
  if (code !== null) page.history.replaceState(null, '', pathname + search)
  return {
    get: () => code,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forget: () => {
      code = null
      for (const listener of listeners) listener()
    },
  }
}
