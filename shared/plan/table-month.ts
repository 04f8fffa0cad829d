/**
 * A plan of one month whose rows need it («План на сентябрь»: «3 (четверг)», «каждую субботу»): its one section is named by the
 * month, so that they are understood. Owns telling such a plan; must not touch one that has sections.
 */
import { headingPeriod } from '../period/heading.ts'
import { parsePeriod } from '../period/parse.ts'
import type { PlanAssembly } from './table-assembly.ts'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const LEAD = /^(?:на|за|в|for|in|of)\s+/iu

/** The words of a title that name one month and no day: «сентябрь 2026 года»; null where there are none. */
const monthIn = (title: string, year: number): string | null => {
  const { kind, months, spans } = parsePeriod(title, { year })
  const [span] = spans
  if (kind !== 'months' || months.length !== 1 || spans.length !== 1 || !span) return null
  const named = capital(title.slice(span.from, span.to).replace(LEAD, ''))
  return headingPeriod(named, year) === null ? null : named
}

/** Names the only section of a plan, where it has no title and its dates need the month of the plan's own. */
export const nameByTitle = (assembly: PlanAssembly, title: string, year: number): void => {
  const [section, ...others] = assembly.sections
  if (!section || section.title !== '' || others.length > 0) return
  const named = monthIn(title, year)
  const heading = named === null ? null : headingPeriod(named, year)
  if (named === null || heading === null) return
  const needsMonth = section.items.some(({ period }) => {
    const text = period.join('\n')
    const [alone, under] = [parsePeriod(text, { year }), parsePeriod(text, { year, heading })]
    return text !== '' && alone.months.join() !== under.months.join()
  })
  if (!needsMonth) return
  section.title = named
  assembly.report({ code: 'section-from-title', quote: named, section: 0 })
}
