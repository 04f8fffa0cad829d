/** The records of the trail as they are read, day by day, with the way to older ones. Owns the pages that are loaded. */
import { useCallback, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Department } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { Sheet } from '../House.tsx'
import house from '../House.module.css'
import type { AuditRecord, Person } from '../schemas.ts'
import { useLoaded } from '../use-loaded.ts'
import { useAttempt } from '../use-work.ts'
import { type AuditNames, detailsOf } from './audit-details.ts'
import { type AuditFilter, auditParams } from './audit-filter.ts'
import { actionKey } from './audit-words.ts'
import styles from './audit.module.css'

export interface AuditTrailProps {
  calls: PeopleApi
  filter: AuditFilter
  people: readonly Person[]
  departments: readonly Department[]
  /** Titles of plans by their ids. */
  titles: ReadonlyMap<string, string>
}

const PAGE = 50

interface Page {
  records: readonly AuditRecord[]
  next: string | number | null
}

/** Pages behind a first one that ended there. Where it was read anew and ends elsewhere, they do not join it any more. */
interface Older {
  behind: Page['next']
  pages: readonly Page[]
}

const NONE: Older = { behind: null, pages: [] }

export const AuditTrail = ({ calls, filter, ...facts }: AuditTrailProps) => {
  const text = useText()
  const attempt = useAttempt()
  const [older, setOlder] = useState(NONE)
  const [busy, setBusy] = useState(false)
  const read = useCallback(
    (before?: string | number): Promise<Page> =>
      calls.audit({
        limit: PAGE,
        ...(before !== undefined && { before }),
        ...auditParams(filter),
      }),
    [calls, filter],
  )
  const source = useLoaded(useCallback(() => read(), [read]))
  const more = async (first: Page, end: Page) => {
    setBusy(true)
    await attempt(async () => {
      const page = await read(end.next ?? undefined)
      const behind = first.next
      setOlder((known) => ({ behind, pages: known.behind === behind ? [...known.pages, page] : [page] }))
    })
    setBusy(false)
  }
  return (
    <Sheet source={source} lines={6}>
      {(first) => {
        const pages = older.behind === first.next ? [first, ...older.pages] : [first]
        const end = pages.at(-1) ?? first
        const records = pages.flatMap((page) => page.records)
        return (
          <>
            {(records.length > 0 || end.next === null) && <Records records={records} {...facts} />}
            <p className="visually-hidden" role="status">
              {text('audit.count', { count: records.length })}
            </p>
            {end.next !== null && (
              <div className={styles.more}>
                <Button busy={busy} onPress={() => void more(first, end)}>
                  {text('audit.more')}
                </Button>
              </div>
            )}
          </>
        )
      }}
    </Sheet>
  )
}

type Facts = Pick<AuditTrailProps, 'people' | 'departments' | 'titles'>
type RecordsProps = Facts & { records: readonly AuditRecord[] }

const Records = ({ records, ...facts }: RecordsProps) => {
  const text = useText()
  const names = useNames(facts)
  const intl = useIntl()
  if (records.length === 0) return <p className={`${house.sheet} ${house.empty}`}>{text('audit.none')}</p>
  return (
    <div className={`${house.sheet} ${styles.scroll}`}>
      <table className={styles.table}>
        <caption className="visually-hidden">{text('house.audit')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{text('audit.when')}</th>
            <th scope="col">{text('audit.who')}</th>
            <th scope="col">{text('audit.what')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record, index) => (
            // Records never change and never change their order; several may share their moment.
            <tr key={`${record.at} ${index}`}>
              <td className={styles.when}>
                {intl.formatDate(record.at, { day: 'numeric', month: 'short', year: 'numeric' })}{' '}
                <span className={styles.time}>{intl.formatTime(record.at)}</span>
              </td>
              <td className={styles.who}>
                {record.name || names.person(record.by ?? '') || text('audit.nobody')}
              </td>
              <td>
                <What record={record} names={names} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What ids stand for; those of what is gone stand for nothing. */
const useNames = ({ people, departments, titles }: Facts): AuditNames => {
  const text = useText()
  const intl = useIntl()
  return {
    text,
    person: (id) => people.find((one) => one.id === id)?.name ?? null,
    department: (id) => departments.find((one) => one.id === id)?.short ?? null,
    plan: (id) => titles.get(id) ?? null,
    day: (time) => intl.formatDate(time, { day: 'numeric', month: 'long', year: 'numeric' }),
  }
}

const What = ({ record, names }: { record: AuditRecord; names: AuditNames }) => {
  const text = useText()
  const { messages } = useIntl()
  const key = actionKey(record.action, messages)
  const title = record.plan ? (names.plan(record.plan) ?? text('audit.gone')) : null
  const details = detailsOf(record, names)
  return (
    <>
      {key === null ? record.action : text(key)}
      {title !== null && <span className={styles.plan}> {text('audit.plan', { title })}</span>}
      {details.length > 0 && <span className={styles.details}>{details.join(' · ')}</span>}
    </>
  )
}
