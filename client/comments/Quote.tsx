/** What a thread is about, in its head: where in the plan, the words, and whether they are still there. */
import type { ThreadAbout } from '../../shared/comments/registers.ts'
import { cutText } from '../../shared/cut-text.ts'
import { type Text, useText } from '../ui/use-text.ts'
import styles from './thread.module.css'
import type { Standing } from './standing.ts'

/** The place in one line: «Строка 5, Сроки», or the row's words where it has no number. */
export const placeWords = ({ number, title, column }: Standing, text: Text): string => {
  const row = number || (title ? `«${cutText(title, 40)}${title.length > 40 ? '…' : ''}»` : '')
  if (!row) return text('comments.place.untitled')
  return column === null || column === ''
    ? text('comments.place', { row })
    : text('comments.place.cell', { row, column })
}

export const Quote = ({ about, standing }: { about: Pick<ThreadAbout, 'quote'>; standing: Standing }) => {
  const text = useText()
  // A row or a whole cell is quoted by the row's words; where its number tells it, one line is enough.
  const words = about.quote || standing.title
  return (
    <>
      {words && (
        <blockquote className={styles.quote} data-gone={standing.gone ?? undefined}>
          {words}
        </blockquote>
      )}
      {standing.gone && <p className={styles.gone}>{text(`comments.gone.${standing.gone}`)}</p>}
    </>
  )
}
