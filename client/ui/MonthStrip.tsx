/** The year as twelve small squares, those of a period filled; hatched where it is vague. A picture: the words stand beside it. */
import { cx } from './cx.ts'
import styles from './MonthStrip.module.css'

export interface MonthStripProps {
  /** 1–12. */
  months: readonly number[]
  vague?: boolean
}

const YEAR = Array.from({ length: 12 }, (_, at) => at + 1)

export const MonthStrip = ({ months, vague = false }: MonthStripProps) => (
  <span className={cx(styles.strip, vague && styles.vague)} aria-hidden="true">
    {YEAR.map((month) => (
      <i key={month} data-on={months.includes(month) || undefined} />
    ))}
  </span>
)
