/** The year in a narrow window: one month's rows, and the way to the others. Owns which one is shown. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Fragment, useDeferredValue, useEffect, useMemo } from 'react'
import { monthOf, type MonthList } from '../../shared/year/month.ts'
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { Year } from '../../shared/year/year.ts'
import { useStore } from '../plan/use-plan.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useToday } from './Lines.tsx'
import { loadWords } from './load-words.ts'
import { MonthRow } from './MonthRow.tsx'
import { useYear } from './year-context.ts'
import styles from './month.module.css'

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/** The month that it begins with: this one, else the first that has something. */
const useMonth = (lists: readonly MonthList[]): number => {
  const { focus } = useYear()
  const { month } = useStore(focus)
  const today = useToday()
  const filled = lists.findIndex(({ rows }) => rows.length > 0) + 1
  return month ?? (today === null ? filled || 1 : Math.floor(today) + 1)
}

/** A row that is jumped to is looked for in its first month. */
const useToRow = (lists: readonly MonthList[]): void => {
  const { toRow, focus } = useYear()
  useEffect(() => {
    toRow.set((row) => {
      const has = ({ rows, vague, undated }: MonthList) =>
        [...rows, ...vague, ...undated].some((one) => one.row.id === row)
      const shown = focus.get().month
      if (shown !== null && lists[shown - 1] && has(lists[shown - 1] as MonthList)) return
      const month = lists.findIndex(has) + 1
      if (month > 0) focus.set({ month })
    })
  }, [toRow, focus, lists])
}

/** More than a phone shows at once. */
const FIRST = 24

/** The first rows at once, the others when those are seen: what may be at any time is long in a large plan. */
const Rows = ({ heading, rows }: { heading: string | null; rows: readonly DatedRow[] }) => {
  const isWhole = useDeferredValue(true, false)
  return (
    rows.length > 0 && (
      <section className={styles.part} aria-label={heading ?? undefined}>
        {heading !== null && <h3>{heading}</h3>}
        <ul>
          {(isWhole ? rows : rows.slice(0, FIRST)).map((dated) => (
            <MonthRow key={dated.row.id} dated={dated} />
          ))}
        </ul>
      </section>
    )
  )
}

const Switch = ({ month, lists }: { month: number; lists: readonly MonthList[] }) => {
  const { months, focus } = useYear()
  const text = useText()
  const go = (next: number) => focus.set({ month: next })
  const options = MONTHS.map((one) => ({
    value: String(one),
    label: text('year.month.option', {
      month: months.long[one - 1] ?? '',
      count: lists[one - 1]?.rows.length ?? 0,
    }),
  }))
  return (
    <div className={styles.switch}>
      <IconButton label={text('year.month.previous')} isDisabled={month === 1} onPress={() => go(month - 1)}>
        <ChevronLeft />
      </IconButton>
      <Pick
        bare
        label={text('year.month.pick')}
        options={options}
        value={String(month)}
        onChange={(value) => go(Number(value))}
      />
      <IconButton label={text('year.month.next')} isDisabled={month === 12} onPress={() => go(month + 1)}>
        <ChevronRight />
      </IconButton>
    </div>
  )
}

/** The whole year as twelve cells, each the way to its month. */
const Strip = ({ year, month }: { year: Year; month: number }) => {
  const { months, focus, locale } = useYear()
  const text = useText()
  return (
    <div className={styles.strip} role="group" aria-label={text('year.load')}>
      {year.load.total.map((load, at) => (
        <button
          key={months.long[at]}
          type="button"
          aria-pressed={at + 1 === month}
          aria-label={`${months.long[at]}: ${loadWords(load, text, locale)}`}
          style={{ '--level': load.level } as React.CSSProperties}
          data-over={load.overloaded || undefined}
          onClick={() => focus.set({ month: at + 1 })}
        >
          {load.events > 0 && load.events}
        </button>
      ))}
    </div>
  )
}

export const OneMonth = ({ year }: { year: Year }) => {
  const { months, locale } = useYear()
  const text = useText()
  const lists = useMemo(() => MONTHS.map((month) => monthOf(year, month)), [year])
  const month = useMonth(lists)
  useToRow(lists)
  const list = lists[month - 1]
  const load = year.load.total[month - 1]
  if (!list || !load) return null
  return (
    <div className={styles.month} data-month={month}>
      <Switch month={month} lists={lists} />
      <Strip year={year} month={month} />
      <div className={styles.list}>
        <h2 className="visually-hidden">{months.long[month - 1]}</h2>
        <p className={styles.load} data-over={load.overloaded || undefined}>
          {text('year.month.load', { words: loadWords(load, text, locale) })}
        </p>
        {list.rows.length === 0 && <p className={styles.none}>{text('year.month.none')}</p>}
        <Fragment key={month}>
          <Rows heading={null} rows={list.rows} />
          <Rows heading={text('year.month.vague')} rows={list.vague} />
          <Rows heading={text('year.month.undated')} rows={list.undated} />
        </Fragment>
      </div>
    </div>
  )
}
