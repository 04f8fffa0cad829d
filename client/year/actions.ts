/**
 * What people do to a row in the year: moving its dates, an end of them, its state. The verb, one undo step, the words about
 * it. Owns that order; what a change is `shared/board/move-card.ts` says, the writing is `row/row-verbs.ts`'s.
 */
import { moveInTime, type Refusal } from '../../shared/board/move-card.ts'
import type { PeriodMove, TimeGoal } from '../../shared/board/move-period.ts'
import { startMonth } from '../../shared/period/shift.ts'
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import type { RowView } from '../../shared/plan/view.ts'
import { drawingOf, type Span } from '../../shared/year/marks.ts'
import { RowVerbs, type RowVerbsSetup, asksMore } from '../row/row-verbs.ts'

export interface YearActionSetup extends RowVerbsSetup {
  /** The row as the year shows it. */
  find: (row: string) => DatedRow | null
  language: () => 'ru' | 'en'
  rowName: (row: RowView) => string
  /** «июнь – август» */
  monthsName: (span: Span) => string
}

/** What a drop would do or why it cannot be, in the reader's words; '' for nothing. */
export interface Verdict {
  readonly may: boolean
  readonly words: string
}

const LAST_MONTH = 12

/** How far a row can go within the year: months back (negative) and on. */
export const roomOf = ({ period }: DatedRow): { back: number; on: number } => {
  const [first, last] = [period.months[0], period.months.at(-1)]
  if (first === undefined || last === undefined || period.months.length === LAST_MONTH)
    return { back: 0, on: 0 }
  return { back: 1 - first, on: LAST_MONTH - last }
}

/** The goal of moving the whole row by so many months; null where it cannot go. */
export const goalOfShift = (dated: DatedRow, by: number): TimeGoal | null => {
  const start = startMonth(dated.period)
  const { back, on } = roomOf(dated)
  const step = Math.min(on, Math.max(back, by))
  return start === null || step === 0 ? null : { kind: 'month', month: start + step }
}

const oneLine = (words: string): string => words.replaceAll('\n', ' · ')

export class YearActions {
  private readonly setup: YearActionSetup
  private readonly verbs: RowVerbs

  constructor(setup: YearActionSetup) {
    this.setup = setup
    this.verbs = new RowVerbs(setup)
  }

  private result(dated: DatedRow, goal: TimeGoal) {
    const { session, language } = this.setup
    const view = session.projection.view()
    return moveInTime({ view, rights: session.rights.get(), language: language() }, dated, goal)
  }

  mayMove({ section }: DatedRow): boolean {
    return this.setup.session.rights.get().may('rows.edit', section)
  }

  private why(refusal: Refusal): string {
    return refusal === 'reading' || refusal === 'not-yours' ? this.setup.text(`year.refused.${refusal}`) : ''
  }

  /** The months that a row would have then. */
  private monthsThen(dated: DatedRow, goal: TimeGoal): string {
    if (goal.kind === 'span') return this.setup.monthsName(goal)
    const { months } = dated.period
    const by = goal.kind === 'month' ? goal.month - (startMonth(dated.period) ?? goal.month) : 0
    return this.setup.monthsName({ from: (months[0] ?? 1) + by, to: (months.at(-1) ?? 1) + by })
  }

  /** What a change would do, for whoever still holds it. */
  judge(row: string, goal: TimeGoal): Verdict {
    const dated = this.setup.find(row)
    if (!dated) return { may: false, words: '' }
    const result = this.result(dated, goal)
    if ('refusal' in result) return { may: result.refusal === 'same', words: this.why(result.refusal) }
    const months = this.monthsThen(dated, goal)
    if (result.move.kind !== 'period' || result.move.move.kind === 'reading')
      return { may: true, words: this.setup.text('year.preview.kept', { months }) }
    const after = oneLine(result.move.move.after)
    return { may: true, words: this.setup.text('year.preview.words', { after }) }
  }

  /** Gives a row that time; false, and told why, where it cannot be. */
  set(row: string, goal: TimeGoal): boolean {
    const dated = this.setup.find(row)
    if (!dated) return false
    const result = this.result(dated, goal)
    if ('refusal' in result) {
      if (result.refusal !== 'same') this.setup.tell(this.why(result.refusal))
      return false
    }
    if (result.move.kind !== 'period') return false
    const { move } = result.move
    const back = this.verbs.writePeriod(dated.row, move)
    if (back === null) return false
    this.verbs.report(this.words(dated, goal, move), back, dated.row.id)
    return true
  }

  /** The whole of it by so many months, as far as the year goes. */
  shift(row: string, by: -1 | 1): boolean {
    const dated = this.setup.find(row)
    if (!dated) return false
    if (!this.mayMove(dated)) {
      this.setup.tell(this.why(this.setup.session.rights.get().may('rows.edit') ? 'not-yours' : 'reading'))
      return false
    }
    const goal = goalOfShift(dated, by)
    if (goal !== null) return this.set(row, goal)
    const isMovable = startMonth(dated.period) !== null && dated.period.months.length < LAST_MONTH
    this.setup.tell(this.setup.text(isMovable ? 'year.refused.edge' : 'year.refused.nothing'))
    return false
  }

  /** One end of it by a month. */
  stretch(row: string, end: keyof Span, by: number): boolean {
    const dated = this.setup.find(row)
    if (!dated) return false
    const { span } = drawingOf(dated.period, this.setup.session.projection.view().meta.year)
    if (span === null) return false
    const next = { ...span, [end]: span[end] + by }
    if (next.from < 1 || next.to > LAST_MONTH) {
      this.setup.tell(this.setup.text('year.refused.edge'))
      return false
    }
    return next.from <= next.to && this.set(row, { kind: 'span', ...next })
  }

  setState(row: RowView, state: ItemState): boolean {
    if (row.state === state) return false
    const back = this.verbs.writeState(row, state)
    const { text, rowName } = this.setup
    const said = { row: rowName(row), state: text(`row.state.${state}`) }
    if (back) this.verbs.report(text('year.said.state', said), back, row.id, asksMore(state))
    return back !== null
  }

  private words(dated: DatedRow, goal: TimeGoal, move: Exclude<PeriodMove, { kind: 'same' }>): string {
    const { text, rowName } = this.setup
    const row = rowName(dated.row)
    if (move.kind === 'words') {
      const [before, after] = [oneLine(move.before), oneLine(move.after)]
      return text(before === '' ? 'year.said.written' : 'year.said.words', { row, before, after })
    }
    const words = oneLine(move.words)
    return move.reading === null
      ? text('year.said.read', { row, words })
      : text('year.said.kept', { row, words, months: this.monthsThen(dated, goal) })
  }

  undo(): boolean {
    return this.verbs.undo()
  }

  redo(): boolean {
    return this.verbs.redo()
  }
}
