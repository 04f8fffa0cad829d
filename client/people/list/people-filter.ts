/** Which people a few words mean: by name, login, department or role, in any order. Pure. */
import type { Person } from '../schemas.ts'

/** What can be looked for in a person, beside what stands in their entry. */
export interface Findable {
  person: Person
  /** Names of the role and the departments in the reader's language. */
  words: readonly string[]
}

/** Without case and without dots above letters, which Russian writers put or leave out as they like. */
const plain = (text: string): string => text.toLocaleLowerCase().normalize('NFD').replaceAll('\u0308', '')

const saysAll = ({ person, words }: Findable, wanted: readonly string[]): boolean => {
  const text = plain([person.name, person.login, person.email ?? '', ...words].join('\n'))
  return wanted.every((word) => text.includes(word))
}

/** Those of whom every word of the query is true; open accounts first, by name. */
export const filterPeople = (people: readonly Findable[], query: string): Person[] => {
  const wanted = plain(query).split(/\s+/u).filter(Boolean)
  return people
    .filter((one) => saysAll(one, wanted))
    .map(({ person }) => person)
    .toSorted(
      (a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || a.name.localeCompare(b.name),
    )
}
