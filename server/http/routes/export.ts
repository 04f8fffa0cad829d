/** A plan as a file to keep (INTERFACE `export.FMT`), and the report on it as data and as files. Owns the headers of the answer. */
import { Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import { type ExportFormat, isExportFormat } from '../../../shared/export-formats.ts'
import { dayOf } from '../../../shared/plan/due.ts'
import type { Span } from '../../../shared/plan/span.ts'
import { addressGroup, addressOf } from '../../auth/address.ts'
import { exportPlan } from '../../commands/export-plan.ts'
import { exportReport, readReport } from '../../commands/read-report.ts'
import { type Ctx, type Env, type HttpParts, whoOf } from '../context.ts'
import { fileBody } from '../file-body.ts'
import { hangUpOf } from '../hang-up.ts'
import { check } from '../json-body.ts'
import { queryOf } from '../query.ts'
import { createOwnBudget } from '../own-budget.ts'
import { ownTurn } from '../own-turns.ts'
import { exportQuery, reportQuery } from '../schemas-export.ts'

const TYPES: Record<ExportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ics: 'text/calendar; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Nobody needs more, and whoever asks for it would fill the audit trail. */
const BUDGET = { max: 60, windowMs: 10 * 60_000 }

/** RFC 5987: what neither `encodeURIComponent` nor a header leaves alone. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** `Content-Disposition` of a download: an ASCII name for old programs, and the real one. */
export const attachment = (name: string, ascii: string): string =>
  `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(name)}`

/** RFC 9530. */
const digest = (sha256: string): string => `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`

export const exportRoutes = ({ deps, config }: Pick<HttpParts, 'deps' | 'config'>) => {
  const budget = createOwnBudget(deps.now, BUDGET)
  /** Guests can be somebody else at every request; their address cannot. */
  const payerOf = (c: Ctx): string => {
    const { id, kind } = whoOf(c)
    const remote = c.env.incoming.socket.remoteAddress
    const address = addressOf({ remote, forwardedFor: c.req.header('x-forwarded-for') }, config.proxies)
    return kind === 'guest' ? addressGroup(address) : id
  }
  const turn = ownTurn(payerOf)
  /** Taken when what was asked for is found to be there: a refusal costs nothing, and stays what it is behind the last file. */
  const payingOf = (c: Ctx) => ({ pay: () => budget.take(whoOf(c), payerOf(c)), signal: hangUpOf(c) })
  const spanOf = (c: Ctx): Span => {
    const { upTo, from, to } = check(reportQuery, queryOf(c))
    const today = dayOf(new Date(deps.now()))
    const day = upTo ?? today
    return { from: from ?? null, to: to ?? (from === undefined ? null : day), upTo: day, today }
  }
  const app = new Hono<Env>()
  app.get('/:id/report', async (c) => {
    return c.json(await readReport(deps, whoOf(c), c.req.param('id'), spanOf(c)))
  })
  app.get('/:id/:file{report\\.[a-z]+}', turn, async (c) => {
    const format = c.req.param('file').slice('report.'.length)
    if (format !== 'docx' && format !== 'xlsx') throw new SvodError('not-found')
    const span = spanOf(c)
    const query = { span, format, locale: c.get('locale') } as const
    const report = await exportReport(deps, whoOf(c), c.req.param('id'), query, payingOf(c))
    const { content, name, asciiName } = report
    return c.body(fileBody(content), 200, {
      'Content-Length': String(content.length),
      'Content-Type': TYPES[format],
      'Content-Disposition': attachment(name, asciiName),
    })
  })
  return app.get('/:id/:file{export\\.[a-z]+}', turn, async (c) => {
    const format = c.req.param('file').slice('export.'.length)
    if (!isExportFormat(format)) throw new SvodError('not-found')
    const { version, changes, hidden } = check(exportQuery, queryOf(c))
    const request = { format, version, changes, hidden, locale: c.get('locale') }
    const { content, sha256, name, asciiName } = await exportPlan(
      deps,
      whoOf(c),
      c.req.param('id'),
      request,
      payingOf(c),
    )
    return c.body(fileBody(content), 200, {
      'Content-Length': String(content.length),
      'Content-Type': TYPES[format],
      'Content-Disposition': attachment(name, asciiName),
      ...(sha256 !== null && { 'Repr-Digest': digest(sha256) }),
    })
  })
}
