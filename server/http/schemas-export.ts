/** The shapes of questions about files (INTERFACE "HTTP"). Owns their limits. */
import * as z from 'zod'
import { isDay } from '../../shared/plan/notes.ts'
import { versionNumber } from './schemas-versions.ts'

const edition = versionNumber.optional()

export const exportQuery = z.strictObject({
  /** The number of an edition; left out, the live draft. */
  version: edition,
  /** The number of an edition, since which changes are tracked: Word alone. */
  changes: edition,
  hidden: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
})

const day = z.string().refine(isDay, 'is no day').optional()

export const reportQuery = z
  .strictObject({
    /** As of the end of this day; left out, today. */
    upTo: day,
    /** What is due from this day on, to that one; without `to`, what is due by `upTo` where `from` is given, else everything. */
    from: day,
    to: day,
  })
  .refine(({ from, to, upTo }) => from === undefined || from <= (to ?? upTo ?? from), {
    path: ['from'],
    message: 'is after the end',
  })

export const calendarQuery = z.strictObject({
  /** Left out: the whole plan. */
  department: z.string().max(60).optional(),
})
