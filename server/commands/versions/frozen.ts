/** What the files of approved editions are to those who ask for them (SPEC FZ*). Owns the words alone; `frozen-files.ts` makes them. */
import type { ApprovalRecord, FrozenFile, FrozenFormat } from '../../storage/storage.ts'

/** A file of an approved edition as lists show it. */
export type ShownFile = { format: FrozenFormat } & (
  { state: 'ready'; sha256: string; size: number; at: string } | { state: 'making' | 'failed' }
)

export interface FrozenFiles {
  /** The file of an edition that was approved; made first where it is not there yet. @throws SvodError as an export */
  file(planId: string, version: number, format: FrozenFormat): Promise<FrozenFile>
  /** Makes what the plan's approved editions lack, in its own time; never throws. */
  want(planId: string): void
  /** The files of the editions that were ever approved, by their numbers; what is missing is asked for. */
  shown(planId: string, acts: readonly ApprovalRecord[]): Promise<ReadonlyMap<number, readonly ShownFile[]>>
  /** Wants what any plan lacks: after a start. */
  resume(): Promise<void>
  /** Begins nothing more. What is under way is made after the next start. */
  close(): void
}

/** Numbers of the editions that were ever approved; taking an approval back does not unmake its files. */
export const approvedEver = (acts: readonly ApprovalRecord[]): number[] => [
  ...new Set(acts.filter(({ act }) => act === 'approved').map(({ version }) => version)),
]
