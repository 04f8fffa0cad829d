/** Years of plans. Pure. */

/** Month (0-based) from which people write the plan of the next year. */
const WRITING_SEASON = 7

/** The year that a new plan is most likely for: next year's from August on. */
export const nextPlanYear = (now: Date): number =>
  now.getFullYear() + (now.getMonth() >= WRITING_SEASON ? 1 : 0)

/** A year as it was typed, or null where it is none that a plan may have (1900–2200). */
export const readYear = (typed: string): number | null => {
  const year = /^\d{4}$/.test(typed.trim()) ? Number(typed) : null
  return year !== null && year >= 1900 && year <= 2200 ? year : null
}
