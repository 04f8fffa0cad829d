/** Malformed frames at a room: refused, never for long, and nothing changes for the others. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Limits, TURN_LIMITS } from '../../server/access/limits.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import {
  encodeAwareness,
  encodeHello,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
} from '../../shared/protocol.ts'
import { copyOf } from '../support/drafts.ts'
import { forge, mutate, noise } from '../support/hostile-updates.ts'
import { type Dice, dice } from '../support/random.ts'
import { CAST, stage } from '../support/rights-world.ts'
import { RoomClient, until } from '../support/room-client.ts'
import { PLAN_ID, openTestRooms, storeTestPlan } from '../support/rooms.ts'
import { trespasses } from '../support/trespasses.ts'

const FRAMES_A_SEED = 400
const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 50)
const EDITOR = CAST[1]!
/** What the processor may spend on one frame; the clock on the wall counts other programs, too. */
const MOST_MS = 100

const WRAPS = [encodeSyncUpdate, encodeSyncUpdate, encodeSyncStep2, encodeSyncStep1, encodeAwareness]

/** A frame of the protocol with something wrong in it, or hardly a frame at all. */
const frameOf = (doc: Y.Doc, whole: Uint8Array, random: Dice): Uint8Array => {
  const roll = random.next()
  if (roll < 0.1) return noise(random)
  if (roll < 0.15) return mutate(encodeHello(), random)
  const wrap = random.pick(WRAPS)!
  const update = random.chance(0.6) ? forge(doc, random) : mutate(whole, random)
  return random.chance(0.6) ? mutate(wrap(update), random) : wrap(update)
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Every second room hands most of what it gets to the judges. */
const SHORT_TURN: Limits = { ...TURN_LIMITS, structs: 2, deletedItems: 2 }

/** How many frames were refused, and which took long. */
const runSeed = async (seed: number): Promise<{ refused: number; slow: Set<number> }> => {
  const storage = openMemoryStorage()
  const { rooms, failures } = openTestRooms(storage, { limits: seed % 2 === 0 ? SHORT_TURN : TURN_LIMITS })
  await storeTestPlan(storage, PLAN_ID, (doc) => void stage(doc))
  const held = await rooms.hold(PLAN_ID)
  const before = held.room.read(copyOf)
  const whole = Y.encodeStateAsUpdate(before)
  const bystander = new RoomClient(CAST[0]!).connect(held.room)
  await until(() => bystander.synced, 'in step')
  const random = dice(seed * 6121)
  let eve: RoomClient | null = null
  let refused = 0
  const slow = new Set<number>()
  for (let frame = 0; frame < FRAMES_A_SEED; frame++) {
    if (eve === null || eve.closed !== null) {
      refused += eve?.refusals.length ?? 0
      // Its document stays empty: whatever it could read is nothing to it.
      eve = new RoomClient(EDITOR, { silent: true }).connect(held.room)
    }
    const bytes = frameOf(before, whole, random)
    const start = process.cpuUsage()
    eve.send(bytes)
    await turn()
    const { user, system } = process.cpuUsage(start)
    if ((user + system) / 1000 > MOST_MS) slow.add(frame)
  }
  // A room rests after a long turn, and judges take a turn or two.
  await until(() => held.room.isIdle, 'everything is worked off')
  const after = held.room.read(copyOf)
  expect(trespasses(before, after, EDITOR), `seed ${seed}`).toEqual([])
  await turn()
  expect([bystander.closed, bystander.refusals], `seed ${seed}`).toEqual([null, []])
  const seen = JSON.stringify(projectPlan(bystander.doc, 'p'))
  expect(seen, `seed ${seed}`).toBe(JSON.stringify(projectPlan(after, 'p')))
  expect(held.room.read((doc) => doc.store.pendingStructs)).toBeNull()
  held.release()
  await rooms.close()
  expect(failures).toEqual([])
  return { refused, slow }
}

/** The same frames once more: what is slow stays so, a collection falls elsewhere. */
const slowAgain = async (seed: number, slow: ReadonlySet<number>): Promise<string[]> => {
  if (slow.size === 0) return []
  const again = await runSeed(seed)
  return [...again.slow].filter((frame) => slow.has(frame)).map((frame) => `seed ${seed}, frame ${frame}`)
}

it(`[AC19] [LP1] ${FRAMES_A_SEED * SEEDS} malformed frames are refused, never for long, and nobody else notices`, async () => {
  let refused = 0
  const slow: string[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = await runSeed(seed)
    refused += run.refused
    slow.push(...(await slowAgain(seed, run.slow)))
  }
  expect(slow).toEqual([])
  expect(refused).toBeGreaterThan(SEEDS * 20)
})
