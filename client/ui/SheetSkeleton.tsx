/** The sheet before its words are there: the page's shape in pale ink, so that nothing jumps when they come. */
import styles from './SheetSkeleton.module.css'

/** How wide each imagined row's words run, in per cent; a fixed rhythm looks calmer than chance. */
const ROWS = [[82, 56], [64], [91, 70, 38], [58], [77, 44]] as const

export const SheetSkeleton = ({ label }: { label: string }) => (
  <div className={styles.sheet}>
    <output className="visually-hidden">{label}</output>
    <div className={styles.title} />
    <div className={styles.grid}>
      {ROWS.map((lines, row) => (
        <div className={styles.row} key={row}>
          <span className={styles.number} />
          <span className={styles.cell}>
            {lines.map((width) => (
              <i key={width} style={{ width: `${width}%` }} />
            ))}
          </span>
          <span className={styles.cell}>
            <i style={{ width: '70%' }} />
          </span>
        </div>
      ))}
    </div>
  </div>
)
