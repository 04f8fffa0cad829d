/** What the plan checker finds in the live draft, in the reader's language. */
import { readThreads } from '../../shared/comments/threads.ts'
import type { Identity } from '../../shared/identity.ts'
import { checkEn } from '../../shared/i18n/en/check.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { checkRu } from '../../shared/i18n/ru/check.ts'
import { can } from '../../shared/permissions.ts'
import { PlanChecker } from '../../shared/plan/check.ts'
import { sortFindings } from '../../shared/plan/check/dismissed.ts'
import type { Finding, FindingCode, Severity } from '../../shared/plan/check/finding.ts'
import { threadStates } from '../../shared/plan/check/threads.ts'
import { sayFinding } from '../../shared/plan/check/say.ts'
import { PlanProjection } from '../../shared/plan/view.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'
import { seesOrigins } from './read-plan.ts'

export interface FindingJson {
  id: string
  code: FindingCode
  severity: Severity
  section: string | null
  item: string | null
  message: string
}

export interface ChecksJson {
  findings: FindingJson[]
  /** Findings set aside: why, by whom, when (ms). */
  dismissed: (FindingJson & { why: string; by: string; at: number })[]
}

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readChecks = (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  who: Identity,
  planId: string,
  locale: Locale,
): Promise<ChecksJson> => {
  const there = authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const words = locale === 'ru' ? checkRu : checkEn
  return deps.rooms.use(planId, (room) =>
    room.read((doc) => {
      const projection = new PlanProjection(doc)
      try {
        const view = projection.view()
        const threads = can(there, 'comments.read') ? threadStates(view, readThreads(doc)) : []
        const found = new PlanChecker().check(view, threads)
        const shown = seesOrigins(there) ? found : found.filter(({ code }) => code !== 'carried-over')
        const { open, aside } = sortFindings(view, shown)
        const told = (finding: Finding): FindingJson => {
          const { id, code, severity, section, item } = finding
          return { id, code, severity, section, item, message: sayFinding(finding, words, locale) }
        }
        const dismissed = aside.map(({ finding, dismissal: { why, by, at } }) => ({
          ...told(finding),
          why,
          by,
          at,
        }))
        return { findings: open.map(told), dismissed }
      } finally {
        projection.destroy()
      }
    }),
  )
}
