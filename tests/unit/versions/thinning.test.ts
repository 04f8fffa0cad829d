/** Which editions fade from the list with age. */
import { expect, test } from 'vitest'
import { fadedAmong } from '../../../server/commands/versions/shown-version.ts'
import { approvalNumber, versionHead } from '../../support/storage-samples.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 25, 12)

test('[VE7] of editions that were made by themselves the last of a day, later of a month, stays in sight', () => {
  const at = (number: number, daysAgo: number, cause: 'hand' | 'restore' = 'restore') => ({
    ...versionHead(number),
    cause,
    createdAt: new Date(NOW - daysAgo * DAY).toISOString(),
  })
  const heads = [
    at(1, 200),
    at(2, 199),
    at(3, 199, 'hand'),
    at(4, 195),
    at(5, 30),
    at(6, 30),
    at(7, 2),
    at(8, 2),
  ]
  expect([...fadedAmong(heads, [], NOW)]).toEqual([1, 2, 5])
  // What something was done about stays, whatever its age.
  expect([...fadedAmong(heads, [{ ...approvalNumber(1), version: 2 }], NOW)]).toEqual([1, 5])
  expect([...fadedAmong(heads, [], NOW + 7 * DAY)]).toEqual([1, 2, 5, 7])
})
