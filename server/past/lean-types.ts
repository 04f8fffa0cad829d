/**
 * Y types as whoever only reads them needs them: what nobody asks for is not made. Each type of a document is born with an empty
 * map and two lists of listeners, which are a third of what a plan takes in memory. Owns that these come to be when they are
 * first asked for; all else is Yjs's own. For processes that read one document and end: the rooms, which write, stay as Yjs is.
 */
import * as Y from 'yjs'

type Fields = Record<string, unknown>

/** Lets `name` be made by `make` at first sight; what is set before and is empty is forgotten. */
const lazily = <T>(name: string, make: () => T, isEmpty: (value: T) => boolean): void => {
  const kept = `lean${name}`
  Object.defineProperty(Y.AbstractType.prototype, name, {
    configurable: true,
    get(this: Fields): T {
      return (this[kept] ??= make()) as T
    },
    set(this: Fields, value: T) {
      this[kept] = isEmpty(value) ? null : value
    },
  })
}

interface Listeners {
  l: unknown[]
}

/** Makes all types of this process so that are created from now on. */
export const readLeanly = (): void => {
  lazily(
    '_map',
    () => new Map(),
    (map) => map.size === 0,
  )
  for (const name of ['_eH', '_dEH'])
    lazily<Listeners>(
      name,
      () => ({ l: [] }),
      ({ l }) => l.length === 0,
    )
}
