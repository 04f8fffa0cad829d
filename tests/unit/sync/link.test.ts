/** The pure parts of the connection: how long to wait, and what a close code means. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeCodeOf } from '../../../shared/errors.ts'
import { backoffMs, codeOfClose, isFinal } from '../../../client/sync/link.ts'

describe('reconnecting', () => {
  it('[CN7] waits exponentially longer, drawn from the upper half, up to eight seconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const full = Math.min(200 * 1.5 ** (attempt - 1), 8000)
          expect(backoffMs(attempt, random)).toBeGreaterThanOrEqual(full / 2)
          expect(backoffMs(attempt, random)).toBeLessThanOrEqual(full)
        },
      ),
      { seed: 20223 },
    )
  })

  it('[CN4] stops where reconnecting cannot help, and only there', () => {
    for (const code of [
      'unauthenticated',
      'forbidden',
      'not-found',
      'plan-in-trash',
      'client-outdated',
      'too-many-connections',
    ] as const)
      expect(isFinal(codeOfClose(closeCodeOf(code)))).toBe(true)
    for (const close of [1000, 1001, 1006, 1012, 4408, 4500, 4503])
      expect(isFinal(codeOfClose(close))).toBe(false)
  })
})
