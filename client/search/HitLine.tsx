/** One place that was found: its number, its title, where it stands, and the other column in which words were found. */
import { useEffect, useRef } from 'react'
import { cx } from '../ui/cx.ts'
import { useMedia } from '../ui/use-media.ts'
import { sectionName } from '../plan/section-name.ts'
import { useText } from '../ui/use-text.ts'
import { Marked } from './Marked.tsx'
import { excerpt, type Hit } from './match.ts'
import styles from './search.module.css'

const TITLE_LENGTH = 160
/** Three lines of a phone. */
const SHORT_TITLE_LENGTH = 96
const PHONE = '(max-width: 480px)'
const OTHER_LENGTH = 120

interface HitLineProps {
  id: string
  hit: Hit
  /** Heading of the column in which `hit.other` stands. */
  column: string
  chosen: boolean
  onChoose: () => void
  onOpen: () => void
}

export const HitLine = ({ id, hit, column, chosen, onChoose, onOpen }: HitLineProps) => {
  const text = useText()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const title = excerpt(hit.title, useMedia(PHONE) ? SHORT_TITLE_LENGTH : TITLE_LENGTH)
  const other = hit.other === null ? null : excerpt(hit.other, OTHER_LENGTH)
  return (
    // The keyboard is the search field's: it moves the choice and opens it (combobox pattern).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={line}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={cx(styles.hit, chosen && styles.chosen)}
      onPointerMove={onChoose}
      onClick={onOpen}
    >
      <span className={styles.number}>
        <Marked text={hit.number} ranges={hit.numberRanges} />
      </span>
      <span className={styles.words}>
        <span className={cx(styles.title, hit.kind === 'section' && styles.band)}>
          <Marked text={title.text} ranges={title.ranges} />
        </span>
        {other !== null && (
          <span className={styles.other}>
            {column !== '' && <span className={styles.column}>{column}: </span>}
            <Marked text={other.text} ranges={other.ranges} />
          </span>
        )}
        <span className={styles.where}>
          {hit.kind === 'section' ? text('search.section') : sectionName(hit.section, text)}
        </span>
      </span>
    </div>
  )
}
