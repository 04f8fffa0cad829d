/** The frame of the pages without a rail: header above, one scrolling page below. Owns the layout alone. */
import type { ReactNode } from 'react'
import { cx } from '../ui/cx.ts'
import { SkipLink } from '../ui/SkipLink.tsx'
import { contentRef } from './use-page-focus.ts'
import styles from './Desk.module.css'

export interface DeskProps {
  header: ReactNode
  /** Without margins at narrow widths, for a sheet that reaches the edges. */
  flush?: boolean
  children: ReactNode
}

export const Desk = ({ header, flush, children }: DeskProps) => {
  return (
    <div className={styles.desk}>
      <SkipLink />
      {header}
      <main ref={contentRef} id="content" className={cx(styles.main, flush && styles.flush)} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
