/** The strip at the top of every page: brand, what is open, tools. Owns the layout; its parts come in. */
import type { ReactNode } from 'react'
import { cx } from '../ui/cx.ts'
import styles from './Header.module.css'

export interface HeaderProps {
  /** Stands before the brand: the button of the rail's drawer. */
  start?: ReactNode
  /** The title of the open plan; then the brand steps back at narrow widths. */
  title?: ReactNode
  /** Stands behind the title. */
  middle?: ReactNode
  tools: ReactNode
}

export const Header = ({ start, title, middle, tools }: HeaderProps) => (
  <header className={styles.header}>
    {start}
    <a className={cx(styles.brand, title !== undefined && styles.yielding)} href="/">
      Svod
    </a>
    {title !== undefined && <div className={styles.title}>{title}</div>}
    {middle}
    <span className={styles.grow} />
    <div className={styles.tools}>{tools}</div>
  </header>
)
