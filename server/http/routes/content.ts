/** Sections and items of a plan, edited by programs; they travel through the same live document as everybody's. */
import { Hono } from 'hono'
import { addItem } from '../../commands/add-item.ts'
import { addSection } from '../../commands/add-section.ts'
import { changeItem } from '../../commands/change-item.ts'
import { changeSection } from '../../commands/change-section.ts'
import type { Deps } from '../../commands/deps.ts'
import { type Env, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { itemChange, newItem, newSection, sectionChange } from '../schemas.ts'

export const contentRoutes = (deps: Deps) =>
  new Hono<Env>()
    .post('/:id/sections', async (c) => {
      const who = whoOf(c)
      const id = await addSection(deps, who, c.req.param('id'), await readJson(c, newSection))
      return c.json({ id }, 201)
    })
    .patch('/:id/sections/:sid', async (c) => {
      const who = whoOf(c)
      const { id, sid } = c.req.param()
      await changeSection(deps, who, id, sid, await readJson(c, sectionChange))
      return c.body(null, 204)
    })
    .delete('/:id/sections/:sid', async (c) => {
      const { id, sid } = c.req.param()
      await changeSection(deps, whoOf(c), id, sid, { deleted: true })
      return c.body(null, 204)
    })
    .post('/:id/items', async (c) => {
      const who = whoOf(c)
      const id = await addItem(deps, who, c.req.param('id'), await readJson(c, newItem))
      return c.json({ id }, 201)
    })
    .patch('/:id/items/:iid', async (c) => {
      const who = whoOf(c)
      const { id, iid } = c.req.param()
      await changeItem(deps, who, id, iid, await readJson(c, itemChange))
      return c.body(null, 204)
    })
    .delete('/:id/items/:iid', async (c) => {
      const { id, iid } = c.req.param()
      await changeItem(deps, whoOf(c), id, iid, { deleted: true })
      return c.body(null, 204)
    })
