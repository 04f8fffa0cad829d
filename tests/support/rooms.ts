/** Rooms over a storage, with a plan in it, for tests without a network. */
import { buildPlan } from '../../shared/plan/build.ts'
import type { PlanDraft } from '../../shared/plan/json.ts'
import { Rooms } from '../../server/rooms/registry.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { countingIds, planDraft } from './drafts.ts'

export interface TestRooms {
  rooms: Rooms
  storage: Storage
  /** What the rooms reported as unexpected. */
  failures: unknown[]
}

export const PLAN_ID = 'plan1'

export const openTestRooms = (storage: Storage = openMemoryStorage(), idleMs?: number): TestRooms => {
  const failures: unknown[] = []
  const events = {
    changed: () => {},
    delivered: () => {},
    refused: () => {},
    failed: (error: unknown) => void failures.push(error),
  }
  const rooms = new Rooms({ storage, now: () => 1, events, ...(idleMs === undefined ? {} : { idleMs }) })
  return { rooms, storage, failures }
}

export const createTestPlan = (rooms: Rooms, draft: PlanDraft = planDraft()): Promise<void> =>
  rooms.create(PLAN_ID, 'epoch1', (doc) => buildPlan(doc, draft, { ids: countingIds('b'), epoch: 'epoch1' }))
