/** A plan as the store has it, for whoever writes it into a file. Owns the reading of it, which is as long a work as the writing. */
import type { PlanJson } from '../shared/plan/json.ts'
import { type StoredDocument, storedDoc, storedPlan } from './past/replay.ts'

/** A plan as the store has it: a state and the changes behind it. */
export type PlanBytes = StoredDocument

/** PlanJson as text, or a document. */
export type PlanSource = { body: string } | StoredDocument

/** A written file, and what it is named after. */
export interface WrittenFile {
  /** In a buffer of their own. */
  bytes: Uint8Array
  title: string
  year: number
}

export const parsedPlan = (body: string): PlanJson => JSON.parse(body) as PlanJson

/** Throws where a document has gaps. */
export const planIn = (source: PlanSource): PlanJson =>
  'body' in source ? parsedPlan(source.body) : storedPlan(source)

/** The document itself. Throws where it has gaps. */
export const documentIn = (bytes: PlanBytes): ReturnType<typeof storedDoc> => storedDoc(bytes)
