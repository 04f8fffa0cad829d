/** One row of the year: its name, what hangs on it, its bar. Owns its look; drawn again only when that very row changes. */
import { memo } from 'react'
import type { DatedRow } from '../../shared/plan/dated.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { drawingOf } from '../../shared/year/marks.ts'
import { heardRow } from '../row/names.ts'
import { useHue } from '../row/row-context.ts'
import { FindingMark, PeopleMark, StateMark, TalkMark } from '../row/RowMarks.tsx'
import { useText } from '../ui/use-text.ts'
import type { Grip } from './bar-drag.ts'
import { Ends, Held } from './Ends.tsx'
import { Marks } from './Marks.tsx'
import { useDragOf, useRowFocus, useYear } from './year-context.ts'
import styles from './row.module.css'
import { ROW } from './size.ts'

export interface RowLineProps {
  dated: DatedRow
  /** Its place among all rows, for screen readers. */
  place: number
  count: number
  isFirst: boolean
}

/** What a press on the lane holds: the bar, an empty lane, or nothing. */
const gripOf = (dated: DatedRow, year: number): Grip | null => {
  const { marks, vague } = drawingOf(dated.period, year)
  if (vague === 'none' || vague === 'unclear' || vague === 'agreed') return 'lane'
  return marks.length > 0 && vague === null ? 'whole' : null
}

const useHold = (dated: DatedRow, mayMove: boolean) => {
  const { drag, year } = useYear()
  return (event: React.PointerEvent) => {
    const lane = event.currentTarget.querySelector<HTMLElement>('[data-lane]')
    const isOnLane = lane !== null && event.clientX >= lane.getBoundingClientRect().left
    const grip = gripOf(dated, year)
    if (!mayMove || !isOnLane || grip === null) return
    if ((event.target as Element).closest('[data-no-drag]')) return
    drag.press(event.nativeEvent, { dated, grip, span: drawingOf(dated.period, year).span, lane })
  }
}

/** The words of a row: what the button of it says and shows. */
const useNames = ({ row, period }: DatedRow) => {
  const text = useText()
  const title = blocksToLine(row.cells.title ?? []) || text('row.untitled')
  const number = row.number.replace(/\.$/, '')
  return { title, number, label: heardRow(row, period.text.replaceAll('\n', ' · '), text) }
}

const Label = ({ dated, isFirst }: Pick<RowLineProps, 'dated' | 'isFirst'>) => {
  const { focus, language } = useYear()
  const { row } = dated
  const at = useRowFocus(row.id)
  const { title, number, label } = useNames(dated)
  return (
    <button
      type="button"
      data-year-row={row.id}
      tabIndex={at !== '' || isFirst ? 0 : -1}
      className={styles.open}
      lang={language}
      title={title}
      aria-label={label}
      aria-describedby="year-help"
      aria-expanded={at === 'open'}
      onFocus={() => focus.set({ at: row.id })}
      onClick={() => focus.set({ open: at === 'open' ? null : row.id, at: row.id })}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.title} data-level={row.level || undefined}>
        {title}
      </span>
    </button>
  )
}

export const RowLine = memo(({ dated, place, count, isFirst }: RowLineProps) => {
  const { year, locale, language, rights } = useYear()
  const { row, period } = dated
  const at = useRowFocus(row.id)
  const held = useDragOf(row.id)
  const mayMove = rights.may('rows.edit', dated.section)
  const { span, vague } = drawingOf(period, year)
  const hold = useHold(dated, mayMove)
  const grip = mayMove ? gripOf(dated, year) : null
  return (
    <div
      role="listitem"
      aria-posinset={place}
      aria-setsize={count}
      data-row={row.id}
      data-hue={useHue(dated.department)}
      data-open={at === 'open' || undefined}
      data-state={row.state}
      data-vague={vague ?? undefined}
      data-grip={grip ?? undefined}
      data-held={held ? '' : undefined}
      className={styles.row}
      style={{ height: ROW }}
      onPointerDown={hold}
    >
      <div className={styles.name}>
        <Label dated={dated} isFirst={isFirst} />
        <span className={styles.marks}>
          <StateMark bare state={row.state} />
          <PeopleMark row={row.id} />
          <FindingMark row={row.id} />
          <TalkMark row={row.id} />
        </span>
      </div>
      <div className={styles.lane} data-lane>
        <span aria-hidden="true" lang={language}>
          <Marks {...{ period, year, locale }} />
        </span>
        {mayMove && span && <Ends {...{ dated, span }} isNear={at !== ''} />}
        <Held row={row.id} />
      </div>
    </div>
  )
})
RowLine.displayName = 'RowLine'
