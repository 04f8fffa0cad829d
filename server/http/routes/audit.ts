/** The audit trail, page by page and as a file. */
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { exportAudit, readAudit } from '../../commands/people/read-audit.ts'
import { type Env, type HttpParts, whoOf } from '../context.ts'
import { check } from '../json-body.ts'
import { queryOf } from '../query.ts'
import { auditFilter, auditQuery } from '../schemas-people.ts'

export const auditRoutes = ({ people }: Pick<HttpParts, 'people'>) =>
  new Hono<Env>()
    .get('/audit', async (c) => {
      const who = whoOf(c)
      return c.json(await readAudit(people, who, check(auditQuery, queryOf(c))))
    })
    .get('/audit.csv', async (c) => {
      const who = whoOf(c)
      const lines = await exportAudit(people, who, check(auditFilter, queryOf(c)))
      const stream = Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>
      return c.body(stream, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="svod-audit.csv"',
      })
    })
