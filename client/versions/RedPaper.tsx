/** The printed page of a redline: the words around the table, the columns, the rows. Owns the drawing; must not fetch. */
import { useMemo } from 'react'
import type { RichText } from '../../shared/plan/json.ts'
import type { RedColumn } from '../../shared/plan/redline.ts'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { RedRows, type RedRowsProps } from './RedRows.tsx'
import { RedText } from './RedText.tsx'
import type { ShownRedline } from './redline-wire.ts'
import { FRONT_STEP, columnStep, isColumnChanged } from './slices.ts'
import styles from './redline.module.css'

const trackOf = ({ key }: RedColumn): string => {
  if (key === 'number') return '62px'
  if (key === 'title') return 'minmax(220px, 1fr)'
  return key === 'period' ? 'minmax(120px, 196px)' : 'minmax(104px, 154px)'
}

const FRONT = [
  'title',
  'front.agreed',
  'front.approved',
  'front.intro',
  'front.outro',
  'organisation',
] as const

/** Words around the table that changed; the others are not what a redline is read for. */
const Front = ({ redline }: { redline: ShownRedline }) => {
  const text = useText()
  const changed = FRONT.flatMap((field) => redline.front.get(field) ?? [])
  if (changed.length === 0) return null
  return (
    <div
      className={styles.front}
      data-change={FRONT_STEP}
      tabIndex={-1}
      role="group"
      aria-label={text('redline.head')}
    >
      {changed.map(({ field, from, to }) => (
        <div key={field} className={cxOf(field)}>
          <RedText was={from as RichText | string} is={to as RichText | string} />
        </div>
      ))}
    </div>
  )
}

const cxOf = (field: string | null): string =>
  field === 'title' ? (styles.planTitle ?? '') : (styles.block ?? '')

/** Lines from which on a table is too long to be laid out all at once. */
const LONG = 200

export interface RedPaperProps extends Pick<RedRowsProps, 'sheet' | 'onRestore' | 'onRestoreSection'> {
  redline: ShownRedline
  /** What the table is called. */
  label: string
  /** The title and the other words around the table, which a redline shows only where they changed. */
  head?: { title: string; organisation: string }
}

export const RedPaper = ({ redline, label, head, ...rows }: RedPaperProps) => {
  const { columns } = redline
  const { lines } = rows.sheet.sliced
  const style = useMemo(
    () => ({ '--tracks': columns.map(trackOf).join(' ') }) as Record<string, string>,
    [columns],
  )
  return (
    <div className={styles.sheet} style={style}>
      {head && !redline.front.has('title') && (
        <p className={styles.planHead}>
          {head.organisation !== '' && <span className={styles.organisation}>{head.organisation}</span>}
          <span className={styles.planTitle}>{head.title}</span>
        </p>
      )}
      <Front redline={redline} />
      <div
        role="table"
        aria-label={label}
        aria-rowcount={lines}
        className={cx(styles.table, lines > LONG && styles.long)}
      >
        <div role="row" aria-rowindex={1} className={styles.header}>
          {columns.map((column) => {
            const { key, title, wasTitle, fate } = column
            return (
              <div
                key={key}
                role="columnheader"
                data-change={isColumnChanged(column) ? columnStep(column) : undefined}
                tabIndex={isColumnChanged(column) ? -1 : undefined}
              >
                <RedText
                  was={fate === 'added' ? null : wasTitle}
                  is={fate === 'removed' ? null : title}
                  whole={fate === 'added' ? 'new' : fate === 'removed' ? 'old' : 'kept'}
                />
              </div>
            )
          })}
        </div>
        <RedRows columns={columns} {...rows} />
      </div>
    </div>
  )
}
