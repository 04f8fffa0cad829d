/** The table of a redline: sections and rows as the later plan prints them, what is gone where it stood. Owns the drawing. */
import { RotateCcw } from 'lucide-react'
import { memo } from 'react'
import type { ItemJson } from '../../shared/plan/json.ts'
import {
  type RedColumn,
  type RedFate,
  type RedRow,
  type RedSection,
  isChanged,
} from '../../shared/plan/redline.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { type Text, useText } from '../ui/use-text.ts'
import { RedText, type Words } from './RedText.tsx'
import styles from './redline.module.css'

export interface RedRowsProps {
  sections: readonly RedSection[]
  columns: readonly RedColumn[]
  onlyChanges: boolean
  /** Left out where this person cannot restore. */
  onRestore?: (row: string) => void
  onRestoreSection?: (section: RedSection) => void
}

const wordsOf = (item: ItemJson | null, key: string): Words => {
  if (item === null) return null
  if (key === 'number') return item.number
  if (key === 'title') return item.title
  return key === 'period' ? item.period.text : (item.cells[key] ?? '')
}

const WHOLE: Partial<Record<RedFate, 'old' | 'new'>> = { added: 'new', removed: 'old', away: 'old' }

/** What stands beside a row that is not simply edited. */
const labelOf = ({ fate, other }: RedRow, text: Text): string => {
  const place = [other?.section, other?.number].filter(Boolean).join(', ')
  const side = other?.side ?? null
  if (fate === 'added') return text('redline.added')
  if (fate === 'removed') return text('redline.removed')
  if (fate === 'moved')
    return side ? text(`redline.moved.from.${side}`) : text('redline.moved.from', { place })
  if (fate === 'away') return side ? text(`redline.moved.to.${side}`) : text('redline.moved.to', { place })
  return text('redline.edited')
}

interface RowProps extends Pick<RedRowsProps, 'columns' | 'onRestore'> {
  row: RedRow
}

const Row = memo(({ row, columns, onRestore }: RowProps) => {
  const text = useText()
  const { fate, was, is, level } = row
  const whole = WHOLE[fate] ?? 'kept'
  const changed = isChanged(row)
  const label = labelOf(row, text)
  return (
    <div
      role="row"
      className={cx(styles.row, styles[fate])}
      data-row={row.id}
      data-level={level}
      data-change={changed || undefined}
      tabIndex={changed ? -1 : undefined}
    >
      {columns.map(({ key }) => (
        <div key={key} role="cell" className={cx(styles.cell, styles[`of-${key}`])}>
          {key === 'title' && changed && fate !== 'kept' && <p className={styles.label}>{label}</p>}
          {key === 'title' && row.edited.includes('state') && (
            <p className={styles.label}>
              {text('redline.state', { before: stateOf(was, text), after: stateOf(is, text) })}
            </p>
          )}
          <RedText was={wordsOf(was, key)} is={wordsOf(is, key)} whole={whole} />
          {key === 'title' && onRestore && changed && fate !== 'away' && (
            <span className={styles.restore}>
              <IconButton label={text('versions.restore.row')} small onPress={() => onRestore(row.id)}>
                <RotateCcw />
              </IconButton>
            </span>
          )}
        </div>
      ))}
    </div>
  )
})

const stateOf = (item: ItemJson | null, text: Text): string =>
  text(`redline.state.${item?.state ?? 'planned'}`)

interface BandProps extends Pick<RedRowsProps, 'onRestoreSection'> {
  section: RedSection
}

const SectionBand = ({ section, onRestoreSection }: BandProps) => {
  const text = useText()
  const { fate, was, is } = section
  const changed = fate !== 'kept' || was?.title !== is?.title
  const labels = {
    added: 'redline.added',
    removed: 'redline.removed',
    moved: 'redline.section.moved',
  } as const
  return (
    <div
      role="row"
      className={cx(styles.band, styles[fate])}
      data-row={section.id}
      data-change={changed || undefined}
      tabIndex={changed ? -1 : undefined}
    >
      <div role="cell">
        {fate !== 'kept' && fate !== 'away' && <p className={styles.label}>{text(labels[fate])}</p>}
        <RedText was={was?.title ?? null} is={is?.title ?? null} whole={WHOLE[fate] ?? 'kept'} />
        {onRestoreSection && fate !== 'away' && isSectionChanged(section) && (
          <span className={styles.restore}>
            <IconButton
              label={text('history.restore.section', { title: was?.title ?? is?.title ?? '' })}
              small
              onPress={() => onRestoreSection(section)}
            >
              <RotateCcw />
            </IconButton>
          </span>
        )}
      </div>
    </div>
  )
}

const isSectionChanged = ({ fate, was, is, rows }: RedSection): boolean =>
  fate !== 'kept' || was?.title !== is?.title || rows.some(isChanged)

type Piece = { kind: 'row'; row: RedRow } | { kind: 'skipped'; key: string; count: number }

/** Rows without changes are counted where they are left out. */
const piecesOf = (rows: readonly RedRow[], onlyChanges: boolean): Piece[] => {
  if (!onlyChanges) return rows.map((row) => ({ kind: 'row', row }))
  const pieces: Piece[] = []
  for (const row of rows) {
    const last = pieces.at(-1)
    if (isChanged(row)) pieces.push({ kind: 'row', row })
    else if (last?.kind === 'skipped') last.count++
    else pieces.push({ kind: 'skipped', key: `skipped ${row.key}`, count: 1 })
  }
  return pieces
}

const Skipped = ({ count }: { count: number }) => {
  const text = useText()
  return (
    <div role="row" className={styles.skipped}>
      <div role="cell">{text('redline.skipped', { count })}</div>
    </div>
  )
}

export const RedRows = ({ sections, columns, onlyChanges, onRestore, onRestoreSection }: RedRowsProps) =>
  sections
    .filter((section) => !onlyChanges || isSectionChanged(section))
    .map((section) => (
      <div key={section.id} role="rowgroup" className={styles.section}>
        <SectionBand section={section} {...(onRestoreSection === undefined ? {} : { onRestoreSection })} />
        {piecesOf(section.rows, onlyChanges).map((piece) =>
          piece.kind === 'row' ? (
            <Row
              key={piece.row.key}
              row={piece.row}
              columns={columns}
              {...(onRestore === undefined ? {} : { onRestore })}
            />
          ) : (
            <Skipped key={piece.key} count={piece.count} />
          ),
        )}
      </div>
    ))
