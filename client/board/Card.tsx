/** One row as a card of the board. Owns its look and the press that carries it; drawn again only when that very row changes. */
import { memo } from 'react'
import { useIntl } from 'react-intl'
import { type BoardCard, isVague } from '../../shared/board/board.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { MonthStrip } from '../ui/MonthStrip.tsx'
import { cx } from '../ui/cx.ts'
import { StateIcon } from '../ui/StateIcon.tsx'
import bubble from '../ui/thread-count.module.css'
import { useText } from '../ui/use-text.ts'
import { CardTitle } from './CardTitle.tsx'
import {
  useBoard,
  useCardFocus,
  useIsDragged,
  useRowComments,
  useRowMark,
  useRowPeople,
} from './board-context.ts'
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
    <span className={styles.period}>
      <MonthStrip months={period.months} vague={isVague(period)} />
      {period.corrected ? (
        <span className={styles.corrected} title={text('board.card.corrected', { words })}>
          {said}
          {words && <s>{words}</s>}
        </span>
      ) : (
        <span className={words ? styles.words : styles.undated}>{words || text('board.card.undated')}</span>
      )}
    </span>
  )
}

const Talk = ({ row }: { row: string }) => {
  const { comments } = useBoard()
  const { count, unread } = useRowComments(row)
  const text = useText()
  if (count === 0) return null
  const label = text('board.card.comments', { count })
  return (
    <button
      type="button"
      tabIndex={-1}
      className={cx(bubble.count, styles.talk)}
      data-unread={unread || undefined}
      aria-label={label}
      title={label}
      onClick={() => comments?.open(row)}
    >
      {count}
    </button>
  )
}

const People = ({ row }: { row: string }) => {
  const people = useRowPeople(row)
  const text = useText()
  if (people.length === 0) return null
  const names = people.map(({ name }) => name).join(', ')
  return (
    <span className={styles.people} title={text('board.card.people', { names })}>
      <span className="visually-hidden">{text('board.card.people', { names })}</span>
      {people.slice(0, 3).map(({ clientId, name, hue }) => (
        <Avatar key={clientId} name={name} hue={hue} size={18} />
      ))}
    </span>
  )
}

const State = ({ state }: { state: ItemState }) => {
  const text = useText()
  if (state === 'planned') return null
  return (
    <span className={styles.state} data-state={state}>
      <StateIcon state={state} />
      {text(`board.state.${state}`)}
    </span>
  )
}

/** A title as it is read out: lists of sub-events are for those who open the card. */
const LONGEST = 160
const heard = (title: string): string => (title.length > LONGEST ? `${title.slice(0, LONGEST)}…` : title)

export const Card = memo(({ card, index, measure }: CardProps) => {
  const { row } = card
  const { drag, focus, departments, language, by, rights } = useBoard()
  const text = useText()
  const at = useCardFocus(row.id)
  const isDragged = useIsDragged(row.id)
  const mark = useRowMark(row.id)
  const { words } = usePeriodWords(card)
  const number = row.number.replace(/\.$/, '')
  const name = blocksToLine(row.cells.title ?? [])
  const label = text('board.card.label', {
    title: heard(name) || text('board.card.untitled'),
    period: words || text('board.card.undated'),
  })
  const hue = departments.find(({ id }) => id === card.department)?.hue ?? 0
  const mayMove = rights.may(by === 'state' ? 'state.edit' : 'rows.edit', card.section)
  return (
    <li
      ref={measure}
      data-index={index}
      data-row={row.id}
      data-hue={hue}
      data-open={at === 'open' || undefined}
      data-dragged={isDragged || undefined}
      data-still={!mayMove || undefined}
      data-state={row.state}
      className={styles.card}
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
        aria-label={`${number && `${number}. `}${label}`}
        aria-describedby="board-help"
        aria-expanded={at === 'open'}
        onFocus={() => focus.set({ at: row.id })}
        onClick={() => focus.set({ open: at === 'open' ? null : row.id, at: row.id })}
      >
        <span className={styles.title}>
          {number && <span className={styles.number}>{number}</span>}
          {name === '' ? text('board.card.untitled') : <CardTitle blocks={row.cells.title ?? []} />}
        </span>
        <Period card={card} />
      </button>
      {mark && <i className={styles.finding} data-severity={mark} title={text('board.card.finding')} />}
      <span className={styles.marks}>
        <State state={row.state} />
        <People row={row.id} />
        <Talk row={row.id} />
      </span>
    </li>
  )
})
Card.displayName = 'Card'
