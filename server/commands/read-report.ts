/** План/факт of the live draft, as data and as a file. Owns who may have it and what the file is called; the counting is shared. */
import { reportEn } from '../../shared/i18n/en/report.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { reportRu } from '../../shared/i18n/ru/report.ts'
import type { Identity } from '../../shared/identity.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type Report, reportOf, sourceOfJson } from '../../shared/plan/report.ts'
import type { Span } from '../../shared/plan/span.ts'
import type { OutgoingFile } from '../plan-source.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'
import type { Asking } from './export-plan.ts'
import { datedDraft, readPlan } from './read-plan.ts'

export interface ReportJson extends Report {
  readonly plan: Pick<PlanJson, 'id' | 'title' | 'year' | 'organisation'>
}

type Needs = Pick<Deps, 'storage' | 'rooms'>

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readReport = async (
  deps: Needs,
  who: Identity,
  planId: string,
  span: Span,
): Promise<ReportJson> => {
  const plan = await readPlan(deps, who, planId)
  const { id, title, year, organisation } = plan
  return { plan: { id, title, year, organisation }, ...reportOf(sourceOfJson(plan), span) }
}

export interface ReportFile {
  content: OutgoingFile['content']
  /** As the reader's language calls it, and the same for programs that know ASCII alone. */
  name: string
  asciiName: string
}

const NAMES: Record<Locale, string> = { ru: reportRu['report.file.name'], en: reportEn['report.file.name'] }

/** @throws SvodError as `readReport`, `export-timeout`, `too-many-requests`, what `pay` throws, and the reason of `signal` */
export const exportReport = async (
  deps: Needs & Pick<Deps, 'exportOut' | 'readings'>,
  who: Identity,
  planId: string,
  query: { span: Span; format: 'docx' | 'xlsx'; locale: Locale },
  { pay, signal }: Asking,
): Promise<ReportFile> => {
  authoriseIn(deps, who, planId, 'plan.export')
  livePlan(deps.storage.catalogue.plan(planId))
  pay()
  const { source, at } = await datedDraft(deps, planId)
  const { span, format, locale } = query
  const names = deps.storage.catalogue.departments().map(({ id, name }) => [id, name] as const)
  const report = { span, departments: Object.fromEntries(names) }
  const request = { source, format, locale, hidden: false, at, report }
  const { content, year } = await deps.exportOut(request, signal)
  await deps.readings.note(who, 'plan.export', planId, { format, version: null, report: span.upTo })
  const dates = [span.from, span.to ?? span.upTo].filter((day) => day !== null).join('–')
  const ascii = `report-${year}-${dates.replace('–', '-')}`
  return {
    content,
    name: `${NAMES[locale]} ${year} (${dates}).${format}`,
    asciiName: `${ascii}.${format}`,
  }
}
