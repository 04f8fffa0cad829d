/** A page that has one thing to say, and buttons to go on. Owns looks alone. */
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

export interface NoticeProps {
  title: string
  /** Buttons, in a row under the words. */
  children?: ReactNode
  text?: string
  /** 2 where the page has a heading of its own above. */
  level?: 1 | 2
}

export const Notice = ({ title, text, level = 1, children }: NoticeProps) => (
  <section className={styles.notice}>
    {level === 1 ? <h1 className={styles.title}>{title}</h1> : <h2 className={styles.title}>{title}</h2>}
    {text && <p className={styles.text}>{text}</p>}
    {children && <div className={styles.actions}>{children}</div>}
  </section>
)
