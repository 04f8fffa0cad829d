/**
 * A plan with sections of every kind of owner, the people who may write in some of it, and a server around it without a
 * network. Owns the cast and the stage of the tests about rights.
 */
import { PassThrough } from 'node:stream'
import { Hono } from 'hono'
import type { Deps } from '../../server/commands/deps.ts'
import { createPlanEvents } from '../../server/commands/plan-events.ts'
import { createReadingTrail } from '../../server/commands/reading-trail.ts'
import { createFrozenFiles } from '../../server/commands/versions/frozen-files.ts'
import { createTurns } from '../../server/commands/versions/turns.ts'
import type { Env } from '../../server/http/context.ts'
import { commentRoutes } from '../../server/http/routes/comments.ts'
import { contentRoutes } from '../../server/http/routes/content.ts'
import { exportRoutes } from '../../server/http/routes/export.ts'
import { historyRoutes } from '../../server/http/routes/history.ts'
import { planRoutes } from '../../server/http/routes/plans.ts'
import { signOffRoutes } from '../../server/http/routes/sign-offs.ts'
import { versionRoutes } from '../../server/http/routes/versions.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { buildPlan } from '../../shared/plan/build.ts'
import { messagesOf, rowsOf, sectionsOf, serverOf, threadsOf } from '../../shared/plan/schema.ts'
import { afterStep, writeSignOff } from '../../shared/plan/sign-off.ts'
import { SectionHashes } from '../../shared/plan/signed-content.ts'
import * as Y from 'yjs'
import { countingIds, itemDraft, planDraft } from './drafts.ts'
import { identityOf } from './identities.ts'
import { dice } from './random.ts'
import { openTestRooms, testCheckpoint } from './rooms.ts'

/** Whose a row or section is, seen by the editors of `method`. */
export type Kind = 'own' | 'shared' | 'foreign' | 'nobodys'
export const KINDS: readonly Kind[] = ['own', 'shared', 'foreign', 'nobodys']

/** Department of a kind; '' is what the rule book calls nobody's. */
export const DEPARTMENTS: Record<Kind, string | null> = {
  own: 'method',
  shared: null,
  foreign: 'events',
  nobodys: '',
}

/** Sections and rows of `stage` by kind; `below` stands under `row`, `binned` is deleted. */
export const SECTIONS = { own: 's-own', shared: 's-shared', foreign: 's-foreign', gone: 's-gone' } as const
/** A section of `own` without rows, which its department has signed. */
export const SIGNED = 's-signed'
export const rowIn = (kind: Kind, which: 'row' | 'below' | 'binned' = 'row'): string => `${which}-${kind}`

/** The thread about the row of a kind; its one message is `message-KIND`. */
export const threadIn = (kind: Kind): string => `thread-${kind}`

const give = (doc: Y.Doc, id: string, pos: readonly unknown[], deleted: boolean): void => {
  const fields = new Y.Map<unknown>()
  fields.set('pos', [...pos])
  fields.set('number', { mode: 'auto', text: '' })
  fields.set('state', 'planned')
  fields.set('del', deleted ? { by: 'x', at: 1 } : null)
  for (const column of ['title', 'period', 'c1']) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(`${id} ${column}`)])
    const fragment = new Y.XmlFragment()
    fragment.insert(0, [paragraph])
    fields.set(`c:${column}`, fragment)
  }
  rowsOf(doc).set(id, fields)
}

/** Somebody who is not of the cast asked about the row of a kind. */
const discuss = (doc: Y.Doc, kind: Kind): void => {
  const [thread, message] = [new Y.Map<unknown>(), new Y.Map<unknown>()]
  thread.set('about', { row: rowIn(kind), column: null, quote: '', range: null })
  message.set('head', { thread: threadIn(kind), by: 'asker', name: 'Asker', at: 1 })
  message.set('body', { text: 'Когда?', at: 1 })
  threadsOf(doc).set(threadIn(kind), thread)
  messagesOf(doc).set(`message-${kind}`, message)
}

const section = (doc: Y.Doc, id: string, department: string | null, ord: string, deleted = false): void => {
  const fields = new Y.Map<unknown>()
  const title = new Y.XmlFragment()
  title.insert(0, [new Y.XmlElement('paragraph')])
  fields.set('title', title)
  fields.set('dept', department)
  fields.set('ord', ord)
  fields.set('del', deleted ? { by: 'x', at: 1 } : null)
  sectionsOf(doc).set(id, fields)
}

/** Writes the plan of the tests into an empty document. */
export const stage = (doc: Y.Doc, locked = false): Y.Doc => {
  buildPlan(doc, { ...planDraft(0, 0), sections: [] }, { ids: countingIds('b'), epoch: 'epoch1' })
  section(doc, SECTIONS.own, 'method', 'a1')
  section(doc, SECTIONS.shared, null, 'a2')
  section(doc, SECTIONS.foreign, 'events', 'a3')
  section(doc, SECTIONS.gone, 'method', 'a4', true)
  section(doc, SIGNED, 'method', 'a5')
  const ready = { by: 'own-editor', name: 'Own', at: '2026-01-01T00:00:00.000Z' }
  writeSignOff(doc, SIGNED, afterStep(null, 'ready', ready, new SectionHashes(doc).hashOf(SIGNED)), null)
  for (const kind of KINDS) {
    const at = kind === 'nobodys' ? 'never-was' : SECTIONS[kind]
    give(doc, rowIn(kind), [at, null, 'a1'], false)
    // Children remember the section that they were made in; what counts is where their parent stands.
    give(doc, rowIn(kind, 'below'), [SECTIONS.foreign, rowIn(kind), 'a1'], false)
    give(doc, rowIn(kind, 'binned'), [at, null, 'a3'], true)
  }
  for (const kind of KINDS) discuss(doc, kind)
  give(doc, 'row-gone', [SECTIONS.gone, null, 'a1'], true)
  if (locked) serverOf(doc).set('locked', true)
  return doc
}

/** Everybody whom the rule book tells apart. */
export const CAST: readonly Identity[] = [
  identityOf({ id: 'chief', role: 'chief' }),
  identityOf({ id: 'own-editor', role: 'editor', departments: ['method', 'site'] }),
  identityOf({ id: 'foreign-editor', role: 'editor', departments: ['events'] }),
  identityOf({ id: 'lone-editor', role: 'editor', departments: [] }),
  identityOf({ id: 'commenter', role: 'commenter', departments: ['method'] }),
  identityOf({ id: 'viewer', role: 'viewer', departments: ['method'] }),
  identityOf({ id: 'nobody', role: 'none', departments: ['method'] }),
  identityOf({ id: 'guest', role: 'viewer', kind: 'guest' }),
  identityOf({ id: 'approver', role: 'viewer', approver: true }),
  identityOf({ id: 'program', role: 'editor', departments: ['method'], kind: 'program' }),
]

/** The routes about plans as one person meets them. */
const appOf = (who: Identity, deps: Deps): Hono<Env> => {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('ask', () => who)
    c.set('who', who)
    c.set('locale', 'ru')
    await next()
  })
  app.route('/', planRoutes(deps))
  app.route('/', contentRoutes(deps))
  app.route('/', commentRoutes(deps))
  app.route('/', versionRoutes(deps))
  app.route('/', signOffRoutes(deps))
  app.route('/', historyRoutes(deps))
  app.route('/', exportRoutes({ deps, config: { publicOrigin: null, proxies: 0, host: '127.0.0.1' } }))
  app.onError((error, c) => {
    if (error instanceof SvodError) return c.json({ code: error.code }, 400)
    throw error
  })
  return app
}

/** Rooms, commands and routes over a store in memory; `plan` puts a new plan on the stage. */
export const openTheatre = () => {
  const world = openTestRooms(openMemoryStorage())
  const ids = countingIds('t')
  const now = () => 1_700_000_000_000
  const editions = createTurns()
  const exportFile = () => Promise.resolve({ bytes: new Uint8Array(0), title: '', year: 2022 })
  const onError = () => {}
  const deps: Deps = {
    quota: { check: () => {}, take: () => () => {} },
    storage: world.storage,
    rooms: world.rooms,
    index: { flush: () => Promise.resolve(), change: () => Promise.resolve() },
    exportFile,
    exportOut: () => Promise.resolve({ content: new Uint8Array(0), title: '', year: 2022 }),
    importFile: () => Promise.reject(new Error('no files here')),
    sample: () => ({ ...planDraft(), sections: [{ title: '', department: null, items: [itemDraft('x')] }] }),
    events: createPlanEvents((error) => void world.failures.push(error)),
    editions,
    readings: createReadingTrail({ storage: world.storage, now, onWaiting: onError }),
    frozen: createFrozenFiles({ storage: world.storage, editions, exportFile, now, onError }),
    ids,
    random: dice(1).next,
    now,
  }
  // Written once: thousands of plans begin as one of the two.
  const [open, shut] = [testCheckpoint((doc) => stage(doc)), testCheckpoint((doc) => stage(doc, true))]
  const plan = async (locked = false): Promise<string> => {
    const id = ids()
    await world.storage.createPlan(id, 'epoch1', await (locked ? shut : open))
    const times = { createdAt: '2026-01-01', updatedAt: '2026-01-01', deletedAt: null, deletedBy: null }
    const line = { title: 'План', year: 2022, organisation: '', state: 'draft' as const, createdBy: null }
    await world.storage.catalogue.putPlan({ id, ...line, ...times })
    return id
  }
  const apps = new Map<Identity, Hono<Env>>()
  const appFor = (who: Identity): Hono<Env> => {
    const app = apps.get(who) ?? appOf(who, deps)
    apps.set(who, app)
    return app
  }
  /** One request by somebody; the code of its refusal, or 'ok'. */
  const request = async (who: Identity, method: string, path: string, body?: unknown): Promise<string> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { 'content-type': 'application/json' }
    // The connection that the answer goes out on; it stays.
    const socket = Object.assign(new PassThrough(), { remoteAddress: '127.0.0.1' })
    const env = { incoming: { socket }, outgoing: new PassThrough() }
    const answer = await appFor(who).request(path, { method, headers, ...sent }, env)
    return answer.ok ? 'ok' : ((await answer.json()) as { code: string }).code
  }
  return { ...world, events: deps.events, plan, request }
}
