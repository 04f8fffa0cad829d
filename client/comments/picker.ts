/** Whom an `@` can name: the word that is being typed, who fits it, and what choosing does. Pure. */
import type { Draft, Nameable } from './drafts.ts'

/** The `@…` before the caret. */
export interface Asking {
  /** Index of the @. */
  readonly at: number
  readonly query: string
}

/** Somebody who can be chosen. */
export interface Candidate extends Nameable {
  readonly hue: number
  readonly here: boolean
}

/** A name has a few words; what goes on longer is a sentence. */
const ASKING = /(?:^|[\s(«"„])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*){0,2})$/u

/** Null while no name is being typed. */
export const askingAt = (text: string, caret: number): Asking | null => {
  const query = ASKING.exec(text.slice(0, caret))?.[1]
  return query === undefined ? null : { at: caret - query.length - 1, query }
}

/** Without case, and with ё as е: its two dots are a sign of their own once the letter is taken apart. */
const fold = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll('\u0308', '')

/** Whether the words of the query begin words of the name, in any order. */
const fits = (name: string, query: string): boolean => {
  const words = fold(name).split(/[\s-]+/)
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}

const MAX_SHOWN = 6

/** Who fits, those who are here first; nobody where the query goes on behind somebody's whole name. */
export const candidatesFor = (people: readonly Candidate[], query: string): readonly Candidate[] => {
  if (people.some(({ name }) => fold(query).startsWith(`${fold(name)} `))) return []
  return people
    .filter(({ name }) => fits(name, query))
    .sort((a, b) => Number(b.here) - Number(a.here) || a.name.localeCompare(b.name))
    .slice(0, MAX_SHOWN)
}

/** The draft with somebody named in place of what was typed, and where the caret goes. */
export const choose = (
  draft: Draft,
  { at, query }: Asking,
  { id, name }: Nameable,
): { draft: Draft; caret: number } => {
  const behind = draft.text.slice(at + 1 + query.length)
  const word = `@${name}${/^\s/.test(behind) ? '' : ' '}`
  const named = draft.named.some((one) => one.id === id) ? draft.named : [...draft.named, { id, name }]
  return {
    draft: { ...draft, text: draft.text.slice(0, at) + word + behind, named },
    caret: at + name.length + 2,
  }
}

/** One line a person: the later sources do not overwrite the earlier ones, but say whether somebody is here. */
export const joinPeople = (me: string, sources: readonly (readonly Candidate[])[]): readonly Candidate[] => {
  const people = new Map<string, Candidate>()
  for (const one of sources.flat()) {
    if (one.id !== me && one.name !== '' && !people.has(one.id)) people.set(one.id, one)
  }
  return [...people.values()]
}
