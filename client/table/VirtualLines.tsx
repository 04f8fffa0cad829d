/** The lines of the table that are drawn: those in sight, or all of them on paper. */
import { Fragment, type RefObject, memo, useCallback, useSyncExternalStore } from 'react'
import { BandLine } from './BandLine.tsx'
import { EmptyLine } from './EmptyLine.tsx'
import { RowLine } from './RowLine.tsx'
import type { SheetLayout } from './layout.ts'
import type { Line } from './lines.ts'
import { useSheet } from './sheet-context.ts'
import styles from './sheet.module.css'
import { type LinesVirtualizer, gapsOf } from './use-virtual-lines.ts'

interface OneLineProps {
  line: Line
  index: number
  layout: SheetLayout
  measure: (element: HTMLElement | null) => void
}

const OneLine = memo(({ line, index, layout, measure }: OneLineProps) => {
  if (line.kind === 'row') return <RowLine row={line.row} index={index} layout={layout} measure={measure} />
  const columns = layout.columns.length
  if (line.kind === 'band') {
    return <BandLine section={line.section} index={index} columns={columns} measure={measure} />
  }
  return <EmptyLine section={line.section} index={index} columns={columns} measure={measure} />
})
OneLine.displayName = 'OneLine'

const Spacer = memo(({ height }: { height: number }) => (
  <div className={styles.gap} style={{ height }} role="presentation" />
))
Spacer.displayName = 'Spacer'

/** Where the dragged row would land. */
const DropMark = memo(() => {
  const { drag } = useSheet()
  const state = useSyncExternalStore(
    useCallback((listener: () => void) => drag.subscribe(listener), [drag]),
    () => drag.get(),
  )
  if (!state?.drop) return null
  const { level } = state.drop
  return <div className={styles.dropMark} data-level={level} style={{ top: state.y }} role="presentation" />
})
DropMark.displayName = 'DropMark'

interface VirtualLinesProps {
  list: RefObject<HTMLDivElement | null>
  lines: readonly Line[]
  layout: SheetLayout
  virtualizer: LinesVirtualizer
  everything: boolean
}

const unmeasured = (): void => undefined

export const VirtualLines = ({ list, lines, layout, virtualizer, everything }: VirtualLinesProps) => {
  const { gaps, after } = gapsOf(virtualizer)
  const measure = virtualizer.measureElement
  return (
    <div ref={list} role="rowgroup" className={styles.lines}>
      {everything
        ? lines.map((line, index) => (
            <div key={line.key} role="presentation" className={styles.printed}>
              <OneLine line={line} index={index} layout={layout} measure={unmeasured} />
            </div>
          ))
        : gaps.map(({ item, before }) => {
            const line = lines[item.index]
            return line ? (
              <Fragment key={line.key}>
                {before > 0 && <Spacer height={before} />}
                <OneLine line={line} index={item.index} layout={layout} measure={measure} />
              </Fragment>
            ) : null
          })}
      {!everything && after > 0 && <Spacer height={after} />}
      <DropMark />
    </div>
  )
}
