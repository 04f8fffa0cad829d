/** The shapes of request bodies and queries about editions (PROTOCOL.md "Versions"). */
import * as z from 'zod'
import { STEPS } from '../../shared/plan/sign-off.ts'
import { bodyOf, id, line, text } from './schemas.ts'

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

/** Of whatever form: what is no hash is not that of what was looked at. */
const hash = z
  .string()
  .max(200)
  .transform((value) => value.toLowerCase())

export const newVersion = bodyOf({
  name: line(200).default(''),
  note: note.default(''),
  offer: z.boolean().default(false),
})

export const approval = bodyOf({
  ground: line(500).default(''),
  date: date.nullish().transform((value) => value ?? ''),
  hash: hash.optional(),
})

/** A step with a section; returning it needs a remark, and nothing else has one. */
export const signOffStep = bodyOf({
  state: z.enum(STEPS),
  remark: note.default(''),
  hash: hash.optional(),
}).refine(({ state, remark }) => (state === 'returned') === (remark !== ''), {
  path: ['remark'],
  message: 'goes with returning, and only with that',
})

/** Taking an approval back needs a reason, opening a draft may have one. */
export const withdrawal = bodyOf({ reason: line(500).pipe(z.string().min(1)) })
export const amendment = bodyOf({ reason: line(500).default('') })

export const changesQuery = z.strictObject({ from: versionNumber, to: versionNumber.optional() })

/** None of them would restore nothing, and might be meant as everything. */
const ids = z.array(id).min(1, 'names nothing; leave it out to bring everything back').max(5000)

/** What is to be restored: rows, sections, or (neither) everything. */
export const restorationShape = {
  items: ids.optional(),
  sections: ids.optional(),
  preview: z.boolean().default(false),
}

/** Without the keys that were left out: what is not named is not meant. */
export const selected = <T extends { items?: string[] | undefined; sections?: string[] | undefined }>({
  items,
  sections,
  ...rest
}: T) => ({
  ...rest,
  ...(items === undefined ? {} : { items }),
  ...(sections === undefined ? {} : { sections }),
})

/** Rows, sections, or (neither) everything; a preview changes nothing. */
export const restoration = bodyOf(restorationShape).transform(selected)
