/** A file is uploaded and becomes a plan. Owns reading the form; the size is checked before more is buffered. */
import { COLUMN_ROLES, ROW_READINGS, type ColumnRole } from '../../../shared/plan/column-roles.ts'
import { Hono } from 'hono'
import * as z from 'zod'
import { SvodError } from '../../../shared/errors.ts'
import { type ImportMapping } from '../../../shared/plan/table-mapping.ts'
import { authorise, authoriseIn } from '../../commands/checks.ts'
import type { Deps, ImportRequest } from '../../commands/deps.ts'
import { importPlan } from '../../commands/import-plan.ts'
import { readInto } from '../../commands/read-into.ts'
import { keepBeforeImport } from '../../commands/versions/keep-before-import.ts'
import { type Once, printOf } from '../asked-once.ts'
import { limitBody, requireBody } from '../body-size.ts'
import { type Ctx, type Env, whoOf } from '../context.ts'
import { askAgain, whenWhole } from '../fresh-identity.ts'
import { answerImported } from '../imported-body.ts'
import { check } from '../json-body.ts'
import { type UploadForm, parseForm, readBody } from '../upload-form.ts'
import { createUploadGate, inTurn } from '../upload-gate.ts'

const MEBIBYTE = 1024 * 1024
export const MAX_FILE_BYTES = 25 * MEBIBYTE
/** The form's own words around the file. */
const FORM_BYTES = MEBIBYTE / 4

const FIELDS = z.object({
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  preview: z.enum(['0', '1', 'true', 'false']).default('0'),
})

const row = z.int().min(0).max(1_000_000)

/** What several columns of a table can be. */
const MANY: ReadonlySet<ColumnRole> = new Set(['other', 'ignored', 'month'])

/** One table cannot have two columns of dates, and none without a title. */
const rolesAreSound = (roles: readonly ColumnRole[]): boolean =>
  roles.includes('title') && roles.every((role, at) => MANY.has(role) || roles.indexOf(role) === at)

const MAPPING = z.object({
  tables: z
    .array(
      z.object({
        table: row,
        header: z.object({ start: row, end: row }).nullable().optional(),
        columns: z.array(z.enum(COLUMN_ROLES)).max(400).refine(rolesAreSound).optional(),
      }),
    )
    .max(1_000)
    .default([]),
  rows: z
    .array(z.object({ table: row, row, as: z.enum(ROW_READINGS) }))
    .max(20_000)
    .default([]),
})

/** The corrections of the reading, as JSON in a field of the form. */
const mappingOf = (c: Ctx, form: UploadForm): ImportMapping | undefined => {
  const given = fieldOf(c, form, 'mapping')
  if (given === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(given)
  } catch (error) {
    throw new SvodError('bad-request', { field: 'mapping', reason: 'no JSON' }, { cause: error })
  }
  const parsed = MAPPING.safeParse(value)
  if (parsed.success) return parsed.data
  const field = ['mapping', ...(parsed.error.issues[0]?.path ?? [])].join('.')
  throw new SvodError('bad-request', { field, reason: parsed.error.issues[0]?.message ?? '' })
}

/** A body that says it is too large was refused before; one that does not is counted here. */
const readForm = async (c: Ctx): Promise<UploadForm> => {
  const type = c.req.header('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data')) {
    throw new SvodError('bad-request', { field: 'Content-Type', reason: 'multipart/form-data' })
  }
  const body = await readBody(c.env.incoming, MAX_BODY_BYTES)
  if (body === null) throw new SvodError('file-too-large')
  askAgain(c)
  return parseForm(body, type)
}

/** A field of the form, else of the query; an empty one counts as left out. */
const fieldOf = (c: Ctx, { fields }: UploadForm, name: string): string | undefined =>
  (fields.get(name) ?? c.req.query(name)) || undefined

const MAX_BODY_BYTES = MAX_FILE_BYTES + FORM_BYTES
const limit = requireBody(MAX_BODY_BYTES, 'file-too-large')
/** All uploads of the process: each lies in memory while it is read. */
const gate = createUploadGate({
  maxBytes: 64 * MEBIBYTE,
  smallBytes: MEBIBYTE,
  maxWaiting: 20,
  maxWaitingEach: 5,
})
const turn = inTurn(gate, MAX_BODY_BYTES)

interface Upload {
  request: ImportRequest & { bytes: Uint8Array<ArrayBuffer> }
  preview: boolean
}

const uploadOf = async (c: Ctx): Promise<Upload> => {
  const form = await readForm(c)
  const { file } = form
  if (file === null) throw new SvodError('bad-request', { field: 'file', reason: 'is missing' })
  if (file.bytes.length > MAX_FILE_BYTES) throw new SvodError('file-too-large')
  const given = { year: fieldOf(c, form, 'year'), preview: fieldOf(c, form, 'preview') }
  const { year, preview } = check(FIELDS, given)
  const request = {
    bytes: file.bytes,
    isGiven: true,
    fileName: file.name,
    locale: c.get('locale'),
    mapping: mappingOf(c, form),
    ...(year === undefined ? {} : { year }),
  }
  return { request, preview: preview === '1' || preview === 'true' }
}

/** A form is another at every sending, by the line between its parts: what counts is what stands in it. */
const printOfUpload = async ({ bytes, fileName, year, mapping }: Upload['request']): Promise<string> =>
  JSON.stringify([await printOf(bytes), fileName, year, mapping])

export const importRoutes = (deps: Deps, once: Once) =>
  new Hono<Env>().post(
    '/',
    async (c, next) => {
      authorise(whoOf(c), 'plan.import')
      await next()
    },
    turn,
    limit,
    async (c) => {
      const { request, preview } = await uploadOf(c)
      if (preview) return answerImported(c, await importPlan(deps, whoOf(c), { ...request, preview }), 200)
      const create = async () =>
        answerImported(c, await importPlan(deps, whoOf(c), { ...request, preview }), 201)
      return once(c, () => printOfUpload(request), create)
    },
  )

/** A file for a section of an open plan: read here, put in by the page of whoever asked, after an edition was kept. */
export const importIntoRoutes = (deps: Deps) =>
  new Hono<Env>()
    .post(
      '/:id/import',
      async (c, next) => {
        authoriseIn(deps, whoOf(c), c.req.param('id'), 'versions.snapshot')
        await next()
      },
      turn,
      limit,
      async (c) => {
        const { request } = await uploadOf(c)
        return answerImported(c, await readInto(deps, whoOf(c), c.req.param('id'), request), 200)
      },
    )
    .post('/:id/import/begin', limitBody(1_024, 'too-large'), whenWhole, async (c) => {
      await keepBeforeImport(deps, whoOf(c), c.req.param('id'))
      return c.body(null, 204)
    })
