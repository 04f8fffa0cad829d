/** Rooms over a storage, with a plan in it, for tests without a network. */
import type * as Y from 'yjs'
import { buildPlan } from '../../shared/plan/build.ts'
import type { Identity } from '../../shared/identity.ts'
import type { PlanDraft } from '../../shared/plan/json.ts'
import { createEpochThreads } from '../../server/epochs/threads.ts'
import { runTask } from '../../server/epochs/tasks.ts'
import { ClientOwners } from '../../server/access/owners.ts'
import { judge } from '../../server/access/judge.ts'
import type { Judge } from '../../server/rooms/judges.ts'
import { Rooms, type RoomsParts } from '../../server/rooms/registry.ts'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { Pacer } from '../../server/storage/pacer.ts'
import type { Checkpoint, Storage } from '../../server/storage/storage.ts'
import { countingIds, emptyDoc, planDraft } from './drafts.ts'

export interface TestRooms {
  rooms: Rooms
  storage: Storage
  /** What the rooms reported as unexpected. */
  failures: unknown[]
  /** Whose connections were ended for bytes outside the grammar. */
  malformed: string[]
  /** Of each turn with changes, whether the plan's head was surely left as it was. */
  sameHead: boolean[]
}

export const PLAN_ID = 'plan1'

/** Judges in this thread, in a later turn, on copies as another thread would have them. */
export const judgeHere: Judge = async (one) => {
  await new Promise((resolve) => setImmediate(resolve))
  return structuredClone(judge(structuredClone(one)))
}

/** Does the work of epochs in this thread, on copies as another thread would have them. */
export const epochsHere = createEpochThreads(async (task) =>
  structuredClone(await runTask(structuredClone(task))),
)

type Options = Partial<
  Pick<RoomsParts, 'idleMs' | 'judge' | 'limits' | 'epochs' | 'now' | 'quietMs' | 'heardOut'>
>

/** Rooms that write at the end of every turn: nobody types here, and a test that waits for "Saved" waits for a clock. */
export const openTestRooms = (storage: Storage = openMemoryStorage(), options: Options = {}): TestRooms => {
  const failures: unknown[] = []
  const malformed: string[] = []
  const sameHead: boolean[] = []
  const events = {
    changed: (_: string, __: number, ___: number, isSame: boolean) => void sameHead.push(isSame),
    delivered: () => {},
    refused: () => {},
    malformed: ({ id }: Identity) => void malformed.push(id),
    failed: (error: unknown) => void failures.push(error),
  }
  const pacer = new Pacer({ intervalMs: 0 })
  const usual = { storage, now: () => 1, events, judge: judgeHere, epochs: epochsHere, pacer }
  const rooms = new Rooms({ ...usual, ...options })
  return { rooms, storage, failures, malformed, sameHead }
}

/** What a new plan is stored as whose first content `fill` writes; nobody has a client id in it yet. */
export const testCheckpoint = (fill: (doc: Y.Doc) => void): Promise<Checkpoint> => {
  const doc = emptyDoc()
  fill(doc)
  return makeCheckpoint(doc, 0, new ClientOwners().encode())
}

/** Stores such a plan. */
export const storeTestPlan = async (
  storage: Storage,
  id: string,
  fill: (doc: Y.Doc) => void,
): Promise<void> => storage.createPlan(id, 'epoch1', await testCheckpoint(fill))

/** Stores the draft as a plan, under ids that count. */
export const createTestPlan = (
  storage: Storage,
  draft: PlanDraft = planDraft(),
  id: string = PLAN_ID,
): Promise<void> =>
  storeTestPlan(storage, id, (doc) => buildPlan(doc, draft, { ids: countingIds('b'), epoch: 'epoch1' }))
