/** The line of time: how much was changed when, and the handle that says which moment is shown. Owns the drawing. */
import { useMemo, useState } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../ui/use-text.ts'
import { type Stop, barsOf, dayMarks, hueOf } from './stops.ts'
import styles from './history.module.css'

export interface TimeSliderProps {
  stops: readonly Stop[]
  value: number
  /** What the moment is called. */
  label: string
  onChange: (value: number) => void
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

const Bars = ({ stops }: Pick<TimeSliderProps, 'stops'>) => {
  const bars = useMemo(() => barsOf(stops), [stops])
  return (
    <div className={styles.bars} aria-hidden="true">
      {bars.map(({ from, width, height, by }) => (
        <span
          key={from}
          data-hue={hueOf(by)}
          style={{ left: percent(from), width: percent(width), height: percent(height) }}
        />
      ))}
    </div>
  )
}

const Days = ({ stops }: Pick<TimeSliderProps, 'stops'>) => {
  const intl = useIntl()
  const marks = useMemo(() => dayMarks(stops), [stops])
  const [thisYear] = useState(() => new Date().getFullYear())
  const nameOf = (at: Date) =>
    intl.formatDate(at, {
      day: 'numeric',
      month: 'short',
      ...(at.getFullYear() === thisYear ? {} : { year: '2-digit' }),
    })
  return (
    <div className={styles.days} aria-hidden="true">
      {marks.map(({ from, at }) => (
        <span key={from} style={{ left: percent(from) }}>
          {nameOf(at)}
        </span>
      ))}
    </div>
  )
}

export const TimeSlider = ({ stops, value, label, onChange }: TimeSliderProps) => {
  const text = useText()
  const max = stops.length - 1
  return (
    <div className={styles.line}>
      <Bars stops={stops} />
      <input
        type="range"
        className={styles.range}
        min={0}
        max={max}
        step={1}
        value={value}
        aria-label={text('history.slider')}
        aria-valuetext={label}
        style={{ '--done': percent(max === 0 ? 1 : value / max) } as Record<string, string>}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <Days stops={stops} />
    </div>
  )
}
