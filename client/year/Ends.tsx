/** The ends of a bar, to be held or moved by keys, and where a held one would go. Owns no gesture: `bar-drag.ts` does. */
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { Span } from '../../shared/year/marks.ts'
import { rowName } from '../row/names.ts'
import { useText } from '../ui/use-text.ts'
import { useDragOf, useYear } from './year-context.ts'
import styles from './marks.module.css'

interface EndsProps {
  dated: DatedRow
  span: Span
  /** Whether Tab comes to them. */
  isNear: boolean
}

const ENDS = ['from', 'to'] as const

/** Months from the middle of a dot to where it is held: nearer than the month's edge, where its words begin. */
const BESIDE_DOT = 0.36

const placeOf = (end: keyof Span, { from, to }: Span): number => {
  const middle = (from + to - 1) / 2
  if (from === to) return end === 'from' ? middle - BESIDE_DOT : middle + BESIDE_DOT
  return end === 'from' ? from - 1 : to
}

export const Ends = ({ dated, span, isNear }: EndsProps) => {
  const { months, drag } = useYear()
  const text = useText()
  const name = rowName(dated.row, text)
  return ENDS.map((end) => (
    <span
      key={end}
      role="slider"
      tabIndex={isNear ? 0 : -1}
      aria-label={text(`year.end.${end}`, { row: name })}
      aria-valuemin={end === 'from' ? 1 : span.from}
      aria-valuemax={end === 'from' ? span.to : 12}
      aria-valuenow={span[end]}
      aria-valuetext={months.long[span[end] - 1]}
      data-year-end={end}
      data-of={dated.row.id}
      className={styles.end}
      style={{ left: `${(placeOf(end, span) / 12) * 100}%` }}
      onPointerDown={(event) => {
        const lane = event.currentTarget.parentElement
        event.stopPropagation()
        if (lane) drag.press(event.nativeEvent, { dated, grip: end, span, lane })
      }}
    />
  ))
}

/** The months that a held bar would cover, and what letting it go would do. */
export const Held = ({ row }: { row: string }) => {
  const state = useDragOf(row)
  if (state === null) return null
  const { span, verdict } = state
  if (span === null) return null
  const [left, right] = [((span.from - 1) / 12) * 100, (span.to / 12) * 100]
  const isLate = span.from > 6
  const slip = isLate ? { right: `${100 - right}%` } : { left: `${left}%` }
  return (
    <span aria-hidden="true">
      <i
        className={styles.held}
        data-may={verdict.may}
        style={{ left: `${left}%`, width: `${right - left}%` }}
      />
      {verdict.words !== '' && (
        <span className={styles.slip} data-may={verdict.may} style={slip}>
          {verdict.words}
        </span>
      )}
    </span>
  )
}
