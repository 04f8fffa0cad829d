/** A plan as the store has it → a file: what a thread of exports does. Formats are `write-plan.ts`'s. */
import { withoutOrigins } from '../../shared/plan/without-origins.ts'
import { type PlanSource, type WrittenFile, parsedPlan, planIn } from '../plan-source.ts'
import type { TrackedBase } from './write/docx/tracked-plan.ts'
import { type WriteRequest, writePlan } from './write-plan.ts'

export interface ExportRequest extends Omit<WriteRequest, 'plan' | 'since'> {
  source: PlanSource
  /** Whether it may say which other plans its rows were made of. */
  origins?: boolean
  /** An earlier plan, `body` as text, since which changes are tracked: Word alone. */
  since?: Omit<TrackedBase, 'plan'> & { body: string }
}

export interface SpoolingRequest extends ExportRequest {
  /** A file that the bytes may be written into. */
  spool: number | null
}

export interface SpoolingAnswer extends WrittenFile {
  /** So many bytes lie in that file, and none here. */
  spooled?: number
}

/** `onRead` is called when the plan is read: the document that it was read from is dead by then. */
export const writeSource = async (
  { source, since, origins = false, ...rest }: ExportRequest,
  onRead: () => void = () => undefined,
): Promise<WrittenFile> => {
  const whole = planIn(source)
  onRead()
  const plan = origins ? whole : withoutOrigins(whole)
  const earlier = since && { since: { ...since, plan: parsedPlan(since.body) } }
  const bytes = await writePlan({ ...rest, plan, ...earlier })
  return { bytes, title: plan.title, year: plan.year }
}
