/** A plan as the store has it, for whoever writes it into a file. Owns the reading of it, which is as long a work as the writing. */
import type { PlanJson } from '../shared/plan/json.ts'
import { readLeanly } from './past/lean-types.ts'
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

/** Bytes that lie on the disk until they were read, or were given up. */
export interface SpooledBytes {
  /** How many. */
  readonly length: number
  /** At most so many from there on. */
  slice(at: number, bytes: number): Promise<Uint8Array>
  /** Gives them up. */
  close(): Promise<void>
}

/** A written file that goes out: a large one lies on the disk, of a small one the bytes are here. */
export interface OutgoingFile extends Omit<WrittenFile, 'bytes'> {
  /** Whoever gets it closes it. */
  content: Uint8Array | SpooledBytes
}

export const parsedPlan = (body: string): PlanJson => JSON.parse(body) as PlanJson

/** Throws where a document has gaps. */
export const planIn = (source: PlanSource): PlanJson =>
  'body' in source ? parsedPlan(source.body) : storedPlan(source)

/** The document itself. Throws where it has gaps. */
export const documentIn = (bytes: PlanBytes): ReturnType<typeof storedDoc> => storedDoc(bytes)

/** Reads documents from now on with as little memory as reading takes: for processes that do nothing else. */
export const readOnly = (): void => readLeanly()
