/** The shapes of questions about files (INTERFACE "HTTP"). Owns their limits. */
import { z } from 'zod'

const edition = z.coerce.number().int().min(1).max(1e9).optional()

export const exportQuery = z.strictObject({
  lang: z.string().optional(),
  /** The number of an edition; left out, the live draft. */
  version: edition,
  /** The number of an edition, since which changes are tracked: Word alone. */
  changes: edition,
  hidden: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
})

export const calendarQuery = z.strictObject({
  lang: z.string().optional(),
  /** Left out: the whole plan. */
  department: z.string().max(60).optional(),
})
