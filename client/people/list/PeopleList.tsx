/** The register of people with its filter, and what can be done with each. Owns the actions and their dialogs. */
import { useRef, useState } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import type { Department } from '../../api.ts'
import { thenRead } from '../../then-read.ts'
import { Field } from '../../ui/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { type Text, useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { departmentsOf } from '../Chips.tsx'
import { Confirm } from '../Confirm.tsx'
import { Lines, Sheet } from '../House.tsx'
import { OneTime } from '../OneTime.tsx'
import type { Person } from '../schemas.ts'
import type { Source } from '../use-loaded.ts'
import { useAttempt } from '../use-work.ts'
import { filterPeople } from './people-filter.ts'
import styles from './people.module.css'
import { PersonDialog } from './PersonDialog.tsx'
import { PersonLine } from './PersonLine.tsx'

export interface PeopleListProps {
  calls: PeopleApi
  source: Source<Person[]>
  me: Identity
  departments: readonly Department[]
  onChanged: () => Promise<void>
}

type Open = { kind: 'person' | 'unlink'; person: Person } | { kind: 'link'; person: Person; link: string }

/** What a person is found by beside their own entry. */
const wordsOf = (person: Person, departments: readonly Department[], text: Text): string[] => [
  text(`common.role.${person.role}`),
  ...departmentsOf({ ids: person.departments, departments }).flatMap(({ name, short }) => [name, short]),
  ...(person.approver ? [text('people.approver.short')] : []),
  ...(person.hasProvider ? [text('people.provider')] : []),
  ...(person.closedAt === null ? [] : [text('people.closed')]),
]

export const PeopleList = (props: PeopleListProps) => {
  const text = useText()
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  const { source, me, departments } = props
  const actions = usePersonActions(props, setOpen)
  const findable =
    source.state.kind === 'ready'
      ? source.state.value.map((person) => ({ person, words: wordsOf(person, departments, text) }))
      : []
  const shown = filterPeople(findable, query)
  return (
    <>
      <Filter query={query} onQuery={setQuery} shown={shown.length} all={findable.length} />
      <Sheet source={source}>
        {(_, asOf) => (
          <Lines label={text('house.people')} empty={text('people.none')}>
            {shown.map((person) => (
              <PersonLine
                key={person.id}
                person={person}
                departments={departments}
                now={asOf}
                isMe={person.id === me.id}
                onEdit={() => setOpen({ kind: 'person', person })}
                onAction={(action) => actions[action](person)}
              />
            ))}
          </Lines>
        )}
      </Sheet>
      {open && <OpenDialog {...props} open={open} onClose={() => setOpen(null)} />}
    </>
  )
}

interface OpenDialogProps extends Pick<PeopleListProps, 'calls' | 'departments' | 'onChanged'> {
  open: Open
  onClose: () => void
}

/** What was chosen about one person, over the list. */
const OpenDialog = ({ open, calls, departments, onChanged, onClose }: OpenDialogProps) => {
  const text = useText()
  const { person } = open
  const unlink = async () => {
    await thenRead(() => calls.changePerson(person.id, { hasProvider: false }), onChanged)
    showToast({ text: text('people.unlinked', { name: person.name }) })
  }
  if (open.kind === 'link') {
    return (
      <OneTime
        title={text('people.reset')}
        words={text('people.reset.words', { name: person.name })}
        label={text('once.link')}
        value={open.link}
        onClose={onClose}
      />
    )
  }
  if (open.kind === 'unlink') {
    return (
      <Confirm
        title={text('people.unlink.title', { name: person.name })}
        words={text(person.hasPassword ? 'people.unlink.words' : 'people.unlink.words.last')}
        action={text('people.unlink.action')}
        onConfirm={unlink}
        onClose={onClose}
      />
    )
  }
  return <PersonDialog {...{ calls, departments, person, onChanged, onClose }} />
}

const usePersonActions = ({ calls, onChanged }: PeopleListProps, open: (next: Open) => void) => {
  const text = useText()
  const attempt = useAttempt()
  const setClosed = async (person: Person, closed: boolean): Promise<boolean> =>
    attempt(() => thenRead(() => calls.changePerson(person.id, { closed }), onChanged))
  const reopen = async (person: Person) => {
    if (await setClosed(person, false)) showToast({ text: text('people.reopened', { name: person.name }) })
  }
  const close = async (person: Person) => {
    if (!(await setClosed(person, true))) return
    showToast({
      text: text('people.closed.done', { name: person.name }),
      action: { label: text('people.reopen'), run: () => void reopen(person) },
    })
  }
  // A link ends the one before: the second of two presses would show one that is dead, or end the one on its way.
  const resetting = useRef(false)
  const reset = async (person: Person) => {
    if (resetting.current) return
    resetting.current = true
    await attempt(async () => open({ kind: 'link', person, link: await calls.passwordLink(person.id) }))
    resetting.current = false
  }
  return {
    reset: (person: Person) => void reset(person),
    unlink: (person: Person) => open({ kind: 'unlink', person }),
    close: (person: Person) => void close(person),
    reopen: (person: Person) => void reopen(person),
  }
}

interface FilterProps {
  query: string
  onQuery: (query: string) => void
  shown: number
  all: number
}

const Filter = ({ query, onQuery, shown, all }: FilterProps) => {
  const text = useText()
  return (
    <div className={styles.filter}>
      <Field label={text('people.filter')} value={query} onChange={onQuery} type="search" />
      <p className={styles.count} role="status">
        {all > 0 &&
          (query.trim() === ''
            ? text('people.count', { count: all })
            : text('people.found', { count: shown, all }))}
      </p>
    </div>
  )
}
