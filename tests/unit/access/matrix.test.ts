/** Every role × every operation × WebSocket and HTTP, locked and not: allowed or refused exactly as the rule book says. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  type Speaking,
  deleteMessage,
  reply,
  setResolved,
  startThread,
} from '../../../shared/comments/edit.ts'
import { readThreads } from '../../../shared/comments/threads.ts'
import { EXPORT_FORMATS } from '../../../shared/export-formats.ts'
import type { Identity } from '../../../shared/identity.ts'
import { type Action, can } from '../../../shared/permissions.ts'
import {
  addColumn,
  addRow,
  addSection,
  deleteColumn,
  deleteRow,
  deleteSection,
  type Editing,
  moveColumn,
  moveRow,
  moveSection,
  renameColumn,
  restoreRow,
  restoreSection,
  setCell,
  setColumnHidden,
  setDepartment,
  setMeta,
  setNumber,
  setSectionTitle,
  setState,
} from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { readSignOffs } from '../../../shared/plan/sign-off.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { columnsOf } from '../../../shared/plan/schema.ts'
import { editingOf } from '../../support/drafts.ts'
import {
  CAST,
  DEPARTMENTS,
  KINDS,
  type Kind,
  SECTIONS,
  SIGNED,
  openTheatre,
  rowIn,
  threadIn,
} from '../../support/rights-world.ts'
import { RoomClient, until } from '../../support/room-client.ts'
import { stopSteadyClock } from '../../support/steady-clock.ts'

interface Operation {
  name: string
  /** What the rule book is asked, and where. */
  needs: readonly [Action, Kind | null][]
  /** What a page does in the document; null where it is not done there. */
  live: ((edit: Speaking) => unknown) | null
  /** What a program asks for; null where there is no such call. */
  http: [method: string, path: string, body?: unknown] | null
}

const inRow = (kind: Kind): Operation[] => {
  const [id, binned] = [rowIn(kind), rowIn(kind, 'binned')]
  const patch = (row: string, body: unknown): Operation['http'] => ['PATCH', `items/${row}`, body]
  const text = textToBlocks('Другое')
  const rows: Operation['needs'] = [['rows.edit', kind]]
  const all: Operation[] = [
    {
      name: 'cell',
      needs: rows,
      live: (e) => setCell(e, id, 'title', text),
      http: patch(id, { title: 'x' }),
    },
    {
      name: 'period',
      needs: rows,
      live: (e) => setCell(e, id, 'period', text),
      http: patch(id, { period: 'x' }),
    },
    {
      name: 'cell of a row below',
      needs: rows,
      live: (e) => setCell(e, rowIn(kind, 'below'), 'title', text),
      http: patch(rowIn(kind, 'below'), { title: 'x' }),
    },
    { name: 'delete', needs: rows, live: (e) => deleteRow(e, id), http: ['DELETE', `items/${id}`] },
    {
      name: 'restore',
      needs: rows,
      live: (e) => restoreRow(e, binned),
      http: patch(binned, { deleted: false }),
    },
    {
      name: 'number',
      needs: [['numbers.edit', kind]],
      live: (e) => setNumber(e, id, { mode: 'typed', text: '7' }),
      http: patch(id, { number: '7' }),
    },
    {
      name: 'state',
      needs: [['state.edit', kind]],
      live: (e) => setState(e, id, 'done'),
      http: patch(id, { state: 'done' }),
    },
  ]
  return all.map((one) => ({ ...one, name: `${one.name} (${kind})` }))
}

/** What the server alone writes: a page has no way to it. */
const stepWith = (name: string, section: string, needs: Operation['needs'], body: unknown): Operation => ({
  name,
  needs,
  live: null,
  http: ['PUT', `sections/${section}/sign-off`, body],
})

const signOffs: readonly Operation[] = [
  ...(['own', 'shared', 'foreign'] as const).map((kind) =>
    stepWith(`sign (${kind})`, SECTIONS[kind], [['sections.sign', kind]], { state: 'ready' }),
  ),
  stepWith('take a signature back', SIGNED, [['sections.sign', 'own']], { state: 'open' }),
  stepWith('accept', SIGNED, [['sections.accept', 'own']], { state: 'accepted' }),
  stepWith('return', SIGNED, [['sections.accept', 'own']], { state: 'returned', remark: 'x' }),
]

const inComments = (kind: Kind): Operation[] => {
  const [thread, message] = [threadIn(kind), `message-${kind}`]
  const about = { row: rowIn(kind), column: null, quote: '', range: null }
  return [
    {
      name: `comment (${kind})`,
      needs: [['comments.write', kind]],
      live: (e) => startThread(e, about, { text: 'x' }),
      http: ['POST', 'comments', { item: rowIn(kind), body: 'x' }],
    },
    {
      name: `answer (${kind})`,
      needs: [['comments.write', kind]],
      live: (e) => reply(e, thread, { text: 'x' }),
      http: ['POST', `comments/${thread}/replies`, { body: 'x' }],
    },
    {
      name: `resolve (${kind})`,
      needs: [['comments.resolve', kind]],
      live: (e) => setResolved(e, thread, true),
      http: ['PATCH', `comments/${thread}`, { resolved: true }],
    },
    {
      name: `take back what another said (${kind})`,
      needs: [['comments.moderate', null]],
      live: (e) => deleteMessage(e, message),
      http: ['PATCH', `comments/${thread}/messages/${message}`, { deleted: true }],
    },
  ]
}

const moves = (from: Kind, to: Exclude<Kind, 'nobodys'>): Operation[] => {
  const needs: Operation['needs'] = [
    ['rows.edit', from],
    ['rows.edit', to],
  ]
  const target = { section: SECTIONS[to], parent: null, after: null }
  const under = { section: SECTIONS[to], parent: rowIn(to), after: null }
  const id = rowIn(from, 'below')
  return [
    {
      name: `move ${from} to ${to}`,
      needs,
      live: (e) => moveRow(e, rowIn(from), { ...target, after: from === to ? null : rowIn(to) }),
      http: ['PATCH', `items/${rowIn(from)}`, { section: SECTIONS[to], parent: null, after: null }],
    },
    {
      name: `put a row of ${from} under one of ${to}`,
      needs,
      live: (e) => moveRow(e, id, under),
      http: ['PATCH', `items/${id}`, { parent: rowIn(to), section: SECTIONS[to], after: null }],
    },
  ]
}

const whole = (action: Action) => {
  const needs: Operation['needs'] = [[action, null]]
  return (name: string, live: Operation['live'], http: Operation['http'] = null): Operation => ({
    name,
    needs,
    live,
    http,
  })
}

const sections = whole('sections.edit')
const columns = whole('columns.edit')
const front = whole('front.edit')
const { own, gone } = SECTIONS
const column = (edit: Editing): string =>
  [...columnsOf(edit.doc).keys()].find((id) => id.startsWith('b')) ?? ''

/** Files and editions: a page asks for them as a program does. */
const byHttp = (name: string, action: Action, http: NonNullable<Operation['http']>): Operation => ({
  name,
  needs: [[action, null]],
  live: null,
  http,
})

const OPERATIONS: readonly Operation[] = [
  byHttp('read', 'plan.read', ['GET', '']),
  byHttp('read sign-offs', 'plan.read', ['GET', 'sign-offs']),
  byHttp('read who changed what', 'history.read', ['GET', 'history']),
  byHttp('read a moment', 'history.read', ['GET', 'history/moment?at=2026-01-01']),
  byHttp('read who wrote', 'history.read', ['GET', `history/authors?item=${rowIn('own')}&column=title`]),
  byHttp('read the line of time', 'history.read', ['GET', 'history/timeline']),
  byHttp('restore a moment', 'versions.restore', ['POST', 'history/restore', { at: '2026-01-01T00:00:00Z' }]),
  byHttp('list versions', 'plan.read', ['GET', 'versions']),
  byHttp('read comments', 'comments.read', ['GET', 'comments']),
  ...EXPORT_FORMATS.map((format) => byHttp(`export ${format}`, 'plan.export', ['GET', `export.${format}`])),
  byHttp('keep a version', 'versions.snapshot', ['POST', 'versions', { name: 'x' }]),
  ...KINDS.flatMap(inRow),
  ...signOffs,
  ...KINDS.flatMap(inComments),
  ...KINDS.flatMap((from) => (['own', 'shared', 'foreign'] as const).flatMap((to) => moves(from, to))),
  ...(['own', 'shared', 'foreign'] as const).map((kind): Operation => ({
    name: `add a row (${kind})`,
    needs: [['rows.edit', kind]],
    live: (e) => addRow(e, { section: SECTIONS[kind], parent: null, after: null }),
    http: ['POST', 'items', { section: SECTIONS[kind], title: 'x', number: '3', state: 'done' }],
  })),
  {
    name: 'restore a row with its section',
    needs: [
      ['rows.edit', 'own'],
      ['sections.edit', null],
    ],
    live: (e) => restoreRow(e, 'row-gone'),
    http: ['PATCH', 'items/row-gone', { deleted: false }],
  },
  sections('add a section', (e) => addSection(e, { after: null, title: 'x' }), [
    'POST',
    'sections',
    { title: 'x' },
  ]),
  sections('name it', (e) => setSectionTitle(e, own, 'x'), ['PATCH', `sections/${own}`, { title: 'x' }]),
  sections('give it away', (e) => setDepartment(e, own, null), [
    'PATCH',
    `sections/${own}`,
    { department: null },
  ]),
  sections('take it', (e) => setDepartment(e, SECTIONS.foreign, 'method')),
  sections('move it', (e) => moveSection(e, own, SECTIONS.shared), [
    'PATCH',
    `sections/${own}`,
    { after: SECTIONS.shared },
  ]),
  sections('delete it', (e) => deleteSection(e, own), ['DELETE', `sections/${own}`]),
  sections('restore it', (e) => restoreSection(e, gone), ['PATCH', `sections/${gone}`, { deleted: false }]),
  columns('add a column', (e) => addColumn(e, { after: null, title: 'x' })),
  columns('name it', (e) => renameColumn(e, column(e), 'x')),
  columns('hide it', (e) => setColumnHidden(e, 'period', true)),
  columns('move it', (e) => moveColumn(e, column(e), null)),
  columns('delete it', (e) => deleteColumn(e, column(e))),
  front('year', (e) => setMeta(e, { year: 2030 }), ['PATCH', '', { year: 2030 }]),
  front('title', (e) => setMeta(e, { title: 'x' }), ['PATCH', '', { title: 'x' }]),
  front('organisation', (e) => setMeta(e, { organisation: 'x' }), ['PATCH', '', { organisation: 'x' }]),
  front('numbering', (e) => setMeta(e, { numbering: 'plan' })),
]

/** What the rule book says: 'ok', or the code of the refusal. */
const expected = (who: Identity, { needs }: Operation, locked: boolean): string => {
  const may = (isLocked: boolean) =>
    needs.every(([action, kind]) =>
      can(who, action, { department: kind === null ? null : DEPARTMENTS[kind], locked: isLocked }),
    )
  if (may(locked)) return 'ok'
  return locked && may(false) ? 'plan-locked' : 'forbidden'
}

const theatre = openTheatre()
beforeEach(stopSteadyClock)
afterAll(async () => {
  await theatre.rooms.close()
  if (theatre.failures.length > 0) throw new AggregateError(theatre.failures, 'a room reported failures')
})

const read = <T>(planId: string, look: (doc: Y.Doc) => T): Promise<T> =>
  theatre.rooms.use(planId, (room) => room.read(look))

const textOf = (planId: string): Promise<string> =>
  read(planId, (doc) => JSON.stringify([projectPlan(doc, 'p'), readThreads(doc), [...readSignOffs(doc)]]))

/** Every byte of the document, what is deleted in it too. */
const bytesOf = (planId: string): Promise<Buffer> =>
  read(planId, (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)))

/** Does it on a page and waits until the server has answered. */
const live = async (who: Identity, planId: string, act: NonNullable<Operation['live']>): Promise<string> => {
  const held = await theatre.rooms.hold(planId)
  const client = new RoomClient(who, { deflates: false }).connect(held.room)
  await until(() => client.synced && client.sent > 0, 'in step')
  act({ ...editingOf(client.doc, who.id), name: who.name })
  // What is hidden from somebody [GV1] is not there for them to touch.
  const isBlind = client.sent === 1 && !can(who, 'comments.read')
  if (!isBlind) expect(client.sent).toBeGreaterThan(1)
  // A room that has worked for long rests before it answers.
  const { clientID } = client.doc
  const isTaken = () =>
    held.room.read((doc) => Y.getState(doc.store, clientID)) === Y.getState(client.doc.store, clientID)
  await until(() => client.refusals.length > 0 || client.closed !== null || isTaken(), 'an answer')
  client.disconnect()
  held.release()
  const codes = [...new Set(client.refusals)]
  if (isBlind) return 'forbidden'
  return codes.length === 0 ? 'ok' : codes.join()
}

/** Plans in which nothing has happened yet; one that took no harm is used again. */
const stages = (locked: boolean) => {
  const fresh: string[] = []
  /** Those that are known to say `text`, by plan: a document of the same bytes says the same and need not be read. */
  const known = new Map<string, Buffer>()
  let text = ''
  return {
    take: async () => {
      const id = fresh.pop() ?? (await theatre.plan(locked))
      if (text === '') text = await textOf(id)
      return id
    },
    /** Whether nothing has happened in it. */
    isUntouched: async (id: string) => {
      const bytes = await bytesOf(id)
      const same = known.get(id)?.equals(bytes) === true || (await textOf(id)) === text
      if (!same) return false
      known.set(id, bytes)
      fresh.push(id)
      return true
    },
  }
}

/** Does it over one channel; what went otherwise than the rule book says, null for nothing. */
const faultOf = async (
  plans: ReturnType<typeof stages>,
  wanted: string,
  act: (planId: string) => Promise<string>,
): Promise<string | null> => {
  const id = await plans.take()
  const answer = await act(id)
  if (answer !== wanted) return `${answer}, not ${wanted}`
  return wanted === 'ok' || (await plans.isUntouched(id)) ? null : 'refused, and done all the same'
}

describe('every role and every operation', () => {
  for (const locked of [false, true]) {
    it.each(CAST)(`[AC16] $id, ${locked ? 'locked' : 'open'}: as the rule book says`, async (who) => {
      const plans = stages(locked)
      const faults: string[] = []
      for (const operation of OPERATIONS) {
        const wanted = expected(who, operation, locked)
        const { live: act } = operation
        const page = act && (await faultOf(plans, wanted, (id) => live(who, id, act)))
        if (page !== null) faults.push(`${operation.name} on the page: ${page}`)
        if (operation.http === null) continue
        const [method, path, body] = operation.http
        const at = path === '' ? '' : `/${path}`
        const http = await faultOf(plans, wanted, (id) => theatre.request(who, method, `/${id}${at}`, body))
        if (http !== null) faults.push(`${operation.name} by HTTP: ${http}`)
      }
      expect(faults).toEqual([])
    })
  }
})
