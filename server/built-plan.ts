/**
 * A draft built into the document of a new plan, in the form in which it is stored: what takes its time, so that an
 * import does it in its worker. Owns no place to keep it.
 */
import * as Y from 'yjs'
import { buildPlan } from '../shared/plan/build.ts'
import type { PlanDraft, PlanJson } from '../shared/plan/json.ts'
import { projectPlan } from '../shared/plan/project.ts'
import { ClientOwners } from './access/owners.ts'
import { makeCheckpoint } from './storage/checkpoint.ts'
import type { Checkpoint } from './storage/storage.ts'

export interface BuiltPlan {
  /** What it reads like; `plan.id` is the plan's id. */
  plan: PlanJson
  epoch: string
  /** The first content, at log position 0. */
  checkpoint: Checkpoint
}

/** Nobody has written in it yet. */
const NOBODYS_IDS = new ClientOwners().encode()

/** Builds the draft under new ids. */
export const buildDraft = async (draft: PlanDraft, ids: () => string): Promise<BuiltPlan> => {
  const id = ids()
  const epoch = ids()
  const doc = new Y.Doc()
  try {
    buildPlan(doc, draft, { ids, epoch })
    return { plan: projectPlan(doc, id), epoch, checkpoint: await makeCheckpoint(doc, 0, NOBODYS_IDS) }
  } finally {
    doc.destroy()
  }
}
