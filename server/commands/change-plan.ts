/** Title, year and organisation of a plan. */
import type { Identity } from '../../shared/identity.ts'
import { setMeta } from '../../shared/plan/edit.ts'
import { type EditDeps, editDocument } from './edit-document.ts'

export interface PlanChange {
  title?: string
  year?: number
  organisation?: string
}

/** @throws SvodError as `editDocument` */
export const changePlan = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  change: PlanChange,
): Promise<void> =>
  editDocument(deps, who, planId, 'front.edit', (editing, demand) => {
    demand(Object.keys(change).map((field) => ({ root: 'meta', entity: null, field })))
    setMeta(editing, change)
  })
