/** Plans made of plans, worked out: the one place where that is done, in a thread or beside the rooms. Owns no place to keep them. */
import { SvodError } from '../../shared/errors.ts'
import { jsonToDraft } from '../../shared/plan/build.ts'
import type { SummaryHead } from '../../shared/plan/gather/gather.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type CarryChoice, carryPlan } from '../../shared/plan/next-year/carry.ts'
import { type NextYearPreview, previewNextYear, sourcePrint } from '../../shared/plan/next-year/preview.ts'
import { type BuiltPlan, buildDraft } from '../built-plan.ts'
import type { PlanBytes } from '../plan-source.ts'
import {
  type Compared,
  type Laid,
  type StoredGathering,
  compareStored,
  draftOfStored,
  layStored,
} from './gather-work.ts'

export type CopyJob =
  | { kind: 'preview'; plan: PlanJson; year: number }
  | { kind: 'gather'; input: StoredGathering; head: SummaryHead }
  /** A summary beside its plans; with `take` also what taking those changes over comes to, if they are the ones that were looked at. */
  | { kind: 'compare'; input: StoredGathering; target: PlanBytes; take?: Take | undefined }
  /** Rows for an open plan. */
  | { kind: 'lay'; input: StoredGathering; target: PlanBytes }
  /** The same plan under new ids. */
  | { kind: 'copy'; plan: PlanJson; title?: string | undefined; organisation?: string | undefined }
  /** `of`: what was looked at; left out by whoever did not look. */
  | { kind: 'carry'; plan: PlanJson; choice: CarryChoice; of?: string | undefined }

export interface Take {
  take: readonly string[]
  of: string
}

export type CopyResult =
  { preview: NextYearPreview } | { built: BuiltPlan } | { compared: Compared } | { laid: Laid }

/** @throws SvodError `source-moved`, `too-large` */
export const doCopy = async (job: CopyJob, ids: () => string): Promise<CopyResult> => {
  if (job.kind === 'preview') return { preview: previewNextYear(job.plan, job.year) }
  if (job.kind === 'gather') return { built: await buildDraft(draftOfStored(job.input, job.head), ids) }
  if (job.kind === 'compare') return { compared: compareStored(job.input, job.target, job.take) }
  if (job.kind === 'lay') return { laid: layStored(job.input, job.target) }
  if (job.kind === 'copy') {
    const draft = jsonToDraft(job.plan)
    const { title = draft.title, organisation = draft.organisation } = job
    return { built: await buildDraft({ ...draft, title, organisation }, ids) }
  }
  const { plan, choice, of } = job
  if (of !== undefined && of !== sourcePrint(plan)) throw new SvodError('source-moved')
  return { built: await buildDraft(carryPlan(plan, choice).draft, ids) }
}
