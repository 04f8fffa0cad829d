/** A clock that was a year ahead, or is an hour behind: what depends on it, and what must not. */
import { expect, test } from 'vitest'
import { createAgeClock } from '../../server/age-clock.ts'
import { createAllowance } from '../../server/auth/counters.ts'
import { isStale, touched } from '../../server/auth/sessions.ts'
import { createSignInLimits } from '../../server/auth/sign-in-limits.ts'
import { createFailedSignIns } from '../../server/commands/people/failed-sign-ins.ts'
import { thinPast } from '../../server/commands/versions/thin-past.ts'
import { keepBulk } from '../../server/commands/versions/keep-bulk.ts'
import { createTurns } from '../../server/commands/versions/turns.ts'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { newDirectory } from '../../server/storage/directory-data.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { copyOf } from '../support/drafts.ts'
import { PLAN, live } from '../support/lived-plan.ts'
import { auditOf, logRecords } from '../support/storage-samples.ts'
import { temporaryFolder } from '../support/temp.ts'

const HOUR = 3_600_000
const YEAR = 365 * 24 * HOUR
const NOW = Date.UTC(2022, 5, 1)

test('[AL5] budgets and notes that a clock made while it was ahead are over when it is set right', () => {
  let time = NOW + YEAR
  const now = () => time
  const allowance = createAllowance(now, { max: 1, windowMs: HOUR })
  const limits = createSignInLimits(now)
  const failures = createFailedSignIns(now)
  const attempt = { login: 'anna', address: '192.0.2.1', device: null }
  allowance.take('a')
  for (let count = 0; count < 5; count++) limits.take(attempt)
  expect(() => allowance.take('a')).toThrow('too-many-requests')
  expect(() => limits.take(attempt)).toThrow('too-many-requests')
  expect(failures.note('anna', '192.0.2.1')).not.toBeNull()
  expect(failures.note('anna', '192.0.2.1')).toBeNull()
  time = NOW
  allowance.take('a')
  limits.take(attempt)
  expect(failures.note('anna', '192.0.2.1')).toMatchObject({ times: 2 })
  // Within a window it is as ever, also with an hour back in it.
  expect(() => allowance.take('a')).toThrow('too-many-requests')
})

test('[AL5] a session that was used by a clock ahead gets its true end with its next use', () => {
  const session = {
    hash: 'a'.repeat(64),
    person: 'anna',
    createdAt: new Date(NOW).toISOString(),
    seenAt: new Date(NOW + YEAR).toISOString(),
    expiresAt: new Date(NOW + YEAR + 30 * 24 * HOUR).toISOString(),
    agent: '',
    address: '',
  }
  expect(isStale(session.seenAt, NOW)).toBe(true)
  const [after] = touched({ ...newDirectory(), sessions: [session] }, session.hash, NOW).sessions
  expect(after?.expiresAt).toBe(new Date(NOW + 30 * 24 * HOUR).toISOString())
  expect(isStale(after?.seenAt ?? null, NOW + HOUR / 2)).toBe(false)
})

test('[AL5] versions, the audit trail and the log are in the order in which they were made, whatever the clock says', async () => {
  const folder = await temporaryFolder()
  const who = { id: 'anna', name: 'Анна' }
  const times = [NOW, NOW + YEAR, NOW - HOUR, NOW - HOUR + 1]
  for (const [index, time] of times.entries()) {
    const storage = await openEmbeddedStorage({ folder })
    if (index === 0) await storage.createPlan('p', 'epoch')
    const [record] = logRecords(index + 1, index + 1)
    await storage.append('p', index, [{ ...record!, at: time }])
    await storage.appendAudit({ ...auditOf(`act ${index}`), at: new Date(time).toISOString() })
    // The last of them rests: the one before was made a moment ago.
    await keepBulk({ storage, editions: createTurns(), now: () => time }, who, 'p', `{"n":${index}}`)
    await storage.close()
  }
  const storage = await openEmbeddedStorage({ folder })
  expect((await storage.loadPlan('p'))?.tail.map(({ at }) => at)).toEqual(times)
  expect((await storage.readAudit(10)).map(({ number }) => number)).toEqual([4, 3, 2, 1])
  const versions = await storage.listVersions('p')
  expect(versions.map(({ number, createdAt }) => [number, Date.parse(createdAt)])).toEqual(
    times.slice(0, 3).map((time, index) => [index + 1, time]),
  )
  await storage.close()
})

test('[HY14] a clock that is 400 days ahead puts nothing of the past together, a true one what is old', async () => {
  const DAY = 24 * HOUR
  const { storage, records, doc } = await live(4, 60)
  await storage.saveCheckpoint(PLAN, await makeCheckpoint(copyOf(doc), records.length, null))
  const stored = records.at(-1)?.at ?? 0
  let [wall, ran] = [stored + 400 * DAY, 0]
  const now = createAgeClock({ stored, now: () => wall, elapsed: () => ran })
  const heads = await storage.listPast(PLAN)
  // From the first round to a day later.
  for (ran = 0; ran <= DAY; ran += 6 * HOUR) expect(await thinPast({ storage, now }, PLAN)).toBe(0)
  expect(await storage.listPast(PLAN)).toEqual(heads)
  // Set right it is the clock; of forty days that the server has run, or not, forty have passed.
  wall = stored + HOUR
  expect(now()).toBe(wall)
  wall = stored + 40 * DAY
  ran = 10 * DAY
  expect(now()).toBe(wall)
  expect(await thinPast({ storage, now }, PLAN)).toBe(heads.length)
})
