/** What the signs of the year mean. Owns the line alone. */
import { memo } from 'react'
import { useText } from '../ui/use-text.ts'
import marks from './marks.module.css'
import styles from './year.module.css'

const SIGNS = [
  ['month', marks.dot],
  ['range', marks.bar],
  ['day', marks.pin],
  ['vague', marks.vague],
  ['over', styles.over],
] as const

export const Legend = memo(() => {
  const text = useText()
  return (
    <ul className={styles.legend} aria-label={text('year.legend')}>
      {SIGNS.map(([sign, look]) => (
        <li key={sign}>
          <span aria-hidden="true" data-sign={sign}>
            <i className={look} />
          </span>
          {text(`year.legend.${sign}`)}
        </li>
      ))}
    </ul>
  )
})
Legend.displayName = 'Legend'
