/** One row as a card of the board. Owns its look and the press that carries it; drawn again only when that very row changes. */
import { memo } from 'react'
import { useIntl } from 'react-intl'
import type { BoardCard } from '../../shared/board/board.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import { isVague } from '../../shared/plan/dated.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { FindingMark, PeopleMark, StateMark, TalkMark } from '../row/RowMarks.tsx'
import line from '../row/line-end.module.css'
import { heardRow } from '../row/names.ts'
import { useHue } from '../row/row-context.ts'
import { MonthStrip } from '../ui/MonthStrip.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { CardTitle } from './CardTitle.tsx'
import { useBoard, useCardFocus, useIsDragged } from './board-context.ts'
import styles from './card.module.css'

interface CardProps {
  card: BoardCard
  index: number
  measure: (element: HTMLElement | null) => void
}

/** What is understood of the dates, and whether the words say it themselves. */
const usePeriodWords = ({ period }: BoardCard): { words: string; said: string } => {
  const { locale } = useIntl()
  const { session } = useBoard()
  const language = isLocale(locale) ? locale : 'en'
  const said = formatPeriod(period, language, session.projection.view().meta.year)
  return { words: period.text.replaceAll('\n', ' · '), said }
}

const Period = ({ card }: { card: BoardCard }) => {
  const text = useText()
  const { words, said } = usePeriodWords(card)
  const { period } = card
  return (
    <span className={cx(styles.period, line.period)}>
      <MonthStrip months={period.months} vague={isVague(period)} />
      {period.corrected ? (
        <span className={styles.corrected} title={text('row.corrected', { words })}>
          {said}
          {words && <s>{words}</s>}
        </span>
      ) : (
        <span className={words ? styles.words : styles.undated}>{words || text('row.undated')}</span>
      )}
    </span>
  )
}

export const Card = memo(({ card, index, measure }: CardProps) => {
  const { row } = card
  const { drag, focus, language, by, rights } = useBoard()
  const text = useText()
  const at = useCardFocus(row.id)
  const isDragged = useIsDragged(row.id)
  const { words } = usePeriodWords(card)
  const number = row.number.replace(/\.$/, '')
  const name = blocksToLine(row.cells.title ?? [])
  const mayMove = rights.may(by === 'state' ? 'state.edit' : 'rows.edit', card.section)
  return (
    <li
      ref={measure}
      data-index={index}
      data-row={row.id}
      data-hue={useHue(card.department)}
      data-open={at === 'open' || undefined}
      data-dragged={isDragged || undefined}
      data-still={!mayMove || undefined}
      data-state={row.state}
      className={cx(styles.card, line.row)}
      onPointerDown={(event) => {
        if ((event.target as Element).closest('[data-no-drag]')) return
        if (mayMove) drag.press(event.nativeEvent, row.id, event.currentTarget)
      }}
    >
      <button
        type="button"
        data-card={row.id}
        // Tab goes from column to column, and to the card that has had the keyboard.
        tabIndex={at !== '' || index === 0 ? 0 : -1}
        className={styles.open}
        lang={language}
        aria-label={heardRow(row, words, text)}
        aria-describedby="board-help"
        aria-expanded={at === 'open'}
        onFocus={() => focus.set({ at: row.id })}
        onClick={() => focus.set({ open: at === 'open' ? null : row.id, at: row.id })}
      >
        <span className={styles.title}>
          {number && <span className={styles.number}>{number}</span>}
          {name === '' ? text('row.untitled') : <CardTitle blocks={row.cells.title ?? []} />}
        </span>
        <Period card={card} />
      </button>
      <span className={line.corner}>
        <FindingMark row={row.id} />
      </span>
      <span className={line.marks}>
        <StateMark state={row.state} />
        <PeopleMark row={row.id} />
        <TalkMark row={row.id} />
      </span>
    </li>
  )
})
Card.displayName = 'Card'
