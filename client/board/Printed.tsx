/** The board on paper: its columns one after the other as lists over the page, those without a card left out. Owns its look. */
import type { Board, BoardCard, BoardColumn } from '../../shared/board/board.ts'
import { cutText } from '../../shared/cut-text.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { useHue } from '../row/row-context.ts'
import { useText } from '../ui/use-text.ts'
import { useBoard } from './board-context.ts'
import { useNaming, hueOf } from './Columns.tsx'
import { columnName } from './names.ts'
import styles from './print.module.css'

/** A row that has its card in another column is only named here. */
const LONGEST = 80
const shortened = (title: string): string =>
  title.length > LONGEST ? `${cutText(title, LONGEST).trimEnd()}…` : title

const useTitle = (): ((card: BoardCard) => string) => {
  const text = useText()
  return ({ row }) => blocksToLine(row.cells.title ?? []) || text('row.untitled')
}

const Card = ({ card, year }: { card: BoardCard; year: number }) => {
  const { by } = useBoard()
  const { locale } = useNaming()
  const text = useText()
  const title = useTitle()
  const { row, period } = card
  const words = period.corrected ? formatPeriod(period, locale, year) : period.text.replaceAll('\n', ' · ')
  const isTold = row.state !== 'planned' && by !== 'state'
  return (
    <li data-state={row.state} data-hue={useHue(card.department)}>
      <p className={styles.title}>
        {row.number && <span>{row.number.replace(/\.$/, '')}</span>}
        {title(card)}
      </p>
      <p className={styles.period}>
        {[words || text('row.undated'), ...(isTold ? [text(`row.state.${row.state}`)] : [])].join(' · ')}
      </p>
    </li>
  )
}

const Column = ({ column, year }: { column: BoardColumn; year: number }) => {
  const naming = useNaming()
  const title = useTitle()
  const { cards, also } = column
  const hue = hueOf(column, naming)
  return (
    <section className={styles.column}>
      <h2 data-hue={hue ?? undefined}>
        {columnName(column, naming)}
        <small>{cards.length}</small>
      </h2>
      <ul>
        {cards.map((card) => (
          <Card key={card.row.id} {...{ card, year }} />
        ))}
      </ul>
      {also.length > 0 && (
        <p className={styles.also}>
          {naming.text('board.print.also', { titles: also.map((card) => shortened(title(card))).join('; ') })}
        </p>
      )}
    </section>
  )
}

export interface PrintedProps {
  board: Board
  /** The plan's. */
  title: string
  year: number
}

export const Printed = ({ board, title, year }: PrintedProps) => {
  const { language } = useBoard()
  const text = useText()
  const name = title || text('plan.untitled')
  const filled = board.columns.filter(({ cards, also }) => cards.length + also.length > 0)
  return (
    <div className={styles.printed} lang={language} data-printed>
      <h1>{name.includes(String(year)) ? name : text('board.print.page', { title: name, year })}</h1>
      <div className={styles.columns}>
        {filled.map((column) => (
          <Column key={column.id} {...{ column, year }} />
        ))}
      </div>
    </div>
  )
}
