/** An open row beside a view: its cells with their own editor, its state, the ways on. Owns the panel; which row is open is the view's. */
import { ClipboardCheck, FileText, MessageSquareText, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import { isVague } from '../../shared/plan/dated.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { contextOf, periodOf } from '../../shared/plan/period-text.ts'
import { STATES } from '../../shared/plan/schema.ts'
import type { PlanView, RowView, SectionView } from '../../shared/plan/view.ts'
import { useBox } from '../plan/box.ts'
import { sectionName } from '../plan/section-name.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { MonthStrip } from '../ui/MonthStrip.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { Field } from './Field.tsx'
import { rowName } from './names.ts'
import styles from './panel.module.css'
import { useHue, useRowComments, useRowScope } from './row-context.ts'

export interface RowPanelProps {
  /** The open row; null for none. */
  open: string | null
  onClose: (row: string) => void
  /** What the view adds to the choices of an open row. */
  picks?: (row: RowView) => ReactNode
  /** Whether it takes the keys when it is drawn. */
  takesKeys: () => boolean
}

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

export const RowPanel = ({ open, ...props }: RowPanelProps) => {
  const { session } = useRowScope()
  const found = usePlanPart(session, (view) => findRow(view, open), sameFound)
  return found && <Opened key={found.row.id} {...found} {...props} />
}

/** How the dates are understood, under their words. */
const Understood = ({ row, section }: Found) => {
  const text = useText()
  const { locale } = useIntl()
  const { session } = useRowScope()
  const year = usePlanPart(session, ({ meta }) => meta.year)
  const period = periodOf(row.cells.period ?? [], contextOf(year, section.title), row.fix)
  const reading = formatPeriod(period, isLocale(locale) ? locale : 'en', year)
  return (
    <p className={styles.understood} data-corrected={period.corrected}>
      <MonthStrip months={period.months} vague={isVague(period)} />
      {reading && text('row.period', { reading })}
    </p>
  )
}

const State = ({ row }: { row: RowView }) => {
  const { setState, askFact, rights } = useRowScope()
  const text = useText()
  const may = rights.may('state.edit', row.section)
  const states = STATES.map((state) => ({ value: state, label: text(`row.state.${state}`) }))
  return (
    <>
      <Pick
        label={text('row.state')}
        options={states}
        value={row.state}
        onChange={(state) => setState(row, state as ItemState)}
        isDisabled={!may}
      />
      {may && (
        <Button small icon={<ClipboardCheck />} onPress={() => askFact(row.id)}>
          {text('row.fact')}
        </Button>
      )}
    </>
  )
}

const Ways = ({ row }: { row: string }) => {
  const { comments, openInDocument } = useRowScope()
  const { count } = useRowComments(row)
  const text = useText()
  return (
    <div className={styles.ways}>
      {comments && (
        <Button small icon={<MessageSquareText />} onPress={() => comments.open(row)}>
          {text('row.talk')}
          {count > 0 && ` · ${count}`}
        </Button>
      )}
      <Button small icon={<FileText />} onPress={() => openInDocument(row)}>
        {text('row.document')}
      </Button>
    </div>
  )
}

const Opened = ({ row, section, onClose, picks, takesKeys }: Found & Omit<RowPanelProps, 'open'>) => {
  const { session, rights } = useRowScope()
  const text = useText()
  const panel = useRef<HTMLElement>(null)
  const columns = usePlanPart(session, (view) => view.columns)
  const takes = useBox(takesKeys)
  useEffect(() => {
    if (takes.get()()) panel.current?.focus({ preventScroll: true })
  }, [takes])
  const mayWrite = rights.may('rows.edit', row.section)
  const hue = useHue(section.department)
  const number = row.number.replace(/\.$/, '')
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={text('row.panel', { title: rowName(row, text) })}
      className={styles.panel}
      data-row-panel
    >
      <header className={styles.head} data-hue={hue}>
        <i className={styles.band} />
        <p className={styles.section}>
          {sectionName(section, text)}
          {number && <span className={styles.number}>{number}</span>}
        </p>
        <IconButton small label={text('row.close')} onPress={() => onClose(row.id)}>
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
      <div className={styles.picks}>
        <State row={row} />
        {picks?.(row)}
      </div>
      <Ways row={row.id} />
    </aside>
  )
}
