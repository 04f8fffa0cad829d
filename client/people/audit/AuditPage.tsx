/** The audit trail: who did what, when, newest first; by person and action, page by page, and whole as a file. */
import { Download } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { Api } from '../../api.ts'
import button from '../../ui/Button.module.css'
import { Pick } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi, type PeopleApi } from '../api.ts'
import { House, Sheet } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import type { Person } from '../schemas.ts'
import { useLoaded } from '../use-loaded.ts'
import { ACTION_GROUPS } from './audit-words.ts'
import { AuditTrail } from './AuditTrail.tsx'
import styles from './audit.module.css'

export const AuditPage = ({ api }: { api: Api }) => (
  <PeopleWords>
    <Audit api={api} />
  </PeopleWords>
)

/** '' for everybody and everything. */
interface Filter {
  who: string
  action: string
}

const Audit = ({ api }: { api: Api }) => {
  const text = useText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  const [filter, setFilter] = useState<Filter>({ who: '', action: '' })
  const facts = useLoaded(useCallback(() => readFacts(api, calls), [api, calls]))
  return (
    <House
      tab="audit"
      tools={
        <a className={button.button} href="/api/audit.csv" download>
          <Download aria-hidden="true" />
          {text('audit.csv')}
        </a>
      }
    >
      <Filters
        people={facts.state.kind === 'ready' ? facts.state.value.people : []}
        value={filter}
        onChange={setFilter}
      />
      <Sheet source={facts} lines={6}>
        {({ people, titles }) => (
          <AuditTrail
            key={`${filter.who} ${filter.action}`}
            calls={calls}
            who={filter.who}
            action={filter.action}
            people={people}
            titles={titles}
          />
        )}
      </Sheet>
    </House>
  )
}

/** What the ids in the records stand for. */
const readFacts = async (api: Api, calls: PeopleApi) => {
  const [people, plans, trashed] = await Promise.all([calls.people(), api.plans(), api.trashedPlans()])
  return { people, titles: new Map([...plans, ...trashed].map(({ id, title }) => [id, title])) }
}

interface FiltersProps {
  people: readonly Person[]
  value: Filter
  onChange: (filter: Filter) => void
}

const Filters = ({ people, value, onChange }: FiltersProps) => {
  const text = useText()
  return (
    <div className={styles.filters}>
      <Pick
        label={text('audit.who')}
        options={[
          { value: '', label: text('audit.who.all') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={value.who}
        onChange={(who) => onChange({ ...value, who })}
      />
      <Pick
        label={text('audit.what')}
        options={[
          { value: '', label: text('audit.what.all') },
          ...ACTION_GROUPS.map((group) => ({ value: group, label: text(`audit.group.${group}`) })),
        ]}
        value={value.action}
        onChange={(action) => onChange({ ...value, action })}
      />
    </div>
  )
}
