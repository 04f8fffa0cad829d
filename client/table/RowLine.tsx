/** One row of the plan: its cells, who is in it, and its tools while it is under the pointer or has the focus. */
import { memo, useCallback, useMemo, useSyncExternalStore } from 'react'
import type { RowView } from '../../shared/plan/view.ts'
import type { Colleague } from '../plan/plan-session.ts'
import { type CellMark, NO_COMMENTS, type RowComments } from '../plan/row-comments.ts'
import { cx } from '../ui/cx.ts'
import { Cell } from './Cell.tsx'
import { MarkDone } from './MarkDone.tsx'
import { OriginMark } from './OriginMark.tsx'
import { RowThreads } from './RowThreads.tsx'
import { RowPeople } from './RowPeople.tsx'
import { RowTools } from './RowTools.tsx'
import type { SheetLayout } from './layout.ts'
import { rowKey } from './lines.ts'
import { pickIn } from './picks.ts'
import { useCheckPart, useFocusPart, useSheet } from './sheet-context.ts'
import { focusOfRow } from './sheet-model.ts'
import styles from './sheet.module.css'
import { useRowFrame } from './use-row-frame.ts'

interface RowLineProps {
  row: RowView
  index: number
  layout: SheetLayout
  measure: (element: HTMLElement | null) => void
}

const NOBODY: readonly Colleague[] = []

const NO_MARKS: readonly CellMark[] = []

/** What of the row is in one column; the same array while nothing changes. */
const useByColumn = <T,>(all: readonly T[], columnOf: (one: T) => string, none: readonly T[]) =>
  useMemo(() => {
    const columns = new Map<string, T[]>()
    for (const one of all) {
      const column = columnOf(one)
      columns.set(column, [...(columns.get(column) ?? []), one])
    }
    return (column: string): readonly T[] => columns.get(column) ?? none
  }, [all, columnOf, none])

const fieldOf = (one: Colleague): string => one.place?.field ?? ''
const columnOf = (mark: CellMark): string => mark.column

const stayQuiet = () => () => {}

const useRowComments = (row: string): RowComments => {
  const index = useSheet().comments?.index
  return useSyncExternalStore(
    useCallback((listener: () => void) => (index ? index.subscribe(listener) : stayQuiet()), [index]),
    () => index?.at(row) ?? NO_COMMENTS,
  )
}

export const useLinePeople = (key: string): readonly Colleague[] => {
  const { people } = useSheet()
  return useSyncExternalStore(
    useCallback((listener: () => void) => people.subscribe(listener), [people]),
    () => people.at(key),
  )
}

export const useIsHovered = (key: string): boolean => {
  const { hover } = useSheet()
  return useSyncExternalStore(
    useCallback((listener: () => void) => hover.subscribe(listener), [hover]),
    () => hover.get() === key,
  )
}

const useIsDragged = (row: string): boolean => {
  const { drag } = useSheet()
  return useSyncExternalStore(
    useCallback((listener: () => void) => drag.subscribe(listener), [drag]),
    () => drag.get()?.row === row,
  )
}

const usePicked = (row: string): string => {
  const { picks } = useSheet()
  return useSyncExternalStore(
    useCallback((listener: () => void) => picks.subscribe(listener), [picks]),
    () => picks.of(row),
  )
}

export const RowLine = memo(({ row, index, layout, measure }: RowLineProps) => {
  const { rights } = useSheet()
  const comments = useRowComments(row.id)
  const marksIn = useByColumn(comments.marks, columnOf, NO_MARKS)
  const isMine = rights.may('rows.edit', row.section)
  const mayTell = rights.may('state.edit', row.section)
  const key = rowKey(row.id)
  const focus = useFocusPart((one) => focusOfRow(one, row.id))
  const people = useLinePeople(key)
  const peopleIn = useByColumn(people, fieldOf, NOBODY)
  const hovered = useIsHovered(key)
  const dragged = useIsDragged(row.id)
  const picked = usePicked(row.id)
  const ids = useMemo(() => layout.columns.map((one) => one.id), [layout.columns])
  const frame = useRowFrame(row)
  const mark = useCheckPart(({ marks }) => marks.get(row.id) ?? null)
  const [mode, column] = focus === '' ? ['', ''] : (focus.split(':', 2) as [string, string])
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={mode === 'row' || undefined}
      data-index={index}
      data-line={key}
      data-row={row.id}
      className={cx(
        styles.row,
        mode !== '' && picked === '' && styles.rowFocused,
        mode === 'row' && picked === '' && styles.rowSelected,
        dragged && styles.rowDragged,
        !isMine && styles.readOnly,
        // Paler only for those who write elsewhere: to a reader the whole plan is for reading.
        !isMine && rights.may('rows.edit') && styles.closed,
      )}
    >
      {layout.columns.map((one, at) => (
        <Cell
          key={one.id}
          row={row}
          column={one}
          index={at}
          mode={one.id === column ? mode : ''}
          picked={pickIn(picked, ids, one.id)}
          readOnly={!isMine}
          people={peopleIn(one.id)}
          marks={marksIn(one.id)}
        />
      ))}
      {mark && <i className={styles.mark} data-severity={mark} aria-hidden="true" />}
      {people.length > 0 && <RowPeople people={people} />}
      <RowThreads row={frame} comments={comments} shown={hovered || mode !== ''} />
      {row.origin && (hovered || mode !== '') && <OriginMark row={frame} />}
      {(hovered || mode !== '') && <RowTools row={frame} fixed={!isMine} />}
      {mayTell && mode !== '' && <MarkDone row={frame} />}
    </div>
  )
})
RowLine.displayName = 'RowLine'
