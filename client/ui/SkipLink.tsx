/** The first stop of the keyboard on a page: past the header, to what the page is about. */
import styles from './SkipLink.module.css'
import { useText } from './use-text.ts'

/** Leads to the element `content`. */
export const SkipLink = () => {
  const text = useText()
  return (
    <a className={styles.skip} href="#content">
      {text('common.skip')}
    </a>
  )
}
