/**
 * What is done about editions: approved, withdrawn, amended. The document's own root and the ledger say it both; the
 * document first, in one step with the lock, then the ledger and the audit trail in one. Owns that order, and mends what a crash left between.
 */
import type * as Y from 'yjs'
import type { Identity } from '../../../shared/identity.ts'
import type { Action } from '../../../shared/permissions.ts'
import { readApprovalState } from '../../../shared/plan/read.ts'
import { type Approved, serverOf } from '../../../shared/plan/schema.ts'
import { SERVER } from '../../rooms/origin.ts'
import { sealApproval } from '../../storage/edition-seal.ts'
import type { ApprovalRecord, AuditRecord } from '../../storage/storage.ts'
import { stillMayIn } from '../as-of-now.ts'
import { auditLine } from '../audit.ts'
import type { VersionDeps } from './take-version.ts'

const isAct = (value: unknown): value is ApprovalRecord =>
  typeof value === 'object' && value !== null && 'number' in value && 'seal' in value && 'act' in value

const lastActIn = async (
  { rooms }: Pick<VersionDeps, 'rooms'>,
  planId: string,
): Promise<ApprovalRecord | null> => {
  const last: unknown = await rooms.use(planId, (room) => room.read((doc) => serverOf(doc).get('act')))
  return isAct(last) ? last : null
}

/** What the audit trail says of an act; all of it stands in the record, so that a crash takes none of it along. */
const lineOf = (planId: string, record: ApprovalRecord): AuditRecord => {
  const { act, at, by, byName, version, hash, ground } = record
  const who = { id: by, name: byName }
  if (act === 'approved') return auditLine(at, who, 'version.approve', planId, { version, hash, ground })
  const action = act === 'withdrawn' ? 'version.withdraw' : 'version.amend'
  return auditLine(at, who, action, planId, { version, reason: ground })
}

/** The acts about a plan's editions, oldest first; one that a crash kept from the ledger is written there first. */
export const knownActs = async (deps: VersionDeps, planId: string): Promise<ApprovalRecord[]> => {
  const acts = await deps.storage.listApprovals(planId)
  const last = await lastActIn(deps, planId)
  if (last?.number !== acts.length + 1) return acts
  return deps.editions.run(planId, () => actsInTurn(deps, planId))
}

/**
 * The same for whoever has the plan's turn: nothing is under way, so what is missing in the ledger is missing for good.
 * Whoever does the next act asks here, or it would take the number of the one that is missing.
 */
export const actsInTurn = async (
  deps: Pick<VersionDeps, 'storage' | 'rooms'>,
  planId: string,
): Promise<ApprovalRecord[]> => {
  const acts = await deps.storage.listApprovals(planId)
  const last = await lastActIn(deps, planId)
  if (last?.number !== acts.length + 1) return acts
  await deps.storage.addApproval(planId, last, lineOf(planId, last))
  return [...acts, last]
}

/** What an act makes of the plan. */
export interface Outcome {
  locked: boolean
  approved: Approved | null
}

export interface Act {
  /** What its doer must still be allowed to do when the room takes it. */
  action: Action
  /** What is done, of which edition, on what ground. */
  what: Pick<ApprovalRecord, 'act' | 'version' | 'hash' | 'date' | 'ground'>
  /** Looks at the document before anything is written, throws where it is not to be done, and says what comes of it. */
  decide: (doc: Y.Doc, record: ApprovalRecord) => Outcome
}

/**
 * Does it; in the plan's turn. `acts` are those before it. Resolves when all of it is on disk. @throws SvodError `unauthenticated`,
 * `forbidden`, `not-found`, `plan-in-trash`, and what `decide` throws
 */
export const doAct = async (
  deps: VersionDeps,
  who: Identity,
  planId: string,
  acts: readonly ApprovalRecord[],
  { action, what, decide }: Act,
): Promise<ApprovalRecord> => {
  const at = new Date(deps.now()).toISOString()
  const fresh = { ...what, number: acts.length + 1, by: who.id, byName: who.name, at }
  const record = sealApproval(fresh, acts.at(-1))
  const outcome = await deps.rooms.use(planId, (room) =>
    room.edit(SERVER, (doc) => {
      // The room's own wait may have been long, and the change is the server's: nothing behind this asks.
      stillMayIn(deps, who, planId, action)
      const made = decide(doc, record)
      const server = serverOf(doc)
      server.set('locked', made.locked)
      server.set('approved', made.approved)
      server.set('act', record)
      return made
    }),
  )
  await deps.storage.addApproval(planId, record, lineOf(planId, record))
  const state = outcome.locked ? 'approved' : 'draft'
  await deps.index.change(planId, (entry) => entry && { ...entry, state })
  return record
}

/** What the banner says of an approval. */
export const approvedBy = ({ version, byName, at, date, ground }: ApprovalRecord): Approved => ({
  version,
  by: byName,
  at,
  date,
  ground,
})

export const isLocked = (doc: Y.Doc): boolean => readApprovalState(doc).locked
