/** A page that has one thing to say, and buttons to go on. Owns looks alone. */
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

export interface NoticeProps {
  title: string
  /** Buttons, in a row under the words. */
  children?: ReactNode
  text?: string
}

export const Notice = ({ title, text, children }: NoticeProps) => (
  <section className={styles.notice}>
    <h1 className={styles.title}>{title}</h1>
    {text && <p className={styles.text}>{text}</p>}
    {children && <div className={styles.actions}>{children}</div>}
  </section>
)
