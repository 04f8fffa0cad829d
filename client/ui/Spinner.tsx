/** Shows that something is under way. Says nothing itself: the words beside it do. */
import styles from './Spinner.module.css'

export const Spinner = () => <span className={styles.spinner} aria-hidden="true" />
