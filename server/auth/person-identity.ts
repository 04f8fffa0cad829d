/**
 * What an entry of the directory is as an identity. Owns that translation; pure. A department that is there no more gives no
 * rights in the sections it has left behind [PP15].
 */
import type { Identity } from '../../shared/identity.ts'
import type { PersonEntry, TokenEntry } from '../storage/directory-data.ts'
import type { DepartmentEntry } from '../storage/storage.ts'

const hueOf = (departments: readonly string[], known: readonly DepartmentEntry[]): number =>
  known.find(({ id }) => id === departments[0])?.hue ?? 0

const there = (departments: readonly string[], known: readonly DepartmentEntry[]): string[] =>
  departments.filter((id) => known.some((one) => one.id === id))

export const identityOfPerson = (person: PersonEntry, known: readonly DepartmentEntry[]): Identity => {
  const { id, name, role, plans, approver } = person
  const departments = there(person.departments, known)
  return { id, name, role, plans, departments, approver, hue: hueOf(departments, known), kind: 'person' }
}

/** A token for single plans has its role there and none in the house. */
export const identityOfToken = (token: TokenEntry, known: readonly DepartmentEntry[]): Identity => {
  const { id, name, role } = token
  const departments = there(token.departments, known)
  const plans = Object.fromEntries((token.plans ?? []).map((plan) => [plan, role]))
  const house = token.plans === null ? role : 'none'
  const hue = hueOf(departments, known)
  return { id, name, role: house, plans, departments, approver: false, hue, kind: 'program' }
}
