/** Makes what a year shares, once a session: verbs, drag, focus, people, the way to a row. Wires them together. */
import { type RefObject, useMemo } from 'react'
import type { DatedRow } from '../../shared/plan/dated.ts'
import { drawingOf } from '../../shared/year/marks.ts'
import type { Year } from '../../shared/year/year.ts'
import { type Announcer, createAnnouncer } from '../plan/announcer.ts'
import { Box, useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { RowPeople } from '../plan/row-people.ts'
import { rowName } from '../row/names.ts'
import { offerBack } from '../row/offer-back.ts'
import { type ViewPlace, useKeysBackIn, useViewPlace } from '../row/view-place.ts'
import { showToast } from '../ui/toast.ts'
import { useDragPage } from '../ui/use-drag-page.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { YearActions } from './actions.ts'
import { BarDrag } from './bar-drag.ts'
import { YearFocus } from './focus.ts'
import { type MonthNames, spanName } from './months.ts'
import { Reveal } from './reveal.ts'

export interface YearPartsSetup {
  session: PlanSession
  year: Year
  root: RefObject<HTMLElement | null>
  language: 'ru' | 'en'
  months: MonthNames
  /** Asks what became of a row. */
  askFact: (row: string) => void
}

export interface YearParts {
  readonly actions: YearActions
  readonly drag: BarDrag
  readonly focus: YearFocus
  readonly people: RowPeople
  readonly place: ViewPlace<YearFocus>
  readonly reveal: Reveal
  readonly announcer: Announcer
  readonly reading: Box<Year>
  /** How the lines scroll to one of them, or a narrow window turns to its month; set by whoever draws them. */
  readonly toRow: Box<(row: string) => void>
  /** The rows of the list that a narrow window shows, top to bottom; null where all are shown. */
  readonly rows: Box<readonly string[] | null>
}

type Latest = Box<YearPartsSetup & { text: Text }>

const findIn = ({ lines, lineOf }: Year, row: string): DatedRow | null => {
  const line = lines[lineOf.get(row) ?? -1]
  return line?.kind === 'row' ? line.dated : null
}

const makeActions = (
  latest: Latest,
  reading: Box<Year>,
  announcer: Announcer,
  giveKeys: (row: string) => void,
): YearActions => {
  const text: Text = (key, values) => latest.get().text(key, values)
  const { session } = latest.get()
  return new YearActions({
    session,
    announcer,
    text,
    find: (row) => findIn(reading.get(), row),
    language: () => latest.get().language,
    rowName: (row) => rowName(row, text),
    monthsName: (span) => spanName(latest.get().months, span),
    offerUndo: offerBack(text, { undo: session.undo, askFact: (row) => latest.get().askFact(row), giveKeys }),
    tell: (message) => showToast({ text: message }),
  })
}

export const useYearParts = (setup: YearPartsSetup): YearParts => {
  const text = useText()
  const { session, root } = setup
  const latest = useBox({ ...setup, text })
  const reading = useBox(setup.year)
  const place = useViewPlace('year', () => new YearFocus())
  const parts = useMemo(() => {
    const announcer = createAnnouncer()
    const toRow = new Box<(row: string) => void>(() => {})
    const giveKeys = (row: string) => void reveal.show(row, { focus: true })
    const actions = makeActions(latest, reading, announcer, giveKeys)
    const reveal = new Reveal({
      root: () => root.current,
      has: (row) => reading.get().lineOf.has(row),
      scrollTo: (row) => toRow.get()(row),
    })
    const drag = new BarDrag({
      judge: (row, goal) => actions.judge(row, goal),
      onDrop: (row, goal) => void actions.set(row, goal),
      find: (row) => {
        const dated = findIn(reading.get(), row)
        return dated && { dated, span: drawingOf(dated.period, session.projection.view().meta.year).span }
      },
      onStale: () => showToast({ text: latest.get().text('year.refused.changed') }),
    })
    const people = new RowPeople(session.colleagues)
    const rows = new Box<readonly string[] | null>(null)
    return { actions, drag, focus: place.focus, people, place, reveal, announcer, reading, toRow, rows }
  }, [session, latest, root, reading, place])
  useDragPage(parts.drag)
  useKeysBackIn(root, place, parts)
  return parts
}
