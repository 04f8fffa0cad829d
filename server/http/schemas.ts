/**
 * The shapes of request bodies (INTERFACE "HTTP"). Unknown fields are refused: a misspelt one must not pass for done.
 * Owns limits of single fields; what may be written where is the commands' business.
 */
import * as z from 'zod'
import { ROLES } from '../../shared/identity.ts'
import { MAX_BODY, MAX_QUOTE } from '../../shared/comments/registers.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { type Block, textToBlocks } from '../../shared/plan/rich.ts'
import { isId, isState } from '../../shared/plan/schema.ts'
import { MAX_FACT, type FactField, isFact } from '../../shared/plan/facts.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import type { PlanSource } from '../commands/create-plan.ts'

/** The fields that may be left out and have no meaning of their own for null. */
const leavable = (shape: z.ZodRawShape): ReadonlySet<string> => {
  const takes = (field: z.core.$ZodType, value: unknown) => z.safeParse(field, value).success
  const fields = Object.entries(shape)
  return new Set(fields.filter(([, one]) => takes(one, undefined) && !takes(one, null)).map(([name]) => name))
}

/** Takes a body without those of the fields that are null. */
export const leavingOut = (fields: ReadonlySet<string>) => (body: unknown) =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).filter(([name, value]) => value !== null || !fields.has(name)))
    : body

/** A body with these fields and no others. Many programs write null for "nothing": to what may be left out it is just that. */
export const bodyOf = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess(leavingOut(leavable(shape)), z.strictObject(shape))

const MAX_CELL = 100_000
/** Paragraphs cost far more than their letters: 100,000 line breaks held every room up for seconds. */
const MAX_LINES = 1000
const MAX_TAGS = 5000
/** As many as a plan has rows and words to choose among; their names are two ids long at most. */
const MAX_CHOICES = 10_000
const MAX_CHOICE = 120

/** C0 controls but tab and line breaks: no keyboard writes them, and no Word file can hold them. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
/** Halves of characters: they cannot be written as UTF-8. */
const LONE_SURROGATES = /\p{Surrogate}/gu

export const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) =>
      value.replace(CONTROLS, '').replace(LONE_SURROGATES, '\ufffd').replace(/\r\n?/g, '\n'),
    )
/** A text of one line, without spaces around it. */
export const line = (max: number) => text(max).transform((value) => value.replace(/\s+/g, ' ').trim())
/**
 * A name that others read beside other words: nothing in it turns those around or cannot be seen [AN4], as the identity provider's
 * names have it.
 */
export const nameLine = (max: number) =>
  line(200)
    .transform((value) =>
      value
        .replace(/\p{Cf}/gu, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(max))
export const id = z.string().refine(isId, 'is no id')
/** A time of ISO 8601 with its zone, or a day, which begins at midnight (UTC). A plus that nobody encoded comes as a blank. */
export const time = z
  .string()
  .transform((value) => value.replace(/ (?=\d\d:\d\d$)/, '+'))
  .pipe(z.union([z.iso.datetime({ offset: true }), z.iso.date()], 'is no time'))
/** A whole number of a query. */
export const figures = z
  .string()
  .regex(/^\d{1,16}$/, 'is no number')
  .transform(Number)
const year = z.number().int().min(1900).max(2200)
const title = line(500).pipe(z.string().min(1))

export const demoEntry = bodyOf({
  name: nameLine(60),
  role: z.enum(ROLES as ['chief', 'editor', 'commenter', 'viewer']),
  department: z.string().max(60).nullable().default(null),
})

const copyFields = {
  copyFrom: id,
  title: title.optional(),
  year: year.optional(),
  organisation: line(500).optional(),
  leave: z.array(id).max(MAX_CHOICES).optional(),
  off: z.array(z.string().max(MAX_CHOICE)).max(MAX_CHOICES).optional(),
  on: z.array(z.string().max(MAX_CHOICE)).max(MAX_CHOICES).optional(),
  empty: z.array(id).max(200).optional(),
  of: z.string().max(20).optional(),
}
const copiedPlan = bodyOf(copyFields).transform((body): PlanSource => ({ kind: 'copy', ...body }))

const samplePlan = bodyOf({ sample: z.literal(true) }).transform((): PlanSource => ({ kind: 'sample' }))

const emptyPlan = bodyOf({ title, year, organisation: line(500).default('') }).transform(
  (body): PlanSource => ({ kind: 'empty', ...body }),
)

const PLAN_FIELDS = new Set(['title', 'year', 'organisation', 'sample', ...Object.keys(copyFields)])
/** Whether a body says something in that field: what is null asks for nothing. */
export const has = (body: unknown, key: string): boolean =>
  typeof body === 'object' && body !== null && key in body && body[key as keyof typeof body] !== null

/** Which kind of new plan a body asks for; each kind has complaints of its own. */
export const newPlan = (body: unknown): z.ZodType<PlanSource> => {
  const kind = has(body, 'copyFrom') ? copiedPlan : has(body, 'sample') ? samplePlan : emptyPlan
  return z.preprocess(leavingOut(PLAN_FIELDS), kind)
}

export const planChange = bodyOf({
  title: title.optional(),
  year: year.optional(),
  organisation: line(500).optional(),
})

const sectionFields = {
  title: line(2000),
  department: z.string().max(60).nullable().optional(),
  after: id.nullable().optional(),
}

export const newSection = bodyOf(sectionFields)

export const sectionChange = bodyOf({
  ...sectionFields,
  title: sectionFields.title.optional(),
  deleted: z.boolean().optional(),
})

const countOf = (value: string, sign: string): number => value.split(sign).length - 1

const cell = text(MAX_CELL).refine((value) => countOf(value, '\n') < MAX_LINES, 'has too many lines')
const html = text(MAX_CELL).refine(
  (value) => countOf(value, '<') <= MAX_TAGS && countOf(value, '\n') <= MAX_TAGS,
  'has too many elements',
)

/** A text, or `{html}`, or `{text}`; of PlanJson's pair the HTML is the truth. */
const rich = z.union([
  cell.transform((value): readonly Block[] => textToBlocks(value)),
  z
    .strictObject({ html, text: z.string().nullish() })
    .transform((value): readonly Block[] => parseHtml(value.html)),
  z.preprocess(
    leavingOut(new Set(['html'])),
    z.strictObject({ text: cell }).transform((value): readonly Block[] => textToBlocks(value.text)),
  ),
])

const number = z.union([
  line(40).transform((typed) =>
    typed === '' ? { mode: 'none' as const, text: '' } : { mode: 'typed' as const, text: typed },
  ),
  bodyOf({ mode: z.enum(['auto', 'typed', 'none']), text: line(40).default('') }),
])

const told = (value: string): string | null => (value.trim() === '' ? null : value.trim())
const factText = (field: keyof typeof MAX_FACT) =>
  text(MAX_FACT[field])
    .nullable()
    .transform((value) => (value === null ? null : told(value)))
    .refine((value) => value === null || isFact(field, value), 'cannot be')
    .optional()
const factValue = <T>(field: FactField) =>
  z.custom<T | null>((value) => value === null || isFact(field, value), 'cannot be').optional()

/** Null or an empty text takes a fact back. */
const fact = bodyOf({
  on: factValue<string>('on'),
  result: factText('result'),
  participants: factValue<number>('participants'),
  link: factText('link'),
  to: factText('to'),
  why: factText('why'),
  note: factText('note'),
})

const itemFields = {
  section: id.optional(),
  parent: id.nullable().optional(),
  after: id.nullable().optional(),
  title: rich.optional(),
  period: z.union([cell, z.looseObject({ text: cell }).transform((value) => value.text)]).optional(),
  cells: z.record(id, cell).optional(),
  number: number.optional(),
  state: z
    .string()
    .refine(isState, 'is no state')
    .transform((value) => value as ItemState)
    .optional(),
  fact: fact.optional(),
}

export const newItem = bodyOf(itemFields).refine(
  (item) => item.section !== undefined || typeof item.parent === 'string',
  {
    path: ['section'],
    message: 'is missing',
  },
)

export const itemChange = bodyOf({ ...itemFields, deleted: z.boolean().optional() })

const body = text(MAX_BODY).refine((value) => value.trim() !== '', 'is empty')

export const newThread = bodyOf({
  item: id,
  column: id.nullable().default(null),
  body,
  quote: text(MAX_QUOTE).default(''),
})

export const newReply = bodyOf({ body })

export const threadChange = bodyOf({ resolved: z.boolean() })

export const messageChange = bodyOf({ body: body.optional(), deleted: z.boolean().optional() }).refine(
  (change) => change.body !== undefined || change.deleted !== undefined,
  'changes nothing',
)
