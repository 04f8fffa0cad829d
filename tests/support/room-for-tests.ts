/** The room of one plan, loaded for every test of a file and closed behind it. Owns the hooks; `rooms.ts` opens rooms. */
import { afterEach, beforeEach } from 'vitest'
import type { Held } from '../../server/rooms/registry.ts'
import { PLAN_ID, type TestRooms, createTestPlan, openTestRooms } from './rooms.ts'

/** Lets the room go and ends all; fails with whatever the rooms reported as unexpected. */
export const closeTestRooms = async ({ rooms, failures }: TestRooms, held: Held): Promise<void> => {
  held.release()
  await rooms.close()
  if (failures.length > 0) throw new AggregateError(failures, 'a room reported failures')
}

/** What the running test has; nothing between tests. */
export class RoomForTests {
  world!: TestRooms
  held!: Held
}

/** To be called once in a file, and read in its tests alone; a test may open another room in the place of the first. */
export const roomForTests = (): RoomForTests => {
  const here = new RoomForTests()
  beforeEach(async () => {
    here.world = openTestRooms()
    await createTestPlan(here.world.storage)
    here.held = await here.world.rooms.hold(PLAN_ID)
  })
  afterEach(() => closeTestRooms(here.world, here.held))
  return here
}
