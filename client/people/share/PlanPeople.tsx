/** The people of a plan, each with the role that holds here: as in the house, or another. Owns the list. */
import { useCallback, useState } from 'react'
import { ROLES, type Access } from '../../../shared/identity.ts'
import type { Department } from '../../api.ts'
import { thenRead } from '../../then-read.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/cx.ts'
import { Pick } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { Chips, departmentsOf } from '../Chips.tsx'
import { Sheet } from '../House.tsx'
import { isRole } from '../RightsFields.tsx'
import type { PlanPerson } from '../schemas.ts'
import { useLoaded } from '../use-loaded.ts'
import { useAttempt } from '../use-work.ts'
import styles from './share.module.css'

export interface PlanPeopleProps {
  calls: PeopleApi
  planId: string
  departments: readonly Department[]
}

/** The value for "as in the house"; no role is called so. */
const HOUSE = 'house'

const accessOf = (value: string): Access | null => (value === 'none' || isRole(value) ? value : null)

/** Exceptions first, then by name. */
export const inOrder = (people: readonly PlanPerson[]): PlanPerson[] =>
  people.toSorted(
    (a, b) => Number(a.planRole === null) - Number(b.planRole === null) || a.name.localeCompare(b.name),
  )

export const PlanPeople = ({ calls, planId, departments }: PlanPeopleProps) => {
  const text = useText()
  const attempt = useAttempt()
  const [said, setSaid] = useState('')
  const [order, setOrder] = useState<readonly string[] | null>(null)
  const load = useCallback(async () => {
    const people = inOrder(await calls.planPeople(planId))
    // A changed line stays where the hand is.
    setOrder((before) => before ?? people.map(({ id }) => id))
    return people
  }, [calls, planId])
  const source = useLoaded(load)
  const change = async (person: PlanPerson, value: string) => {
    const role = accessOf(value)
    const set = async () => {
      await calls.setPlanRole(planId, person.id, role)
      source.put((people) => people.map((one) => (one.id === person.id ? { ...one, planRole: role } : one)))
    }
    const done = await attempt(() => thenRead(set, source.refresh))
    const words = text(`common.role.${role ?? person.role}`)
    if (done) setSaid(text('share.changed', { name: person.name, role: words }))
  }
  return (
    <>
      <Sheet source={source} lines={3}>
        {(people) => (
          <ul className={styles.people} aria-label={text('share.people')}>
            {kept(people, order).map((person) => (
              <PlanPersonLine
                key={person.id}
                person={person}
                departments={departments}
                onChange={(value) => void change(person, value)}
              />
            ))}
          </ul>
        )}
      </Sheet>
      <output className="visually-hidden">{said}</output>
    </>
  )
}

/** In the order in which they were first shown. */
const kept = (people: readonly PlanPerson[], order: readonly string[] | null): readonly PlanPerson[] => {
  if (order === null) return people
  const place = ({ id }: PlanPerson) => (order.includes(id) ? order.indexOf(id) : order.length)
  return people.toSorted((a, b) => place(a) - place(b))
}

interface PlanPersonLineProps {
  person: PlanPerson
  departments: readonly Department[]
  onChange: (value: string) => void
}

const PlanPersonLine = ({ person, departments, onChange }: PlanPersonLineProps) => {
  const text = useText()
  const { name, role, planRole } = person
  const hue = departmentsOf({ ids: person.departments, departments })[0]?.hue ?? 0
  const options = [
    { value: HOUSE, label: text('share.as-house', { role: text(`common.role.${role}`) }) },
    ...[...ROLES, 'none' as const].map((one) => ({ value: one, label: text(`common.role.${one}`) })),
  ]
  return (
    <li className={cx(styles.person, planRole !== null && styles.exception)}>
      <Avatar name={name} hue={hue} size={28} />
      <div className={styles.who}>
        <p>{name}</p>
        <Chips ids={person.departments} departments={departments} />
      </div>
      <Pick
        bare
        label={text('share.role', { name })}
        options={options}
        value={planRole ?? HOUSE}
        onChange={onChange}
      />
    </li>
  )
}
