/** What a view knows of a plan's check: the findings, the mark of each place, the readings of its dates. Owns the shape alone. */
import type { Severity } from '../../shared/plan/check/finding.ts'
import type { Sorted } from '../../shared/plan/check/dismissed.ts'
import type { PeriodReading } from './readings.ts'

export interface ChecksState extends Sorted {
  /** The gravest finding of a row or section, by its id. */
  marks: ReadonlyMap<string, Severity>
  /** What was understood of a row's dates, by row; null where the words say it themselves. */
  readings: Pick<ReadonlyMap<string, PeriodReading>, 'get'>
}
