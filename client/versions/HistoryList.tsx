/** Who changed what, the latest first, by day; a line leads to its moment. Owns the list and its pages. */
import { useCallback, useMemo, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { useErrorText } from '../error-text.ts'
import { ShowMore } from '../ui/ShowMore.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { Again } from './FieldsDialog.tsx'
import type { Entry, EntryFilter, EntryPage, HistoryApi } from './history-api.ts'
import { type Names, actWords, subjectWords } from './history-words.ts'
import { hueOf } from './stops.ts'
import { useLoading, useTask } from './use-task.ts'
import styles from './history.module.css'

export interface Entries {
  entries: readonly Entry[]
  loading: boolean
  error: unknown
  /** Null where all of them are there. */
  more: (() => void) | null
  /** Reads them anew. */
  refresh: () => void
  /** Where not even the first page came. */
  isLacking: boolean
}

/** The entries that fit, page by page. */
export const useEntries = (calls: HistoryApi, filter: EntryFilter): Entries => {
  const { item, section, field, by } = filter
  const load = useCallback(
    (after: string | null) => calls.entries({ item, section, field, by }, after),
    [calls, item, section, field, by],
  )
  const [first, refresh] = useLoading(useCallback(() => load(null), [load]))
  const page = first.kind === 'ready' ? first.value : null
  const [further, setFurther] = useState<{ of: EntryPage | null; pages: EntryPage[] }>({
    of: null,
    pages: [],
  })
  const task = useTask()
  const pages = useMemo(
    () => (page === null ? [] : [page, ...(further.of === page ? further.pages : [])]),
    [page, further],
  )
  const next = pages.at(-1)?.next ?? null
  const readMore = async () => {
    const one = await load(next)
    setFurther(({ of, pages: known }) => ({ of: page, pages: of === page ? [...known, one] : [one] }))
  }
  return {
    entries: useMemo(() => pages.flatMap(({ history }) => history), [pages]),
    loading: first.kind === 'loading' || task.busy,
    error: first.kind === 'failed' ? first.error : task.failure,
    more: next === null ? null : () => task.run(readMore),
    refresh,
    isLacking: first.kind === 'failed',
  }
}

interface LineProps {
  entry: Entry
  names: Names
  isCurrent: boolean
  onChoose: (entry: Entry) => void
}

const Line = ({ entry, names, isCurrent, onChoose }: LineProps) => {
  const text = useText()
  const intl = useIntl()
  const { first, last, name, by, count } = entry
  const clock = (at: string) => intl.formatTime(at, { hour: 'numeric', minute: '2-digit' })
  const [from, to] = [clock(first), clock(last)]
  const when = from === to ? to : text('history.span', { from, to })
  const subject = subjectWords(names, entry, text)
  return (
    <li>
      <button
        type="button"
        className={cx(styles.entry, isCurrent && styles.current)}
        aria-current={isCurrent || undefined}
        onClick={() => onChoose(entry)}
      >
        <span className={styles.dot} data-hue={hueOf(by)} aria-hidden="true" />
        <span className={styles.what}>
          <span className={styles.who}>
            {name || text('history.someone')} <time dateTime={last}>{when}</time>
          </span>
          <span>
            {[actWords(names, entry, text), count > 1 && text('history.times', { count })]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {subject !== '' && <span className={styles.subject}>{subject}</span>}
        </span>
      </button>
    </li>
  )
}

const byDay = (entries: readonly Entry[]): [day: string, entries: Entry[]][] => {
  const days: [string, Entry[]][] = []
  for (const entry of entries) {
    const day = new Date(entry.last).toDateString()
    const last = days.at(-1)
    if (last?.[0] === day) last[1].push(entry)
    else days.push([day, [entry]])
  }
  return days
}

export interface HistoryListProps extends Entries {
  names: Names
  /** The moment that is shown (ISO 8601); '' for now. */
  at: string
  onChoose: (entry: Entry) => void
}

export const HistoryList = (props: HistoryListProps) => {
  const { entries, loading, error, more, refresh, isLacking, names, at, onChoose } = props
  const text = useText()
  const intl = useIntl()
  const errorText = useErrorText()
  const list = useRef<HTMLDivElement>(null)
  const current = at === '' ? undefined : entries.find(({ first, last }) => first <= at && at <= last)
  return (
    <div ref={list} aria-busy={loading}>
      {error !== null && <p className={styles.note}>{errorText(error)}</p>}
      {isLacking && <Again onPress={refresh} />}
      {!loading && error === null && entries.length === 0 && (
        <p className={styles.note}>{text('history.list.empty')}</p>
      )}
      {byDay(entries).map(([day, ofDay]) => (
        <section key={day}>
          <h4 className={styles.day}>
            {intl.formatDate(ofDay[0]?.last, { day: 'numeric', month: 'long', year: 'numeric' })}
          </h4>
          <ul className={styles.entries}>
            {ofDay.map((entry) => (
              <Line
                key={[
                  entry.first,
                  entry.by,
                  entry.subject,
                  entry.item,
                  entry.section,
                  entry.field,
                  entry.act,
                ].join()}
                {...{ entry, names, onChoose }}
                isCurrent={entry === current}
              />
            ))}
          </ul>
        </section>
      ))}
      <ShowMore small look="quiet" list={list} more={more} busy={loading}>
        {text('history.list.more')}
      </ShowMore>
    </div>
  )
}
