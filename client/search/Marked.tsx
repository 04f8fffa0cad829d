/** A text with what was found in it marked. Owns nothing but the cutting. */
import type { ReactNode } from 'react'
import type { Range } from './match.ts'
import styles from './search.module.css'

export const Marked = ({ text, ranges }: { text: string; ranges: readonly Range[] }) => {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from))
    parts.push(
      <mark key={from} className={styles.mark}>
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
