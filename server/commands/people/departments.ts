/** The house's departments: new ones, their names, colours and order, and their end. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { isAlive } from '../../auth/sessions.ts'
import type { DepartmentEntry } from '../../storage/storage.ts'
import { audit } from '../audit.ts'
import { stillMay } from '../change-house.ts'
import { authorise } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'
import { differences } from './differences.ts'
import { isOpenLink } from './directory.ts'

export type DepartmentFields = Omit<DepartmentEntry, 'id'>

/** What is left out is chosen: the name once more, the colour that the fewest have. */
export type NewDepartment = Pick<DepartmentFields, 'name'> & Partial<DepartmentFields>

export type DepartmentChange = Partial<DepartmentFields> & {
  /** The department it comes to stand behind; null: the first place. */
  after?: string | null
}

type Needs = Pick<PeopleDeps, 'storage' | 'ids' | 'now'>
const MAX_DEPARTMENTS = 200
const HUES = [1, 2, 3, 4, 5, 6] as const
const LONGEST_SHORT = 40

/** Changes of one store, one after another: each sees what the one before wrote, and asks in its turn whether it may be. */
const turns = new WeakMap<object, Promise<unknown>>()

const changeAll = <T>(
  deps: Needs,
  who: Identity,
  change: (all: readonly DepartmentEntry[]) => readonly [readonly DepartmentEntry[], T],
): Promise<T> => {
  const { catalogue } = deps.storage
  const turn = async (): Promise<T> => {
    await stillMay(deps, who, 'departments.manage')
    const [next, result] = change(catalogue.departments())
    await catalogue.putDepartments(next)
    return result
  }
  // A change that was refused is its caller's to report; the next one takes its turn all the same.
  const done = (turns.get(catalogue) ?? Promise.resolve()).then(turn, turn)
  turns.set(catalogue, done)
  return done
}

const requireDepartment = (all: readonly DepartmentEntry[], id: string): DepartmentEntry => {
  const found = all.find((one) => one.id === id)
  if (!found) throw new SvodError('not-found')
  return found
}

const shortened = (name: string): string =>
  // Half of a character that takes two places is none.
  name.length <= LONGEST_SHORT
    ? name
    : `${name
        .slice(0, LONGEST_SHORT - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`

const rarestHue = (all: readonly DepartmentEntry[]): number => {
  const countOf = (hue: number): number => all.filter((one) => one.hue === hue).length
  return HUES.reduce<number>((rarest, hue) => (countOf(hue) < countOf(rarest) ? hue : rarest), HUES[0])
}

/** The new id. @throws SvodError `forbidden`, `conflict` beyond 200 */
export const addDepartment = async (
  deps: Needs,
  who: Identity,
  { name, short, hue }: NewDepartment,
): Promise<string> => {
  authorise(who, 'departments.manage')
  const id = deps.ids()
  await changeAll(deps, who, (all) => {
    if (all.length >= MAX_DEPARTMENTS) throw new SvodError('conflict')
    const made = { id, name, short: short ?? shortened(name), hue: hue ?? rarestHue(all) }
    return [[...all, made], null]
  })
  await audit(deps, who, 'department.create', null, { department: id, whom: name })
  return id
}

const placed = (
  others: readonly DepartmentEntry[],
  one: DepartmentEntry,
  after: string | null,
): DepartmentEntry[] => {
  const index = others.findIndex(({ id }) => id === after)
  if (after !== null && index < 0) throw new SvodError('bad-request', { field: 'after' })
  return [...others.slice(0, index + 1), one, ...others.slice(index + 1)]
}

/** @throws SvodError `forbidden`, `not-found`, `bad-request` */
export const changeDepartment = async (
  deps: Needs,
  who: Identity,
  id: string,
  { after, ...fields }: DepartmentChange,
): Promise<void> => {
  authorise(who, 'departments.manage')
  const [name, changes] = await changeAll(deps, who, (all) => {
    const before = requireDepartment(all, id)
    const changed = { ...before, ...fields }
    const others = all.filter((one) => one.id !== id)
    const next =
      after === undefined ? all.map((one) => (one.id === id ? changed : one)) : placed(others, changed, after)
    return [next, [changed.name, differences(before, changed, ['name', 'short', 'hue'])] as const]
  })
  await audit(deps, who, 'department.change', null, { department: id, whom: name, ...changes })
}

/** Who would be left with a department that is not there: open accounts, invitations and tokens. */
const usersOf = ({ storage, now }: Needs, id: string): number => {
  const { people, links, tokens } = storage.directory.data
  const holds = ({ departments }: { departments: readonly string[] }) => departments.includes(id)
  const counts = [
    people.filter((one) => one.closedAt === null && holds(one)),
    links.filter((one) => one.kind === 'invitation' && isOpenLink(one, now()) && holds(one)),
    tokens.filter((one) => one.revokedAt === null && isAlive(one, now()) && holds(one)),
  ]
  return counts.reduce((sum, { length }) => sum + length, 0)
}

/** Its sections stay; then only the chief editor writes in them. @throws SvodError `forbidden`, `not-found`, `department-in-use` */
export const deleteDepartment = async (deps: Needs, who: Identity, id: string): Promise<void> => {
  authorise(who, 'departments.manage')
  const name = await changeAll(deps, who, (all) => {
    const gone = requireDepartment(all, id)
    const people = usersOf(deps, id)
    if (people > 0) throw new SvodError('department-in-use', { people })
    return [all.filter((one) => one.id !== id), gone.name]
  })
  await audit(deps, who, 'department.delete', null, { department: id, whom: name })
}
