/** The checker at work on an open plan: findings, marks and readings of one view. Fetched when idle; owns no timing. */
import type { ThreadsProjection } from '../../shared/comments/threads.ts'
import { PlanChecker } from '../../shared/plan/check.ts'
import { factsOf } from '../../shared/plan/check/facts.ts'
import { sortFindings } from '../../shared/plan/check/dismissed.ts'
import type { Finding, Severity } from '../../shared/plan/check/finding.ts'
import { threadStates } from '../../shared/plan/check/threads.ts'
import { parsePeriod } from '../../shared/period/parse.ts'
import type { PeriodJson } from '../../shared/plan/json.ts'
import { isFixOf } from '../../shared/plan/notes.ts'
import { type PeriodContext, contextOf, periodOf } from '../../shared/plan/period-text.ts'
import type { PlanProjection, PlanView, RowView, SectionView } from '../../shared/plan/view.ts'
import type { ChecksState } from './checks-state.ts'
import type { PeriodReading } from './readings.ts'

/** Letters and figures outside the understood parts: then the chip has something to say. */
const hasRest = (text: string, context: PeriodContext): boolean => {
  let at = 0
  let rest = ''
  for (const { from, to } of parsePeriod(text, context).spans) {
    rest += text.slice(at, from)
    at = to
  }
  return /[\p{L}\d]{2,}/u.test(rest + text.slice(at))
}

const lookOf = (row: RowView, period: PeriodJson, context: PeriodContext): PeriodReading['look'] => {
  if (period.corrected) return 'corrected'
  if (row.fix !== null && !isFixOf(row.fix, row.cells.period ?? [])) return 'stale'
  if (period.kind === 'none') return 'plain'
  if (period.kind === 'unknown') return 'unclear'
  return hasRest(period.text, context) ? 'said' : 'plain'
}

const known = new WeakMap<PeriodJson, { row: RowView['fix']; reading: PeriodReading }>()

const readingOf = (row: RowView, context: PeriodContext): PeriodReading => {
  const period = periodOf(row.cells.period ?? [], context, row.fix)
  const before = known.get(period)
  if (before && before.row === row.fix) return before.reading
  const reading = { period, look: lookOf(row, period, context) }
  known.set(period, { row: row.fix, reading })
  return reading
}

interface SectionReadings {
  year: number
  readings: ReadonlyMap<string, PeriodReading>
}

const sections = new WeakMap<SectionView, SectionReadings>()

/** The readings of one section; the same for as long as the section is. */
const readingsIn = (section: SectionView, year: number): SectionReadings['readings'] => {
  const before = sections.get(section)
  if (before?.year === year) return before.readings
  const context = contextOf(year, section.title)
  const readings = new Map(section.rows.map((row) => [row.id, readingOf(row, context)] as const))
  sections.set(section, { year, readings })
  return readings
}

/** The readings of all rows, asked for by row: no section that did not change is gone through. */
const readingsOf = ({ sections: all, meta }: PlanView): ChecksState['readings'] => {
  const parts = all.map((section) => readingsIn(section, meta.year))
  return {
    get: (row) => {
      for (const part of parts) {
        const reading = part.get(row)
        if (reading) return reading
      }
      return undefined
    },
  }
}

/** Rows are read for so long at a time. */
const SLICE_MS = 6

export interface Breath {
  /** Milliseconds, from any beginning. */
  now: () => number
  /** Resolves when the page has drawn and heard its keys. */
  pause: () => Promise<void>
}

/** Reads the rows of a plan in slices: a check that comes after finds them read. Rows that change meanwhile are read by it. */
export const readAhead = async (view: PlanView, { now, pause }: Breath): Promise<void> => {
  let end = now() + SLICE_MS
  for (const { title, rows } of view.sections) {
    const context = contextOf(view.meta.year, title)
    for (const row of rows) {
      factsOf(row, context)
      readingOf(row, context)
      if (now() < end) continue
      await pause()
      end = now() + SLICE_MS
    }
  }
}

/** How grave the gravest finding of each row or section is, by its id. */
const gravest = (findings: readonly Finding[]): Map<string, Severity> => {
  const marks = new Map<string, Severity>()
  const rank = (severity: Severity | undefined): number =>
    severity === 'error' ? 3 : severity === 'warning' ? 2 : severity === 'note' ? 1 : 0
  for (const { item, section, severity } of findings) {
    const place = item ?? section
    if (place !== null && rank(severity) > rank(marks.get(place))) marks.set(place, severity)
  }
  return marks
}

export const createRunner = (
  projection: PlanProjection,
  threads: Pick<ThreadsProjection, 'view'>,
): (() => ChecksState) => {
  const checker = new PlanChecker()
  return () => {
    const view = projection.view()
    const sorted = sortFindings(view, checker.check(view, threadStates(view, threads.view())))
    return { ...sorted, marks: gravest(sorted.open), readings: readingsOf(view) }
  }
}
