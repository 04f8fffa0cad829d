/**
 * Svod's own JSON (`svod-plan/1`) → a draft, a row at a time. Owns validating a file that anybody may have written.
 */
import * as z from 'zod'
import { SvodError } from '../../shared/errors.ts'
import { itemDrafts, jsonToDraft } from '../../shared/plan/build.ts'
import {
  type ItemDraft,
  type ItemJson,
  PLAN_FORMAT,
  type PlanDraft,
  type PlanJson,
} from '../../shared/plan/json.ts'
import { type FactField, isFact } from '../../shared/plan/facts.ts'
import { MAX_LEVEL, isId } from '../../shared/plan/schema.ts'
import { requireFewColumns } from './column-limit.ts'
import { cutRows } from './json-rows.ts'
import { requireFewRows } from './row-limit.ts'

const text = z.string()
const rich = z.object({ text: text.default(''), html: text.default('') })
const period = z.object({
  text,
  months: z.array(z.int().min(1).max(12)).max(12).default([]),
  kind: z.string().max(20).default('unknown'),
  start: z.string().max(10).nullable().default(null),
  end: z.string().max(10).nullable().default(null),
  hours: z.number().nullable().default(null),
  corrected: z.literal(true).optional(),
})
const id = z.string().min(1).max(200)
const columnKey = z.string().refine(isId)

const factOf = (field: FactField) => z.custom((value) => isFact(field, value)).optional()
const fact = z.object({
  on: factOf('on'),
  result: factOf('result'),
  participants: factOf('participants'),
  link: factOf('link'),
  to: factOf('to'),
  why: factOf('why'),
  note: factOf('note'),
})

const item = z.object({
  id,
  parent: id.nullable().default(null),
  number: z.string().max(40).default(''),
  numbering: z.enum(['auto', 'typed', 'none']).optional(),
  title: rich,
  period,
  cells: z.record(columnKey, text).default({}),
  state: z.enum(['planned', 'in-progress', 'done', 'moved', 'cancelled']).default('planned'),
  fact: fact.optional(),
  parts: z.array(z.unknown()).default([]),
})

const plan = z.object({
  format: z.literal(PLAN_FORMAT),
  id: z.string().default(''),
  title: text,
  year: z.int().min(1900).max(2200),
  organisation: z.string().max(500).default(''),
  front: z
    .object({ agreed: text.default(''), approved: text.default(''), intro: rich, outro: rich })
    .default({ agreed: '', approved: '', intro: { text: '', html: '' }, outro: { text: '', html: '' } }),
  numbering: z.literal('plan').optional(),
  columns: z
    .array(z.object({ key: columnKey, title: z.string().max(200), hidden: z.boolean().optional() }))
    .refine((columns) => new Set(columns.map(({ key }) => key)).size === columns.length),
  sections: z.array(
    z.object({
      id,
      title: text,
      department: z.string().max(60).nullable().default(null),
      /** The number of their list, or what somebody wrote in another spelling of the key. */
      items: z.array(z.unknown()),
    }),
  ),
})

const broken = (cause?: unknown): SvodError => new SvodError('file-broken', {}, { cause })

/** A mark of the byte order is of the file, and of no row in it. */
const parseJson = (bytes: Uint8Array, of: 'file' | 'row'): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: of === 'row' }).decode(bytes))
  } catch (error) {
    throw broken(error)
  }
}

/** A file without `numbering` (written by hand) has the numbers that it shows. */
const itemIn = (value: unknown): ItemJson => {
  const parsed = item.safeParse(value)
  if (!parsed.success) throw broken(parsed.error)
  const { numbering = parsed.data.number === '' ? 'none' : 'typed' } = parsed.data
  return { ...parsed.data, numbering } as ItemJson
}

/** The rows of sections, each list given once. */
const rowSource = (lists: readonly Uint8Array[][]): ((items: readonly unknown[]) => Iterable<unknown>) => {
  const left = new Map(lists.entries())
  return function* (items) {
    const [first] = items
    if (items.length !== 1 || typeof first !== 'number') return yield* items
    const rows = left.get(first)
    if (!rows || !left.delete(first)) throw broken()
    for (const row of rows) yield parseJson(row, 'row')
  }
}

const draftsOf = (values: Iterable<unknown>): ItemDraft[] => {
  const toDraft = itemDrafts()
  return Array.from(values, (value) => {
    const draft = toDraft(itemIn(value))
    return { ...draft, level: Math.min(draft.level, MAX_LEVEL) }
  })
}

/**
 * Reads a `.json` plan, of any size that a file of another kind may have. Throws `file-broken`, `file-inflates`, `file-too-deep`,
 * `file-too-many-rows`, `file-too-wide`, or `unsupported-media` where it is JSON of another kind.
 */
export const readPlanJson = (bytes: Uint8Array): PlanDraft => {
  const { around, lists } = cutRows(bytes)
  const value = parseJson(around, 'file')
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (format !== PLAN_FORMAT) throw new SvodError('unsupported-media')
  const parsed = plan.safeParse(value)
  if (!parsed.success) throw broken(parsed.error)
  requireFewColumns(parsed.data.columns.length)
  requireFewRows(parsed.data.sections.length)
  const head = jsonToDraft({ ...parsed.data, sections: [] } as PlanJson)
  const rowsOf = rowSource(lists)
  const sections = parsed.data.sections.map(({ title, department, items }) => ({
    title,
    department,
    items: draftsOf(rowsOf(items)),
  }))
  return { ...head, sections }
}
