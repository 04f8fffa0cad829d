/** The rail before the plan is there. A drawing: the sheet's skeleton does the telling. */
import styles from './RailSkeleton.module.css'

export const RailSkeleton = () => (
  <div className={styles.rail} aria-hidden="true">
    {[62, 78, 54, 70, 84, 58, 66].map((width) => (
      <span key={width} className={styles.line}>
        <i />
        <b style={{ width: `${width}%` }} />
      </span>
    ))}
  </div>
)
