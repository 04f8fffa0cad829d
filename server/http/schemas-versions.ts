/** The shapes of request bodies and queries about editions (PROTOCOL.md "Versions"). */
import { z } from 'zod'
import { STEPS } from '../../shared/plan/sign-off.ts'
import { id, line, text } from './schemas.ts'

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

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is no hash')

export const newVersion = z.strictObject({ name: line(200).default(''), note: note.default('') })

export const approval = z.strictObject({
  ground: line(500).default(''),
  date: date.nullish().transform((value) => value ?? ''),
  hash: hash.optional(),
})

/** A step with a section; returning it needs a remark, and nothing else has one. */
export const signOffStep = z
  .strictObject({ state: z.enum(STEPS), remark: note.default(''), hash: hash.optional() })
  .refine(({ state, remark }) => (state === 'returned') === (remark !== ''), {
    path: ['remark'],
    message: 'goes with returning, and only with that',
  })

/** Taking an approval back needs a reason, opening a draft may have one. */
export const withdrawal = z.strictObject({ reason: line(500).pipe(z.string().min(1)) })
export const amendment = z.strictObject({ reason: line(500).default('') })

export const changesQuery = z.strictObject({ from: versionNumber, to: versionNumber.optional() })

const ids = z.array(id).min(1).max(5000)

/** Rows, sections, or (neither) everything; a preview changes nothing. */
export const restoration = z
  .strictObject({ items: ids.optional(), sections: ids.optional(), preview: z.boolean().default(false) })
  .transform(({ items, sections, preview }) => ({
    preview,
    ...(items === undefined ? {} : { items }),
    ...(sections === undefined ? {} : { sections }),
  }))

const MAX_ENTRIES = 5000

export const historyQuery = z.strictObject({
  item: id.optional(),
  section: id.optional(),
  field: z.string().max(60).optional(),
  by: z.string().max(120).optional(),
  since: z
    .string()
    .refine((value) => !Number.isNaN(Date.parse(value)), 'is no time')
    .transform((value) => Date.parse(value))
    .optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'is no number')
    .transform(Number)
    .pipe(z.number().min(1).max(MAX_ENTRIES))
    .default(500),
})
