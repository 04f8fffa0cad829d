/** What was understood of a row's dates, as a chip shows it. Owns the shape alone. */
import type { PeriodJson } from '../../shared/plan/json.ts'

export interface PeriodReading {
  period: PeriodJson
  /** `said`: part of the words was left over; `unclear`: nothing was understood; `corrected` by somebody; `stale`: a
   * correction of other words, which fell away; `plain`: the words say it all themselves. */
  look: 'plain' | 'said' | 'unclear' | 'corrected' | 'stale'
}
