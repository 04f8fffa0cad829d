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

/** Looks up in the directory as it is at each call, or in `data`, which is not on disk yet. */
export const createDirectoryLookup = (directory: { readonly data: DirectoryData }) => {
  let [seen, lookup] = [directory.data, build(directory.data)]
  return (data: DirectoryData): DirectoryLookup => {
    if (data !== directory.data) return build(data)
    if (data !== seen) [seen, lookup] = [data, build(data)]
    return lookup
  }
}
