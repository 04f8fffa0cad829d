/** What was done, said to screen readers: the text of one polite live region. A store. */
import type { Store } from './plan-session.ts'

export interface Announcer extends Store<string> {
  say(text: string): void
}

/** A space that is not heard: it makes the same sentence a new one, so that it is read again. */
const ECHO = '\u00a0'

export const createAnnouncer = (): Announcer => {
  let current = ''
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    say: (text) => {
      current = text === current ? text + ECHO : text
      for (const listener of listeners) listener()
    },
  }
}
