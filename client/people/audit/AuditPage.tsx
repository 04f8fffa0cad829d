/** The audit trail: who did what, when, newest first; found by person, action, plan and days, page by page and as a file. */
import { Download } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { Api, Department } from '../../api.ts'
import button from '../../ui/Button.module.css'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi, type PeopleApi } from '../api.ts'
import { House, Sheet } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { useLoaded } from '../use-loaded.ts'
import { csvPath, NO_FILTER } from './audit-filter.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTrail } from './AuditTrail.tsx'

const NO_TITLES: ReadonlyMap<string, string> = new Map()

export interface AuditPageProps {
  api: Api
  departments: readonly Department[]
}

export const AuditPage = (props: AuditPageProps) => (
  <PeopleWords>
    <Audit {...props} />
  </PeopleWords>
)

const Audit = ({ api, departments }: AuditPageProps) => {
  const text = useText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  const [filter, setFilter] = useState(NO_FILTER)
  const facts = useLoaded(useCallback(() => readFacts(api, calls), [api, calls]))
  return (
    <House
      tab="audit"
      tools={
        <a className={button.button} href={csvPath(filter)} download>
          <Download aria-hidden="true" />
          {text(csvPath(filter) === csvPath(NO_FILTER) ? 'audit.csv' : 'audit.csv.some')}
        </a>
      }
    >
      <AuditFilters
        people={facts.state.kind === 'ready' ? facts.state.value.people : []}
        titles={facts.state.kind === 'ready' ? facts.state.value.titles : NO_TITLES}
        value={filter}
        onChange={setFilter}
      />
      <Sheet source={facts} lines={6}>
        {({ people, titles }) => (
          <AuditTrail
            key={csvPath(filter)}
            calls={calls}
            filter={filter}
            people={people}
            departments={departments}
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
