/** The open card: its row with the plan's own cells, to be written in beside the board. Owns which row; fields are `Field.tsx`'s. */
import { ClipboardCheck, FileText, MessageSquareText, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useIntl } from 'react-intl'
import { isVague, STATES } from '../../shared/board/board.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { contextOf, periodOf } from '../../shared/plan/period-text.ts'
import type { PlanView, RowView, SectionView } from '../../shared/plan/view.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { MonthStrip } from '../ui/MonthStrip.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useBoard, useReading, useRowComments } from './board-context.ts'
import { useNaming } from './Columns.tsx'
import { Field } from './Field.tsx'
import { cardName, columnName } from './names.ts'
import styles from './panel.module.css'

interface Found {
  row: RowView
  section: SectionView
}

const findRow = (view: PlanView, id: string | null): Found | null => {
  for (const section of view.sections) {
    const row = section.rows.find((one) => one.id === id)
    if (row) return { row, section }
  }
  return null
}

const sameFound = (a: Found | null, b: Found | null): boolean =>
  a?.row === b?.row && a?.section.title === b?.section.title && a?.section.id === b?.section.id

export const CardPanel = () => {
  const { session, focus } = useBoard()
  const { open } = useStore(focus)
  const found = usePlanPart(session, (view) => findRow(view, open), sameFound)
  return found && <Opened key={found.row.id} {...found} />
}

/** How the dates are understood, under their words. */
const Understood = ({ row, section }: Found) => {
  const text = useText()
  const { locale } = useIntl()
  const { session } = useBoard()
  const year = usePlanPart(session, ({ meta }) => meta.year)
  const period = periodOf(row.cells.period ?? [], contextOf(year, section.title), row.fix)
  const reading = formatPeriod(period, isLocale(locale) ? locale : 'en', year)
  return (
    <p className={styles.understood} data-corrected={period.corrected}>
      <MonthStrip months={period.months} vague={isVague(period)} />
      {reading && text('board.panel.period', { reading })}
    </p>
  )
}

const Picks = ({ row }: Found) => {
  const { actions, reveal, rights, askFact } = useBoard()
  const board = useReading()
  const text = useText()
  const naming = useNaming()
  const states = STATES.map((state) => ({ value: state, label: text(`board.state.${state}`) }))
  const columns = board.columns.map((column) => ({ value: column.id, label: columnName(column, naming) }))
  const place = board.columnOf.get(row.id)
  const isState = board.columns.some((column) => column.place.by === 'state')
  return (
    <div className={styles.picks}>
      <Pick
        label={text('board.panel.state')}
        options={states}
        value={row.state}
        onChange={(state) => actions.setState(row, state as ItemState)}
        isDisabled={!rights.may('state.edit', row.section)}
      />
      {rights.may('state.edit', row.section) && (
        <Button small icon={<ClipboardCheck />} onPress={() => askFact(row.id)}>
          {text('board.panel.fact')}
        </Button>
      )}
      {place !== undefined && !isState && (
        <Pick
          label={text('board.panel.move')}
          options={columns}
          value={place}
          onChange={(id) => actions.move(row.id, id) && reveal.show(row.id)}
          isDisabled={!rights.may('rows.edit', row.section)}
        />
      )}
    </div>
  )
}

const Ways = ({ row }: { row: string }) => {
  const { comments, openInDocument } = useBoard()
  const { count } = useRowComments(row)
  const text = useText()
  return (
    <div className={styles.ways}>
      {comments && (
        <Button small icon={<MessageSquareText />} onPress={() => comments.open(row)}>
          {text('board.panel.comments')}
          {count > 0 && ` · ${count}`}
        </Button>
      )}
      <Button small icon={<FileText />} onPress={() => openInDocument(row)}>
        {text('board.panel.document')}
      </Button>
    </div>
  )
}

const Opened = ({ row, section }: Found) => {
  const { session, focus, reveal, rights, departments } = useBoard()
  const text = useText()
  const panel = useRef<HTMLElement>(null)
  const columns = usePlanPart(session, (view) => view.columns)
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  const close = () => {
    focus.set({ open: null })
    reveal.show(row.id, { focus: true })
  }
  const mayWrite = rights.may('rows.edit', row.section)
  const hue = departments.find(({ id }) => id === section.department)?.hue ?? 0
  const number = row.number.replace(/\.$/, '')
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={text('board.panel.label', { title: cardName(row, text) })}
      className={styles.panel}
      data-card-panel
    >
      <header className={styles.head} data-hue={hue}>
        <i className={styles.band} />
        <p className={styles.section}>
          {section.title || text('plan.section.untitled')}
          {number && <span className={styles.number}>{number}</span>}
        </p>
        <IconButton small label={text('board.panel.close')} onPress={close}>
          <X />
        </IconButton>
      </header>
      <div className={styles.fields}>
        {columns
          .filter(({ id, hidden }) => id !== 'number' && !hidden)
          .map((column) => (
            <Field key={column.id} row={row} column={column} readOnly={!mayWrite}>
              {column.id === 'period' && <Understood row={row} section={section} />}
            </Field>
          ))}
      </div>
      <Picks row={row} section={section} />
      <Ways row={row.id} />
    </aside>
  )
}
