/**
 * A draft built into the document of a new plan, in the form in which it is stored: what takes its time, so that an
 * import does it in its worker. Part by part, so that a large plan needs no more memory than its bytes. Owns no place to keep it.
 */
import type * as Y from 'yjs'
import { type PlanPart, planParts } from '../shared/plan/build.ts'
import type { PlanDraft, PlanJson } from '../shared/plan/json.ts'
import { projectPlan } from '../shared/plan/project.ts'
import { SCHEMA_VERSION } from '../shared/plan/schema.ts'
import { ClientOwners } from './access/owners.ts'
import { PartedDocument } from './parted-document.ts'
import { SectionsText } from './sections-text.ts'
import { DeflatingUpdate, checkpointIn } from './storage/checkpoint.ts'
import type { Checkpoint } from './storage/storage.ts'

/** All of a plan that stands around its sections. */
export type PlanHead = Omit<PlanJson, 'sections'>

export interface BuiltPlan {
  /** What it reads like, but for its sections; `plan.id` is the plan's id. */
  plan: PlanHead
  epoch: string
  /** The first content, at log position 0. */
  checkpoint: Checkpoint
}

/** With what its sections read like: the JSON of `PlanJson.sections`, as bytes in pieces. */
export interface ReadablePlan extends BuiltPlan {
  sections: Uint8Array<ArrayBuffer>[]
}

/** Nobody has written in it yet. */
const NOBODYS_IDS = new ClientOwners().encode()

/** So many rows are a part: more would lie in memory, fewer would pay a document each. */
const PARTS_AT_ONCE = 200

/** Of all that was written; `update` has the structs so far. */
const checkpointOf = async (document: PartedDocument, update: DeflatingUpdate): Promise<Checkpoint> => {
  const { stateVector, stateV2, updateHead, updateEnd } = document.finish()
  await update.add(document.takeStructs())
  await update.add(updateEnd)
  const deflatedUpdate = await update.finish(updateHead)
  const parts = { seq: 0, stateVector, stateV2, deflatedUpdate, clients: NOBODYS_IDS }
  return checkpointIn(SCHEMA_VERSION, parts)
}

const buildWith = async <Text>(
  draft: PlanDraft,
  ids: () => string,
  onPart: () => void,
  textOf: (head: PlanHead) => { read: (doc: Y.Doc, parts: readonly PlanPart[]) => void; text: () => Text },
): Promise<BuiltPlan & Text> => {
  const id = ids()
  const epoch = ids()
  const document = new PartedDocument()
  const update = new DeflatingUpdate()
  const parts = planParts(draft, { ids, epoch })
  const first = parts.next().value as PlanPart
  const { sections: _, ...plan } = document.write(first.write, (doc) => projectPlan(doc, id))
  const sink = textOf(plan)
  let waiting: PlanPart[] = []
  const flush = async (): Promise<void> => {
    const now = waiting
    waiting = []
    document.write(
      (doc) => now.forEach((part) => part.write(doc)),
      (doc) => sink.read(doc, now),
    )
    await update.add(document.takeStructs())
    onPart()
  }
  for (const part of parts) {
    waiting.push(part)
    if (waiting.length === PARTS_AT_ONCE) await flush()
  }
  if (waiting.length > 0) await flush()
  return { plan, epoch, ...sink.text(), checkpoint: await checkpointOf(document, update) }
}

/** Builds the draft under new ids. */
export const buildDraft = (draft: PlanDraft, ids: () => string): Promise<BuiltPlan> =>
  buildWith(
    draft,
    ids,
    () => undefined,
    () => ({ read: () => undefined, text: () => ({}) }),
  )

/** The same, and what it reads like. `onPart` is called after each part. */
export const buildReadable = (
  draft: PlanDraft,
  ids: () => string,
  onPart: () => void = () => undefined,
): Promise<ReadablePlan> =>
  buildWith(draft, ids, onPart, (head) => {
    const text = new SectionsText(head)
    return { read: (doc, parts) => text.add(doc, parts), text: () => ({ sections: text.finish() }) }
  })
