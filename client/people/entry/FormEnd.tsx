/** The end of a form that has a page to itself: what went wrong, and its one button. Owns the looks alone. */
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './entry.module.css'

export interface FormEndProps {
  /** The button's words, also while it is `busy`. */
  label: string
  busy: boolean
  /** What went wrong, or is to be known before. */
  children: ReactNode
}

export const FormEnd = ({ label, busy, children }: FormEndProps) => (
  <>
    <div className={styles.trouble}>{children}</div>
    <Button type="submit" look="main" wide busy={busy} className={styles.enter}>
      {label}
    </Button>
  </>
)
