/** The table of a redline: sections and rows as the later plan prints them, what is gone where it stood. Owns the drawing. */
import { RotateCcw } from 'lucide-react'
import { type RefObject, memo, useEffect, useRef, useSyncExternalStore } from 'react'
import type { ItemJson } from '../../shared/plan/json.ts'
import { type RedColumn, type RedFate, type RedRow, isChanged } from '../../shared/plan/redline.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { type Text, useText } from '../ui/use-text.ts'
import { RedText, type Words } from './RedText.tsx'
import type { Drawing } from './drawing.ts'
import type { RedSheet } from './red-steps.ts'
import type { ShownSection } from './redline-wire.ts'
import { type Slice, isBandChanged, isSameSlice, isSectionChanged, rowStep, sectionStep } from './slices.ts'
import styles from './redline.module.css'

export interface RedRowsProps {
  sheet: RedSheet
  columns: readonly RedColumn[]
  /** Left out where this person cannot restore. */
  onRestore?: (row: string) => void
  onRestoreSection?: (section: ShownSection) => void
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

interface CellsProps extends Pick<RedRowsProps, 'columns' | 'onRestore'> {
  row: RedRow
}

const Cells = memo(({ row, columns, onRestore }: CellsProps) => {
  const text = useText()
  const { fate, was, is } = row
  const whole = WHOLE[fate] ?? 'kept'
  const changed = isChanged(row)
  return columns.map(({ key }) => (
    <div key={key} role="cell" className={cx(styles.cell, styles[`of-${key}`])}>
      {key === 'title' && changed && fate !== 'kept' && <p className={styles.label}>{labelOf(row, text)}</p>}
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
  ))
})

interface RowProps extends CellsProps {
  /** Among the lines of the table, counted from 1. */
  index: number
}

/** Where a row stands changes with the rows above it; its cells do not. */
const Row = memo(({ index, row, ...cells }: RowProps) => {
  const changed = isChanged(row)
  return (
    <div
      role="row"
      aria-rowindex={index}
      className={cx(styles.row, styles[row.fate])}
      data-row={row.id}
      data-level={row.level}
      data-change={changed ? rowStep(row) : undefined}
      tabIndex={changed ? -1 : undefined}
    >
      <Cells row={row} {...cells} />
    </div>
  )
})

const stateOf = (item: ItemJson | null, text: Text): string =>
  text(`redline.state.${item?.state ?? 'planned'}`)

interface BandProps extends Pick<RedRowsProps, 'onRestoreSection'> {
  section: ShownSection
  index: number
}

const SectionBand = memo(({ section, index, onRestoreSection }: BandProps) => {
  const text = useText()
  const { fate, was, is } = section
  const changed = isBandChanged(section)
  const labels = {
    added: 'redline.added',
    removed: 'redline.removed',
    moved: 'redline.section.moved',
  } as const
  return (
    <div
      role="row"
      aria-rowindex={index}
      className={cx(styles.band, styles[fate])}
      data-row={section.id}
      data-change={changed ? sectionStep(section) : undefined}
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
})

interface SkippedProps {
  count: number
  index: number
}

const Skipped = ({ count, index }: SkippedProps) => {
  const text = useText()
  return (
    <div role="row" aria-rowindex={index} className={styles.skipped}>
      <div role="cell">{text('redline.skipped', { count })}</div>
    </div>
  )
}

/** A slice that somebody scrolls to before its turn is drawn then. */
const useInSight = (place: RefObject<HTMLElement | null>, isDrawn: boolean, draw: () => void): void => {
  const latest = useRef(draw)
  useEffect(() => void (latest.current = draw))
  useEffect(() => {
    if (isDrawn || place.current === null || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current()
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place, isDrawn])
}

/** What a line takes on average, for the room of those that are not drawn. */
const LINE_PX = 66

interface RedSliceProps extends Pick<RedRowsProps, 'columns' | 'onRestore'> {
  slice: Slice
  drawing: Drawing
}

const SliceOfRows = ({ slice: { key, pieces, index, atOnce }, drawing, ...cells }: RedSliceProps) => {
  const place = useRef<HTMLDivElement>(null)
  const isDrawn = useSyncExternalStore(drawing.subscribe, () => drawing.isDrawn(key)) || atOnce
  useInSight(place, isDrawn, () => drawing.draw([key]))
  const height = pieces.length * LINE_PX
  const room = { containIntrinsicSize: `auto ${height}px`, ...(!isDrawn && { height }) }
  return (
    <div ref={place} className={styles.slice} style={room}>
      {isDrawn &&
        pieces.map((piece, at) =>
          piece.kind === 'row' ? (
            <Row key={piece.row.key} row={piece.row} index={index + at} {...cells} />
          ) : (
            <Skipped key={piece.key} count={piece.count} index={index + at} />
          ),
        )}
    </div>
  )
}

/** Drawn again only when one of its own lines differs. */
const RedSlice = memo(
  SliceOfRows,
  (a, b) =>
    isSameSlice(a.slice, b.slice) &&
    a.drawing === b.drawing &&
    a.columns === b.columns &&
    a.onRestore === b.onRestore,
)

export const RedRows = ({ sheet, onRestoreSection, ...cells }: RedRowsProps) =>
  sheet.sliced.sections.map(({ section, index, slices }) => (
    <div key={section.id} role="rowgroup">
      <SectionBand
        {...{ section, index }}
        {...(onRestoreSection === undefined ? {} : { onRestoreSection })}
      />
      {slices.map((slice) => (
        <RedSlice key={slice.key} {...{ slice, ...cells }} drawing={sheet.drawing} />
      ))}
    </div>
  ))
