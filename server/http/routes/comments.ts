/** Comments on the items of a plan. */
import { Hono } from 'hono'
import { addReply, addThread, changeMessage, changeThread, listComments } from '../../commands/comments.ts'
import type { Deps } from '../../commands/deps.ts'
import { type Env, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { messageChange, newReply, newThread, threadChange } from '../schemas.ts'

export const commentRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/:id/comments', async (c) => {
      return c.json({ threads: await listComments(deps, whoOf(c), c.req.param('id')) })
    })
    .post('/:id/comments', async (c) => {
      const who = whoOf(c)
      return c.json(await addThread(deps, who, c.req.param('id'), await readJson(c, newThread)), 201)
    })
    .post('/:id/comments/:tid/replies', async (c) => {
      const who = whoOf(c)
      const { id, tid } = c.req.param()
      const { body } = await readJson(c, newReply)
      return c.json(await addReply(deps, who, id, tid, body), 201)
    })
    .patch('/:id/comments/:tid', async (c) => {
      const who = whoOf(c)
      const { id, tid } = c.req.param()
      const { resolved } = await readJson(c, threadChange)
      return c.json(await changeThread(deps, who, id, tid, resolved))
    })
    .patch('/:id/comments/:tid/messages/:mid', async (c) => {
      const who = whoOf(c)
      const { id, tid, mid } = c.req.param()
      const change = await readJson(c, messageChange)
      const thread = await changeMessage(deps, who, id, { thread: tid, id: mid }, change)
      return thread === null ? c.body(null, 204) : c.json(thread)
    })
