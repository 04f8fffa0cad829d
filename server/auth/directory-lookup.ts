/** Entries of the directory by what requests carry: built anew when the directory changes, so that a request costs a look-up. */
import type { DirectoryData, PersonEntry, SessionEntry, TokenEntry } from '../storage/directory-data.ts'

export interface DirectoryLookup {
  person(id: string): PersonEntry | null
  /** By the hash of the secret. */
  session(hash: string): SessionEntry | null
  token(hash: string): TokenEntry | null
}

const build = (data: DirectoryData): DirectoryLookup => {
  const people = new Map(data.people.map((one) => [one.id, one]))
  const sessions = new Map(data.sessions.map((one) => [one.hash, one]))
  const tokens = new Map(data.tokens.map((one) => [one.hash, one]))
  return {
    person: (id) => people.get(id) ?? null,
    session: (hash) => sessions.get(hash) ?? null,
    token: (hash) => tokens.get(hash) ?? null,
  }
}

/** Looks up in the directory as it is at each call. */
export const createDirectoryLookup = (directory: { readonly data: DirectoryData }): DirectoryLookup => {
  let [seen, lookup] = [directory.data, build(directory.data)]
  const fresh = (): DirectoryLookup => {
    if (directory.data !== seen) [seen, lookup] = [directory.data, build(directory.data)]
    return lookup
  }
  return {
    person: (id) => fresh().person(id),
    session: (hash) => fresh().session(hash),
    token: (hash) => fresh().token(hash),
  }
}
