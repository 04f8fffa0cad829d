/**
 * A draft becomes a plan: the document first, the catalogue's line last, so that whatever is listed can be opened.
 * Owns that order.
 */
import * as Y from 'yjs'
import type { Identity } from '../../shared/identity.ts'
import { buildPlan } from '../../shared/plan/build.ts'
import type { PlanDraft, PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { type AuditAction, audit } from './audit.ts'
import type { Deps } from './deps.ts'

type StoreDeps = Pick<Deps, 'storage' | 'rooms' | 'ids' | 'now'>

/** What the draft would be as a plan; nothing is stored. */
export const previewDraft = (deps: Pick<Deps, 'ids'>, draft: PlanDraft): PlanJson => {
  const doc = new Y.Doc()
  buildPlan(doc, draft, { ids: deps.ids, epoch: deps.ids() })
  const plan = projectPlan(doc, '')
  doc.destroy()
  return plan
}

/** Stores the draft as a new plan and resolves, with what it became, when all of it is on disk. */
export const storeDraft = async (
  deps: StoreDeps,
  who: Identity,
  draft: PlanDraft,
  action: AuditAction,
): Promise<PlanJson> => {
  const id = deps.ids()
  const epoch = deps.ids()
  const plans: PlanJson[] = []
  await deps.rooms.create(id, epoch, (doc) => {
    buildPlan(doc, draft, { ids: deps.ids, epoch })
    plans.push(projectPlan(doc, id))
  })
  const [plan] = plans
  if (!plan) throw new Error('rooms.create did not fill the document')
  const at = new Date(deps.now()).toISOString()
  const { title, year, organisation } = plan
  const times = { createdAt: at, updatedAt: at, deletedAt: null, deletedBy: null, createdBy: who.id }
  await deps.storage.catalogue.putPlan({ id, title, year, organisation, state: 'draft', ...times })
  await audit(deps, who, action, id, { title })
  return plan
}
