/** Editions of a plan: keep, read, approve, take back, amend. */
import { Hono } from 'hono'
import { amendPlan, approveVersion, withdrawApproval } from '../../commands/versions/approve-version.ts'
import { createVersion } from '../../commands/versions/create-version.ts'
import { listVersions, readVersion } from '../../commands/versions/list-versions.ts'
import { readChanges } from '../../commands/versions/read-changes.ts'
import { previewRestore, restoreVersion } from '../../commands/versions/restore-version.ts'
import type { Deps } from '../../commands/deps.ts'
import { type Env, whoOf } from '../context.ts'
import { check, readJson } from '../json-body.ts'
import { queryOf } from '../query.ts'
import {
  amendment,
  approval,
  changesQuery,
  newVersion,
  restoration,
  versionNumber,
  withdrawal,
} from '../schemas-versions.ts'

export const versionRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/:id/versions', async (c) => {
      const versions = await listVersions(deps, whoOf(c), c.req.param('id'), c.get('locale'))
      return c.json({ versions })
    })
    .post('/:id/versions', async (c) => {
      const who = whoOf(c)
      const id = c.req.param('id')
      const version = await createVersion(deps, who, id, await readJson(c, newVersion), c.get('locale'))
      c.header('Location', `/api/plans/${id}/versions/${version.number}`)
      return c.json(version, 201)
    })
    .get('/:id/versions/:n', async (c) => {
      const who = whoOf(c)
      const number = check(versionNumber, c.req.param('n'), 'version')
      return c.json(await readVersion(deps, who, c.req.param('id'), number, c.get('locale')))
    })
    .post('/:id/versions/:n/approval', async (c) => {
      const who = whoOf(c)
      const number = check(versionNumber, c.req.param('n'), 'version')
      const body = await readJson(c, approval)
      return c.json(await approveVersion(deps, who, c.req.param('id'), number, body, c.get('locale')))
    })
    .delete('/:id/versions/:n/approval', async (c) => {
      const who = whoOf(c)
      const number = check(versionNumber, c.req.param('n'), 'version')
      const { reason } = await readJson(c, withdrawal)
      return c.json(await withdrawApproval(deps, who, c.req.param('id'), number, reason, c.get('locale')))
    })
    .post('/:id/versions/:n/restore', async (c) => {
      const who = whoOf(c)
      const id = c.req.param('id')
      const number = check(versionNumber, c.req.param('n'), 'version')
      const { preview, ...selection } = await readJson(c, restoration)
      if (preview) return c.json({ changes: await previewRestore(deps, who, id, number, selection) })
      return c.json(await restoreVersion(deps, who, id, number, selection, c.get('locale')), 201)
    })
    .get('/:id/changes', async (c) => {
      const who = whoOf(c)
      const query = check(changesQuery, queryOf(c))
      return c.json(await readChanges(deps, who, c.req.param('id'), query, c.get('locale')))
    })
    .post('/:id/amendments', async (c) => {
      const who = whoOf(c)
      const { reason } = await readJson(c, amendment)
      await amendPlan(deps, who, c.req.param('id'), reason)
      return c.body(null, 204)
    })
