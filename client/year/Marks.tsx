/** A period drawn over twelve months: bars, dots, days, hatched stretches, and the author's words beside them. A picture. */
import { memo } from 'react'
import { formatPeriod } from '../../shared/period/format.ts'
import type { PeriodJson } from '../../shared/plan/json.ts'
import { drawingOf, type Mark } from '../../shared/year/marks.ts'
import { useText } from '../ui/use-text.ts'
import styles from './marks.module.css'

const percent = (months: number): string => `${(months / 12) * 100}%`

const One = ({ mark }: { mark: Mark }) => {
  if (mark.kind === 'dot') return <i className={styles.dot} style={{ left: percent(mark.at) }} />
  if (mark.kind === 'pin')
    return (
      <i className={styles.pin} data-until={mark.until || undefined} style={{ left: percent(mark.at) }} />
    )
  const place = { left: percent(mark.from), width: percent(mark.to - mark.from) }
  if (mark.kind === 'vague') return <i className={styles.vague} style={place} />
  return <i className={styles.bar} data-on={mark.goesOn ?? undefined} style={place} />
}

/** Months around a day that are not for words, for its ends are held there; around a dot the whole month, up to its line. */
const AROUND = { pin: 0.44, dot: 0.5 }

const beginOf = (mark: Mark): number => ('at' in mark ? mark.at - AROUND[mark.kind] : mark.from)
const endOf = (mark: Mark): number => ('at' in mark ? mark.at + AROUND[mark.kind] : mark.to)

/** Months of room that words need. */
const ROOM = 2.4

interface Place {
  at: 'after' | 'before' | 'between' | 'in'
  style: Record<string, string>
}

/** Beside the picture where there is room: behind it, else before it, else in the widest gap. */
const placeOfWords = (marks: readonly Mark[]): Place | null => {
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last) return { at: 'after', style: { left: '0' } }
  if (marks.every(({ kind }) => kind === 'vague'))
    return { at: 'in', style: { left: percent(beginOf(first)) } }
  const [begin, end] = [beginOf(first), endOf(last)]
  if (end <= 12 - ROOM) return { at: 'after', style: { left: percent(end) } }
  if (begin >= ROOM) return { at: 'before', style: { right: percent(12 - begin) } }
  const gap = marks.slice(1).map((mark, at) => ({ from: endOf(marks[at] ?? mark), to: beginOf(mark) }))
  const widest = gap.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
  if (!widest || widest.to - widest.from < ROOM) return null
  return { at: 'between', style: { left: percent(widest.from), right: percent(12 - widest.to) } }
}

export interface MarksProps {
  period: PeriodJson
  year: number
  locale: 'ru' | 'en'
}

/** What the lane says: the words as they were written, or what they were corrected to. */
const useWords = ({ period, year, locale }: MarksProps): string => {
  const text = useText()
  const words = period.text.replaceAll('\n', ' · ')
  const { vague } = drawingOf(period, year)
  if (period.corrected) return formatPeriod(period, locale, year)
  if (vague === 'none') return text('year.lane.none')
  return vague === 'unclear' ? text('year.lane.unclear', { words }) : words
}

export const Marks = memo((props: MarksProps) => {
  const { period, year } = props
  const { marks, vague } = drawingOf(period, year)
  const words = useWords(props)
  const place = placeOfWords(marks)
  return (
    <>
      {marks.map((mark, at) => (
        <One key={`${mark.kind}${at}`} mark={mark} />
      ))}
      {place && words !== '' && (
        <span
          className={styles.words}
          data-at={place.at}
          data-vague={vague ?? undefined}
          data-corrected={period.corrected}
          style={place.style}
        >
          {words}
        </span>
      )}
    </>
  )
})
Marks.displayName = 'Marks'
