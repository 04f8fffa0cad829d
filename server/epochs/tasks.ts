/**
 * What is done in a thread: writing a stored plan anew, and carrying a change over from past epochs. Pure: owns no
 * thread and no store; whatever goes in and out crosses to another thread.
 */
import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { inspectWithin } from '../access/inspect.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import { ClientOwners } from '../access/owners.ts'
import type { RefusalCode } from '../access/refusal.ts'
import { makeCheckpoint } from '../storage/checkpoint.ts'
import type { Checkpoint } from '../storage/storage.ts'
import { type Carried, carryOver } from './carry.ts'
import { decodeKept, encodeKept, keptDocument } from './kept.ts'
import { renewDocument } from './renew.ts'

export interface RenewTask {
  kind: 'renew'
  /** The plan as it is stored, with nothing behind its checkpoint. */
  checkpoint: Checkpoint
  epoch: string
}

export interface Renewed {
  kind: 'renewed'
  checkpoint: Checkpoint
  kept: Uint8Array
}

export interface CarryTask {
  kind: 'carry'
  /** From the epoch that the change was made in up to the last one that is past, each with its successor's name. */
  past: readonly { next: string; kept: Uint8Array }[]
  update: Uint8Array
  /** Identity id of who sends it. */
  who: string
}

export type CarryOutcome =
  | ({ kind: 'carried' } & Carried)
  /** Refused before anything was done with it. */
  | { kind: 'refused'; code: RefusalCode }

export type Task = RenewTask | CarryTask
export type Outcome = Renewed | CarryOutcome

const renew = async ({ checkpoint, epoch }: RenewTask): Promise<Renewed> => {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, checkpoint.stateV2)
  const owners = ClientOwners.decode(checkpoint.clients)
  const {
    doc: fresh,
    owners: authors,
    ids,
  } = renewDocument(doc, owners, { epoch, clientIds: () => randomInt(2 ** 32) })
  const { stateVector, stateV2 } = checkpoint
  const kept = encodeKept({ stateVector, stateV2, owners, ids })
  return { kind: 'renewed', checkpoint: await makeCheckpoint(fresh, checkpoint.seq, authors.encode()), kept }
}

const carry = ({ past, update, who }: CarryTask): CarryOutcome => {
  let at: Uint8Array | null = update
  const lost: string[] = []
  let clients: number[] = []
  for (const { next, kept: bytes } of past) {
    if (at === null) break
    const kept = decodeKept(bytes)
    const doc = keptDocument(kept)
    // Of the first epoch the table knows whose an id is; what was carried over since stands under ids that are new.
    const ownsClient = (client: number) =>
      kept.owners.mayUse(client, who, Y.getState(doc.store, client) === 0)
    const verdict = inspectWithin(doc, at, { ...DEFAULT_LIMITS, ownsClient })
    if (!verdict.ok) return { kind: 'refused', code: verdict.code }
    const carried = carryOver({ doc, ids: kept.ids, next }, verdict.update)
    lost.push(...carried.lost)
    clients = carried.clients
    at = carried.update
  }
  return { kind: 'carried', update: at, clients, lost }
}

/** Throws where what is stored cannot be read. */
export const runTask = async (task: Task): Promise<Outcome> =>
  task.kind === 'renew' ? renew(task) : carry(task)
