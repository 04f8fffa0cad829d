/** The shapes of request bodies and queries about editions (PROTOCOL.md "Versions"). */
import { z } from 'zod'
import { line, text } from './schemas.ts'

/** The number of an edition in an address. */
export const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'is no number of a version')
  .transform(Number)

const note = text(5000).transform((value) => value.trim())
const isDate = (value: string): boolean => {
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
const date = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'is no date')
  .refine(isDate, 'is no date')

export const newVersion = z.strictObject({ name: line(200).default(''), note: note.default('') })

export const approval = z.strictObject({
  ground: line(500).default(''),
  date: date.nullish().transform((value) => value ?? ''),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is no hash')
    .optional(),
})

/** Taking an approval back needs a reason, opening a draft may have one. */
export const withdrawal = z.strictObject({ reason: line(500).pipe(z.string().min(1)) })
export const amendment = z.strictObject({ reason: line(500).default('') })

export const changesQuery = z.strictObject({
  from: versionNumber,
  to: versionNumber.optional(),
})
