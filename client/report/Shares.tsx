/** Shares of the outcomes as a bar, and what its colours mean. Drawings of our own, so that they print; the table beside says it in figures. */
import { type Figures, OUTCOMES } from '../../shared/plan/report.ts'
import { useText } from '../ui/use-text.ts'
import styles from './report.module.css'

const WIDTH = 1000

export const ShareBar = ({ figures, tall = false }: { figures: Figures; tall?: boolean }) => {
  const { planned } = figures
  const parts = OUTCOMES.map((outcome) => ({
    outcome,
    width: (figures[outcome] * WIDTH) / Math.max(1, planned),
  }))
  let from = 0
  return (
    <svg
      className={styles.bar}
      data-tall={tall || undefined}
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {parts.map(({ outcome, width }) => {
        const x = from
        from += width
        return (
          width > 0 && <rect key={outcome} data-outcome={outcome} x={x} y={0} width={width} height={10} />
        )
      })}
    </svg>
  )
}

export const Legend = ({ figures }: { figures: Figures }) => {
  const text = useText()
  return (
    <ul className={styles.legend}>
      {OUTCOMES.map((outcome) => (
        <li key={outcome}>
          <i data-outcome={outcome} />
          {text(`report.figure.${outcome}`)}
          <b>{figures[outcome]}</b>
        </li>
      ))}
    </ul>
  )
}
