/** Shares of the outcomes as a bar, and what its colours mean. Drawings of our own, so that they print; the table beside says it in figures. */
import { type Figures, OUTCOMES, type Outcome } from '../../shared/plan/report.ts'
import { useText } from '../ui/use-text.ts'
import styles from './report.module.css'

const WIDTH = 1000

interface Part {
  outcome: Outcome
  from: number
  width: number
}

/** The shares one behind the other. */
const partsOf = (figures: Figures): Part[] => {
  const parts: Part[] = []
  let from = 0
  for (const outcome of OUTCOMES) {
    const width = (figures[outcome] * WIDTH) / Math.max(1, figures.planned)
    if (width > 0) parts.push({ outcome, from, width })
    from += width
  }
  return parts
}

export const ShareBar = ({ figures, tall = false }: { figures: Figures; tall?: boolean }) => (
  <svg
    className={styles.bar}
    data-tall={tall || undefined}
    viewBox={`0 0 ${WIDTH} 10`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    {partsOf(figures).map(({ outcome, from, width }) => (
      <rect key={outcome} data-outcome={outcome} x={from} y={0} width={width} height={10} />
    ))}
  </svg>
)

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
