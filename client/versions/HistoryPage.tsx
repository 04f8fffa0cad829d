/**
 * The past of a plan in the place of the sheet: the line of time, the plan as it was, what changed. Owns which moment is
 * shown and what is asked; the parts draw themselves.
 */
import { X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { useText } from '../ui/use-text.ts'
import { Again } from './FieldsDialog.tsx'
import { HistoryFilters } from './HistoryFilters.tsx'
import { type Entries, HistoryList, useEntries } from './HistoryList.tsx'
import { HistoryTools } from './HistoryTools.tsx'
import { MomentDialog } from './MomentDialog.tsx'
import { RedPaper } from './RedPaper.tsx'
import { VersionWords } from './VersionWords.tsx'
import { type Entry, type EntryFilter, type Part, type Timeline, createHistoryApi } from './history-api.ts'
import { namesIn } from './history-words.ts'
import { type RedSheet, useRedSteps } from './red-steps.ts'
import { type Stop, neighbour, stopAt, stopsOf } from './stops.ts'
import { useMoment } from './use-moment.ts'
import { useDraft, useRedline } from './use-redline.ts'
import { useLoading } from './use-task.ts'
import styles from './history.module.css'

export interface HistoryPageProps {
  api: Api
  session: PlanSession
  /** The row whose history is asked for; null for the plan's. */
  row: string | null
  onClose: () => void
}

export const HistoryPage = (props: HistoryPageProps) => (
  <VersionWords>
    <History {...props} />
  </VersionWords>
)

const History = (props: HistoryPageProps) => {
  const { api, session } = props
  const text = useText()
  const errorText = useErrorText()
  const calls = useMemo(() => createHistoryApi(api.call, session.planId), [api, session])
  const [timeline, refresh] = useLoading(calls.timeline)
  if (timeline.kind === 'failed') {
    const ways = (
      <>
        <Again onPress={refresh} />
        <Button small icon={<X />} onPress={props.onClose}>
          {text('history.close')}
        </Button>
      </>
    )
    return (
      <Banner tone="bad" actions={ways}>
        {errorText(timeline.error)}
      </Banner>
    )
  }
  if (timeline.kind === 'loading') return <SheetSkeleton label={text('history.loading')} />
  return <Past {...props} {...{ calls, refresh }} timeline={timeline.value} />
}

/** How a moment is called. */
const useMomentWords = (timeline: Timeline) => {
  const text = useText()
  const intl = useIntl()
  const dateOf = (at: string) =>
    intl.formatDate(at, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    })
  const wordsOf = ({ kind, at, by, count }: Stop): string => {
    if (kind === 'now') return text('history.now')
    if (kind === 'start') return `${text('history.start')}, ${dateOf(at)}`
    const who = timeline.people.find(({ id }) => id === by)?.name || text('history.someone')
    return text('history.stop', { when: dateOf(at), who, count })
  }
  return { dateOf, wordsOf }
}

interface PastProps extends HistoryPageProps {
  calls: ReturnType<typeof createHistoryApi>
  timeline: Timeline
  refresh: () => void
}

/** Where one stands on the line, and the ways along it; with a filter they lead from one of its changes to the next. */
const useStops = (timeline: Timeline, entries: readonly Entry[], isFiltered: boolean) => {
  const stops = useMemo(() => stopsOf(timeline), [timeline])
  const [index, setIndex] = useState(stops.length - 1)
  // The line grew while its end was shown: the end is shown.
  const value = Math.min(index, stops.length - 1)
  const chosen = useMemo(() => {
    if (!isFiltered) return stops.map((_, at) => at)
    const times = entries.flatMap(({ first, last }) => [first, last])
    return [...new Set(times.map((time) => stopAt(stops, time))), stops.length - 1].toSorted((a, b) => a - b)
  }, [stops, entries, isFiltered])
  return { stops, value, setIndex, earlier: neighbour(chosen, value, -1), later: neighbour(chosen, value, 1) }
}

const usePaper = (
  { session, calls }: Pick<PastProps, 'session' | 'calls'>,
  stop: Stop | undefined,
  marks: boolean,
) => {
  const moment = useMoment(calls, stop)
  const now = useDraft(session, marks || stop?.kind === 'now')
  const past = stop?.kind === 'now' ? now : moment.plan
  const of = `${stop?.kind === 'now' ? 'now' : (stop?.at ?? '')} ${marks}`
  const { redline, pending, error } = useRedline(of, moment.loading ? null : past, marks ? now : past)
  return {
    redline,
    past,
    loading: moment.loading || (pending && error === null),
    error: moment.error ?? error,
    again: moment.error === null ? null : moment.again,
  }
}

/** What is listed, and whose changes the ways along the line lead to. */
const useList = ({ session, calls, row, timeline, refresh }: PastProps) => {
  const view = usePlan(session)
  const names = useMemo(() => namesIn(view), [view])
  const [filter, setFilter] = useState<EntryFilter>(row === null ? {} : { item: row })
  const list = useEntries(calls, filter)
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const line = useStops(timeline, list.entries, isFiltered)
  const readAgain = () => {
    refresh()
    list.refresh()
    line.setIndex(Infinity)
  }
  return { view, names, filter, setFilter, list, line, readAgain }
}

const Past = (props: PastProps) => {
  const { session, onClose, calls, timeline } = props
  const text = useText()
  const page = useRef<HTMLElement>(null)
  const { view, names, filter, setFilter, list, line, readAgain } = useList(props)
  const { stops, value, setIndex } = line
  const stop = stops[value]
  const [marks, setMarks] = useState(true)
  const paper = usePaper({ session, calls }, stop, marks)
  const { dateOf, wordsOf } = useMomentWords(timeline)
  const [asked, ask] = useState<Part | null>(null)
  const isNow = stop?.kind === 'now'
  // What comes back is what is shown, not what is still on its way.
  const mayRestore = useStore(session.rights).may('versions.restore') && !isNow && !paper.loading
  const { sheet, count, step, showRow } = useRedSteps(page, paper.redline, ALL)
  useEffect(() => page.current?.focus({ preventScroll: true }), [])
  const choose = (entry: Entry) => {
    setIndex(stopAt(stops, entry.last))
    showRow(entry.item ?? entry.section)
  }
  return (
    <section ref={page} className={styles.history} tabIndex={-1} aria-label={text('history.title')}>
      <HistoryTools
        {...{ ...line, marks, setMarks, onClose }}
        label={stop ? wordsOf(stop) : ''}
        count={marks && !isNow ? count : null}
        step={step}
        onRestore={mayRestore ? () => ask({}) : null}
      />
      <div className={styles.columns}>
        <div className={styles.paper} aria-busy={paper.loading}>
          <Document {...{ paper, sheet, mayRestore, ask }} />
        </div>
        <Aside {...{ list, filter, setFilter, view, names, timeline, stop }} onChoose={choose} />
      </div>
      {asked !== null && stop && (
        <MomentDialog
          {...{ calls }}
          at={stop.at}
          when={dateOf(stop.at)}
          part={asked}
          onClose={() => ask(null)}
          onDone={readAgain}
        />
      )}
    </section>
  )
}

/** From moment to moment it stays the same page, with what is drawn of it. */
const ALL = { of: '', onlyChanges: false }

interface DocumentProps {
  paper: ReturnType<typeof usePaper>
  sheet: RedSheet | null
  mayRestore: boolean
  ask: (part: Part) => void
}

const Document = ({ paper: { redline, past, error, again }, sheet, mayRestore, ask }: DocumentProps) => {
  const text = useText()
  const errorText = useErrorText()
  const restoreRow = useCallback((row: string) => ask({ items: [row] }), [ask])
  const restoreSection = useCallback(({ id }: { id: string }) => ask({ sections: [id] }), [ask])
  if (error !== null) {
    return (
      <Banner tone="bad" actions={again && <Again onPress={again} />}>
        {errorText(error)}
      </Banner>
    )
  }
  if (!redline || !sheet || !past) return <SheetSkeleton label={text('history.moment.loading')} />
  return (
    <RedPaper
      {...{ redline, sheet }}
      label={text('history.title')}
      head={past}
      {...(mayRestore && { onRestore: restoreRow, onRestoreSection: restoreSection })}
    />
  )
}

interface AsideProps {
  list: Entries
  filter: EntryFilter
  setFilter: (filter: EntryFilter) => void
  view: Parameters<typeof namesIn>[0]
  names: ReturnType<typeof namesIn>
  timeline: Timeline
  stop: Stop | undefined
  onChoose: (entry: Entry) => void
}

const Aside = ({ list, filter, setFilter, view, names, timeline, stop, onChoose }: AsideProps) => {
  const text = useText()
  return (
    <aside className={styles.list} aria-label={text('history.list')}>
      <h3 className={styles.heading}>{text('history.list')}</h3>
      <HistoryFilters {...{ filter, view, names }} people={timeline.people} onChange={setFilter} />
      <HistoryList {...list} {...{ names, onChoose }} at={stop?.at ?? ''} />
    </aside>
  )
}
