/** The list of plans before it is there: its shape in pale ink. */
import { cx } from './cx.ts'
import pale from './pale.module.css'
import styles from './ListSkeleton.module.css'

export const ListSkeleton = ({ label }: { label: string }) => (
  <div className={cx(styles.page, pale.pale)}>
    <output className="visually-hidden">{label}</output>
    <div className={styles.title} />
    <div className={styles.sheet}>
      {[72, 58, 66].map((width) => (
        <div className={styles.line} key={width}>
          <i style={{ width: `${width}%` }} />
          <i style={{ width: `${width / 2}%` }} />
        </div>
      ))}
    </div>
  </div>
)
