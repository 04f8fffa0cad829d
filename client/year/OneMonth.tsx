/** The year in a narrow window: one month's rows, and the way to the others. Owns which one is shown. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { monthName } from '../../shared/period/format.ts'
import { monthLists, type MonthList } from '../../shared/year/month.ts'
import type { Year } from '../../shared/year/year.ts'
import { Box } from '../plan/box.ts'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { useBeginning } from '../row/beginning.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useToday } from './Lines.tsx'
import { loadWords } from './load-words.ts'
import { rowsOf } from './month-lines.ts'
import { MonthRows } from './MonthRows.tsx'
import { useYear } from './year-context.ts'
import styles from './month.module.css'

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/** The month that it begins with: this one, else the first that has something. */
const useMonth = (lists: readonly MonthList[]): number => {
  const { focus, session } = useYear()
  const view = usePlan(session)
  const { month, begunIn } = useStore(focus)
  const today = useToday()
  const isFilled = (one: number) => (lists[one - 1]?.rows.length ?? 0) > 0
  const first = today === null ? (MONTHS.find(isFilled) ?? 1) : Math.floor(today) + 1
  const shown = useBeginning<number>({
    wanted: month,
    begunIn,
    view,
    first,
    isThere: () => true,
    isFilled,
    keep: useCallback((one, since) => focus.set({ month: one, begunIn: since }), [focus]),
  })
  return shown ?? first
}

/** A row that is jumped to is looked for in the month that is shown, else in its first one. Answers with the way within a month. */
const useToRow = (lists: readonly MonthList[], shown: number): Box<(row: string) => void> => {
  const { toRow, focus } = useYear()
  const [inMonth] = useState(() => new Box<(row: string) => void>(() => {}))
  useEffect(() => {
    toRow.set((row) => {
      const has = ({ rows, vague, undated }: MonthList) =>
        [...rows, ...vague, ...undated].some((one) => one.row.id === row)
      const list = lists[shown - 1]
      if (list && has(list)) return inMonth.get()(row)
      const month = lists.findIndex(has) + 1
      if (month > 0) focus.set({ month })
    })
  }, [toRow, focus, lists, shown, inMonth])
  return inMonth
}

const Switch = ({ month, lists }: { month: number; lists: readonly MonthList[] }) => {
  const { locale, focus } = useYear()
  const text = useText()
  const go = (next: number) => focus.set({ month: next, begunIn: null })
  const options = MONTHS.map((one) => ({
    value: String(one),
    label: text('year.month.option', {
      month: monthName(one, locale),
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
          onClick={() => focus.set({ month: at + 1, begunIn: null })}
        >
          {load.events > 0 && load.events}
        </button>
      ))}
    </div>
  )
}

export const OneMonth = ({ year }: { year: Year }) => {
  const { months, locale, rows } = useYear()
  const text = useText()
  const lists = useMemo(() => monthLists(year), [year])
  const month = useMonth(lists)
  const toRow = useToRow(lists, month)
  const shown = lists[month - 1]
  useEffect(() => {
    rows.set(shown ? rowsOf(shown) : null)
    return () => rows.set(null)
  }, [rows, shown])
  // State and no ref: the list in it asks for it before the browser's element is known.
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const list = lists[month - 1]
  const load = year.load.total[month - 1]
  if (!list || !load) return null
  return (
    <div className={styles.month} data-month={month}>
      <Switch month={month} lists={lists} />
      <Strip year={year} month={month} />
      <div ref={setScroller} className={styles.list}>
        <h2 className="visually-hidden">{months.long[month - 1]}</h2>
        <p className={styles.load} data-over={load.overloaded || undefined}>
          {text('year.month.load', { words: loadWords(load, text, locale) })}
        </p>
        {list.rows.length === 0 && <p className={styles.none}>{text('year.month.none')}</p>}
        <MonthRows key={month} {...{ list, scroller, toRow }} />
      </div>
    </div>
  )
}
