/** The first stops of the keyboard on a page: past the header, to what the page is about and to what is done with it. */
import styles from './SkipLink.module.css'
import { useText } from './use-text.ts'

interface SkipLinkProps {
  /** The id of the element that it leads to. */
  to?: 'content' | 'tools'
}

export const SkipLink = ({ to = 'content' }: SkipLinkProps) => {
  const text = useText()
  return (
    <a className={styles.skip} href={`#${to}`}>
      {text(to === 'content' ? 'common.skip' : 'common.skip.tools')}
    </a>
  )
}
