/** A link to a file that goes to the reader's downloads, with the look of a small button. Owns looks alone. */
import { FileDown } from 'lucide-react'
import type { ReactNode } from 'react'
import button from './Button.module.css'
import { cx } from './cx.ts'
import styles from './FileLink.module.css'

export interface FileLinkProps {
  href: string
  /** What is heard where the words alone do not say which file it is; shown as a hint where there is no other. */
  label?: string
  /** What else there is to know of the file: shown on hover, heard behind the name. */
  hint?: string
  children: ReactNode
}

export const FileLink = ({ href, label, hint = label, children }: FileLinkProps) => (
  <a
    className={cx(button.button, button.small, styles.link)}
    href={href}
    // The name comes with the file.
    download=""
    {...(label !== undefined && { 'aria-label': label })}
    {...(hint !== undefined && { title: hint })}
  >
    <FileDown aria-hidden="true" />
    <span className={button.words}>{children}</span>
  </a>
)
