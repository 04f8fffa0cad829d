/** Refused changes in the audit trail: there, and not in masses. */
import { expect, test } from 'vitest'
import { createRefusalTrail } from '../../server/refusal-trail.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { identityOf } from '../support/identities.ts'

test('[AC20] who, where and why stand in the trail, the same once in ten minutes', async () => {
  const storage = openMemoryStorage()
  const errors: unknown[] = []
  let now = 1_700_000_000_000
  const note = createRefusalTrail({ storage, now: () => now, onError: (error) => void errors.push(error) })
  const anna = identityOf({ id: 'anna', name: 'Анна' })
  for (let time = 0; time < 100; time++) note(anna, 'p1', 'forbidden')
  note(anna, 'p1', 'plan-locked')
  note(anna, 'p2', 'forbidden')
  now += 11 * 60_000
  note(anna, 'p1', 'forbidden')
  const records = await storage.readAudit(10)
  expect(records.map(({ by, action, plan, details }) => [by, action, plan, details.code])).toEqual([
    ['anna', 'change.refused', 'p1', 'forbidden'],
    ['anna', 'change.refused', 'p2', 'forbidden'],
    ['anna', 'change.refused', 'p1', 'plan-locked'],
    ['anna', 'change.refused', 'p1', 'forbidden'],
  ])
  await storage.close()
  note(anna, 'p3', 'forbidden')
  await expect.poll(() => errors).toHaveLength(1)
})
