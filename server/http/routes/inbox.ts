/** What somebody is told: the list, what was read, what they want of it, and the line on which news come. */
import { Hono } from 'hono'
import * as z from 'zod'
import { KINDS, type NoticeSettings, wayOf } from '../../../shared/notices/kinds.ts'
import {
  changeSettings,
  markRead,
  readInbox,
  readSettings,
  rememberLocale,
} from '../../commands/inbox/inbox.ts'
import { type Ctx, type Env, type HttpParts, whoOf } from '../context.ts'
import { check, readJson } from '../json-body.ts'
import { queryOf } from '../query.ts'
import { inboxQuery, meantNotices, settingsChange } from '../schemas-inbox.ts'
import { liveInbox } from './inbox-live.ts'

type Parts = Pick<HttpParts, 'inbox' | 'auth' | 'log'>

export const inboxRoutes = (parts: Parts) => {
  const { inbox, log } = parts
  const { deps, audience } = inbox
  const answer = (c: Ctx, settings: NoticeSettings): Response => {
    const ways = Object.fromEntries(KINDS.map((kind) => [kind, wayOf(settings, kind)]))
    const email = audience.addressOf(whoOf(c).id)
    return c.json({ rhythm: settings.rhythm, ways, mail: inbox.hasMail, email })
  }
  return new Hono<Env>()
    .get('/', async (c) => {
      const who = whoOf(c)
      audience.seen(who)
      const page = await readInbox(deps, who, check(inboxQuery, queryOf(c)))
      // Of letters to come alone: what was read is answered also while the store takes no writes.
      await rememberLocale(deps, who, c.get('locale')).catch((error: unknown) =>
        log.warn({ err: error }, 'a reader’s language could not be written down'),
      )
      return c.json(page)
    })
    .get('/live', (c) => liveInbox(c, parts))
    .post('/read', async (c) => {
      const who = whoOf(c)
      const body: unknown = await readJson(c, z.unknown())
      return c.json({ unread: await markRead(deps, who, check(meantNotices(body), body)) })
    })
    .get('/settings', async (c) => answer(c, await readSettings(deps, whoOf(c))))
    .patch('/settings', async (c) => {
      const who = whoOf(c)
      return answer(c, await changeSettings(deps, who, await readJson(c, settingsChange)))
    })
}
