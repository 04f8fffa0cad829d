/** How the sections of a plan stand: who signed them, what the chief editor said to it. */
import { Hono } from 'hono'
import type { Deps } from '../../commands/deps.ts'
import { listSignOffs, readSignOff } from '../../commands/sign-off/list-sign-offs.ts'
import { signSection } from '../../commands/sign-off/sign-section.ts'
import { type Env, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { signOffStep } from '../schemas-versions.ts'

export const signOffRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/:id/sign-offs', async (c) =>
      c.json({ signOffs: await listSignOffs(deps, whoOf(c), c.req.param('id')) }),
    )
    .put('/:id/sections/:sid/sign-off', async (c) => {
      const who = whoOf(c)
      const { id, sid } = c.req.param()
      await signSection(deps, who, id, sid, await readJson(c, signOffStep))
      return c.json(await readSignOff(deps, who, id, sid))
    })
