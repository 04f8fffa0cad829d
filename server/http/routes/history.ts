/** The past of a plan: who changed what, the plan at a moment, who wrote a cell, and the way back. */
import { Hono } from 'hono'
import type { Deps } from '../../commands/deps.ts'
import { readAuthors } from '../../commands/versions/read-authors.ts'
import { readHistory } from '../../commands/versions/history.ts'
import { readMoment, readTimeline } from '../../commands/versions/read-moment.ts'
import { previewMoment, restoreMoment } from '../../commands/versions/restore-moment.ts'
import { type Env, whoOf } from '../context.ts'
import { hangUpOf } from '../hang-up.ts'
import { check, readJson } from '../json-body.ts'
import { queryOf } from '../query.ts'
import { ownTurn } from '../own-turns.ts'
import { authorsQuery, historyQuery, momentQuery, momentRestoration } from '../schemas-history.ts'

export const historyRoutes = (deps: Deps) => {
  const turn = ownTurn()
  return new Hono<Env>()
    .get('/:id/history', async (c) => {
      const who = whoOf(c)
      return c.json(await readHistory(deps, who, c.req.param('id'), check(historyQuery, queryOf(c))))
    })
    .get('/:id/history/timeline', async (c) => c.json(await readTimeline(deps, whoOf(c), c.req.param('id'))))
    .get('/:id/history/moment', turn, async (c) => {
      const who = whoOf(c)
      const { at } = check(momentQuery, queryOf(c))
      const json = await readMoment(deps, who, c.req.param('id'), at, hangUpOf(c))
      return c.body(json, 200, { 'Content-Type': 'application/json' })
    })
    .get('/:id/history/authors', turn, async (c) => {
      const who = whoOf(c)
      return c.json({
        lines: await readAuthors(deps, who, c.req.param('id'), check(authorsQuery, queryOf(c))),
      })
    })
    .post('/:id/history/restore', turn, async (c) => {
      const who = whoOf(c)
      const id = c.req.param('id')
      const { preview, at, ...selection } = await readJson(c, momentRestoration)
      if (preview) return c.json({ changes: await previewMoment(deps, who, id, at, selection) })
      return c.json(await restoreMoment(deps, who, id, at, selection, c.get('locale')), 201)
    })
}
