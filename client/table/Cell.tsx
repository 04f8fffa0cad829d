/** One cell of a row: its text or its number, the ring of the focus and of colleagues. */
import { memo, useMemo, useRef } from 'react'
import { type Block, blocksToText } from '../../shared/plan/rich.ts'
import type { ColumnView, RowView } from '../../shared/plan/view.ts'
import type { Colleague } from '../plan/plan-session.ts'
import type { CellMark } from '../plan/row-comments.ts'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { FactChip } from './FactChip.tsx'
import { NameTags, isCrowded } from './NameTags.tsx'
import { NumberCell } from './NumberCell.tsx'
import { PeriodChip } from './PeriodChip.tsx'
import { Text } from './Text.tsx'
import { WordMarks } from './WordMarks.tsx'
import styles from './cell.module.css'
import type { Spot } from './grid-nav.ts'
import { rowName } from './row-name.ts'
import { useSheet } from './sheet-context.ts'
import { useCellFocus } from './use-cell-focus.ts'

interface CellProps {
  row: RowView
  column: ColumnView
  index: number
  /** '' while the focus is elsewhere. */
  mode: string
  /** '' while it is not picked with others; the edges that it has of what is. */
  picked: string
  readOnly: boolean
  people: readonly Colleague[]
  /** Threads about this cell. */
  marks: readonly CellMark[]
}

const NONE: readonly Block[] = []

const kindOf = (column: string): string | undefined => {
  if (column === 'number') return styles.isNumber
  if (column === 'title') return styles.isTitle
  return column === 'period' ? styles.isPeriod : styles.isOwn
}

/** How the cell as a whole shows its threads: words of it have marks of their own. */
const threadsOn = (marks: readonly CellMark[]): string | undefined => {
  const open = marks.some(({ quote }) => quote === '') && 'open'
  const active = marks.some((mark) => mark.active) && 'active'
  return cx(open, active) || undefined
}

const sameCell = (a: CellProps, b: CellProps): boolean =>
  a.mode === b.mode &&
  a.picked === b.picked &&
  a.readOnly === b.readOnly &&
  a.people === b.people &&
  a.marks === b.marks &&
  a.index === b.index &&
  a.column === b.column &&
  a.row.id === b.row.id &&
  a.row.level === b.row.level &&
  a.row.number === b.row.number &&
  a.row.state === b.row.state &&
  a.row.fact === b.row.fact &&
  a.row.cells[a.column.id] === b.row.cells[b.column.id]

export const Cell = memo(({ row, column, index, mode, picked, readOnly, people, marks }: CellProps) => {
  const text = useText()
  const { language } = useSheet()
  const element = useRef<HTMLDivElement>(null)
  const spot = useMemo<Spot>(() => ({ kind: 'cell', row: row.id, column: column.id }), [row.id, column.id])
  useCellFocus(element, mode)
  const label = text('table.cell', {
    column: column.title || text('table.column.untitled'),
    row: rowName(row, text),
  })
  const editing = mode === 'edit'
  const isEmpty = blocksToText(row.cells[column.id] ?? NONE) === ''
  return (
    <div
      ref={element}
      role="gridcell"
      aria-colindex={index + 1}
      aria-selected={mode !== '' || picked !== '' || undefined}
      lang={language}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- ARIA 1.2 knows it on grid cells
      aria-readonly={readOnly || undefined}
      tabIndex={mode !== '' && !editing ? 0 : -1}
      data-column={column.id}
      data-label={column.title}
      data-level={row.level}
      data-empty={isEmpty || undefined}
      data-picked={picked || undefined}
      data-hue={people[0]?.hue}
      data-crowded={isCrowded(people) || undefined}
      data-threads={threadsOn(marks)}
      className={cx(
        styles.cell,
        kindOf(column.id),
        mode !== '' && styles.focused,
        people.length > 0 && styles.taken,
      )}
    >
      {column.id === 'number' ? (
        <NumberCell row={row} editing={editing} label={label} />
      ) : (
        <Text
          spot={spot}
          blocks={row.cells[column.id] ?? NONE}
          editing={editing}
          label={label}
          people={people}
        />
      )}
      {column.id === 'period' && <PeriodChip row={row} readOnly={readOnly} />}
      {column.id === 'period' && <FactChip row={row} />}
      {marks.length > 0 && <WordMarks cell={element} spot={spot} marks={marks} />}
      <NameTags people={people} />
    </div>
  )
}, sameCell)
Cell.displayName = 'Cell'
