/** The printed page of a redline: the words around the table, the columns, the rows. Owns the drawing; must not fetch. */
import { useMemo } from 'react'
import type { RichText } from '../../shared/plan/json.ts'
import type { RedColumn, Redline as RedlineModel } from '../../shared/plan/redline.ts'
import { useText } from '../ui/use-text.ts'
import { RedRows, type RedRowsProps } from './RedRows.tsx'
import { RedText } from './RedText.tsx'
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
const Front = ({ redline }: { redline: RedlineModel }) => {
  const text = useText()
  const changed = FRONT.flatMap((field) => redline.front.get(field) ?? [])
  if (changed.length === 0) return null
  return (
    <div className={styles.front} data-change tabIndex={-1} role="group" aria-label={text('redline.head')}>
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

export interface RedPaperProps extends Pick<RedRowsProps, 'onlyChanges' | 'onRestore' | 'onRestoreSection'> {
  redline: RedlineModel
  /** What the table is called. */
  label: string
  /** The title and the other words around the table, which a redline shows only where they changed. */
  head?: { title: string; organisation: string }
}

export const RedPaper = ({ redline, label, head, ...rows }: RedPaperProps) => {
  const { columns, sections } = redline
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
      <div role="table" aria-label={label} className={styles.table}>
        <div role="row" className={styles.header}>
          {columns.map(({ key, title, wasTitle, fate }) => (
            <div
              key={key}
              role="columnheader"
              data-change={fate !== 'kept' || undefined}
              tabIndex={fate === 'kept' ? undefined : -1}
            >
              <RedText
                was={fate === 'added' ? null : wasTitle}
                is={fate === 'removed' ? null : title}
                whole={fate === 'added' ? 'new' : fate === 'removed' ? 'old' : 'kept'}
              />
            </div>
          ))}
        </div>
        <RedRows sections={sections} columns={columns} {...rows} />
      </div>
    </div>
  )
}
