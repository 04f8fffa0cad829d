/** A calm strip that says how things stand. Owns looks; polite to screen readers. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './Banner.module.css'

export interface BannerProps {
  /** `note` for what is so, `warn` for what needs care, `bad` for what went wrong. */
  tone?: 'note' | 'warn' | 'bad'
  icon?: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
  children: ReactNode
}

export const Banner = ({ tone = 'note', icon, actions, children }: BannerProps) => (
  <div className={cx(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
    {icon && <span className={styles.icon}>{icon}</span>}
    <div className={styles.words}>{children}</div>
    {actions && <div className={styles.actions}>{actions}</div>}
  </div>
)
