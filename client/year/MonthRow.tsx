/** A row in the list of a month: its words, its dates, what hangs on it. Owns its look; drawn again only when it changes. */
import { memo } from 'react'
import { formatPeriod } from '../../shared/period/format.ts'
import { type DatedRow, isVague } from '../../shared/plan/dated.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { useHue } from '../row/row-context.ts'
import line from '../row/line-end.module.css'
import { FindingMark, PeopleMark, StateMark, TalkMark } from '../row/RowMarks.tsx'
import { MonthStrip } from '../ui/MonthStrip.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { useRowFocus, useYear } from './year-context.ts'
import styles from './month.module.css'

interface MonthRowProps {
  dated: DatedRow
  /** Of its line in the list. */
  index: number
  measure: (element: HTMLElement | null) => void
}

export const MonthRow = memo(({ dated, index, measure }: MonthRowProps) => {
  const { focus, language, locale, year } = useYear()
  const text = useText()
  const { row, period } = dated
  const at = useRowFocus(row.id)
  const number = row.number.replace(/\.$/, '')
  const title = blocksToLine(row.cells.title ?? []) || text('row.untitled')
  const words = period.corrected ? formatPeriod(period, locale, year) : period.text.replaceAll('\n', ' · ')
  return (
    <li
      ref={measure}
      data-index={index}
      data-row={row.id}
      data-hue={useHue(dated.department)}
      data-state={row.state}
      className={cx(styles.row, line.row)}
    >
      <button
        type="button"
        data-year-row={row.id}
        className={styles.open}
        lang={language}
        aria-expanded={at === 'open'}
        onClick={() => focus.set({ open: row.id, at: row.id })}
      >
        <span className={styles.title}>
          {number && <span className={styles.number}>{number} </span>}
          {title}
        </span>
        <span className={cx(styles.period, line.period)}>
          <MonthStrip months={period.months} vague={isVague(period)} />
          <span>{words || text('row.undated')}</span>
        </span>
      </button>
      <span className={line.corner}>
        <FindingMark row={row.id} />
      </span>
      <span className={line.marks}>
        <StateMark state={row.state} />
        <PeopleMark row={row.id} />
        <TalkMark row={row.id} />
      </span>
    </li>
  )
})
MonthRow.displayName = 'MonthRow'
