/** What signing tells others, and whom a signed section names as the first who changed it. */
import { afterEach, expect, test, vi } from 'vitest'
import { createPlanEvents, type PlanEvent } from '../../../server/commands/plan-events.ts'
import { readSignOff } from '../../../server/commands/sign-off/list-sign-offs.ts'
import { createReopenings } from '../../../server/commands/sign-off/reopenings.ts'
import { SvodError } from '../../../shared/errors.ts'
import { type Editing, deleteRow, moveRow, restoreRow, setCell } from '../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { SERVER } from '../../../server/rooms/origin.ts'
import { Trail } from '../../../server/rooms/trail.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { clearSignOffs, readSignOffs } from '../../../shared/plan/sign-off.ts'
import { editingOf } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { CAST, SECTIONS, openTheatre, rowIn } from '../../support/rights-world.ts'

const theatre = openTheatre()
afterEach(() => {
  const failures = theatre.failures.splice(0)
  if (failures.length > 0) throw new AggregateError(failures, 'a room reported failures')
})

const [chief, own] = CAST
const anna = identityOf({ id: 'anna', name: 'Анна', role: 'chief' })
const boris = identityOf({ id: 'boris', name: 'Борис', role: 'chief' })

const sign = async (plan: string, section: string, state: string, who = own, remark?: string) => {
  if (!who) throw new Error('nobody')
  return theatre.request(who, 'PUT', `/${plan}/sections/${section}/sign-off`, {
    state,
    ...(remark && { remark }),
  })
}

test('[SG6] the chief editors hear of what is ready, whoever signed of what became of it; a deaf listener stops nobody', async () => {
  const told: PlanEvent[] = []
  const stops = [
    theatre.events.listen(() => {
      throw new Error('deaf')
    }),
    theatre.events.listen((event) => void told.push(event)),
  ]
  const plan = await theatre.plan()
  const department = 'method'
  expect(await sign(plan, SECTIONS.own, 'ready')).toBe('ok')
  expect(await sign(plan, SECTIONS.own, 'accepted', own)).toBe('forbidden')
  expect(await sign(plan, SECTIONS.own, 'returned', chief, 'Нет дат')).toBe('ok')
  for (const stop of stops) stop()
  expect(await sign(plan, SECTIONS.own, 'ready')).toBe('ok')
  expect(told.map(({ state, by, to, remark }) => [state, by.id, to, remark])).toEqual([
    ['ready', 'own-editor', [{ may: 'sections.accept', department }], ''],
    ['returned', 'chief', [{ person: 'own-editor' }, { may: 'sections.sign', department }], 'Нет дат'],
  ])
  expect(told[0]).toMatchObject({ kind: 'sign-off', plan, section: SECTIONS.own })
  expect(theatre.failures.splice(0)).toHaveLength(2)
})

test('[SG6] [HI2] a log that is read after a crash says who signed, and nothing of the notes of the server', async () => {
  const plan = await theatre.plan()
  await sign(plan, SECTIONS.own, 'ready')
  await sign(plan, SECTIONS.own, 'accepted', chief)
  const signOff = await theatre.rooms.use(plan, (room) => {
    void room.edit(SERVER, (doc) => clearSignOffs(doc))
    return room.readSettled((doc) => readSignOffs(doc).size)
  })
  const stored = await theatre.storage.loadPlan(plan)
  const all = stored ? new Trail(stored).all() : []
  // The cells that the rows of this stage lack come with the first edit.
  const told = all
    .filter(({ root }) => root !== 'rows')
    .map(({ by, entity, field }) => [by, entity, field].join(' '))
  expect([signOff, told]).toEqual([
    0,
    [`own-editor ${SECTIONS.own} sign-off`, `chief ${SECTIONS.own} sign-off`],
  ])
})

test('[SG7] a section whose edition cannot be kept is not accepted, and can be accepted again', async () => {
  const plan = await theatre.plan()
  await sign(plan, SECTIONS.own, 'ready')
  const full = vi.spyOn(theatre.storage, 'addVersion').mockRejectedValue(new SvodError('storage-failed'))
  expect(await sign(plan, SECTIONS.own, 'accepted', chief)).toBe('storage-failed')
  full.mockRestore()
  expect(await sign(plan, SECTIONS.own, 'accepted', chief)).toBe('ok')
  expect(await theatre.storage.listVersions(plan)).toMatchObject([{ cause: 'sign-off' }])
})

test('[SG7] a step that is refused keeps no edition', async () => {
  const plan = await theatre.plan()
  expect(await sign(plan, SECTIONS.own, 'accepted', chief)).toBe('sign-off-step')
  expect(await sign(plan, 'nowhere', 'accepted', chief)).toBe('not-found')
  expect(await theatre.storage.listVersions(plan)).toEqual([])
})

/** A plan whose sections `own` and `shared` are signed, and a watch that looks when it is told. */
const watched = async () => {
  const plan = await theatre.plan()
  for (const section of [SECTIONS.own, SECTIONS.shared]) await sign(plan, section, 'ready')
  const events = createPlanEvents((error) => void theatre.failures.push(error))
  const told: string[] = []
  events.listen(({ state, section, by }) => void told.push([state, section, by.id].join(' ')))
  const due: (() => void)[] = []
  const watch = createReopenings({
    storage: theatre.storage,
    events,
    now: () => 5,
    rooms: () => theatre.rooms,
    onError: (error) => void theatre.failures.push(error),
    later: (work) => void due.push(work),
  })
  const edit = (who: typeof anna, field: string, row: string, act: (edit: Editing) => unknown) =>
    theatre.rooms.use(plan, async (room) => {
      await room.edit(who, (doc) => act(editingOf(doc, who.id)))
      room.read((doc) => watch.touched(plan, [{ root: 'rows', entity: row, field }], who, doc))
    })
  const changed = () =>
    theatre.rooms.use(plan, (room) =>
      room.read((doc) =>
        [SECTIONS.own, SECTIONS.shared].map((section) => {
          const note = readSignOffs(doc).get(section)?.changed
          return note ? `${note.by} ${note.item}` : ''
        }),
      ),
    )
  return { plan, watch, edit, changed, told, due }
}

const title = (row: string, words: string) => (edit: Editing) =>
  setCell(edit, row, 'title', textToBlocks(words))

test('[SG5] the first who changed it is named once, and not any more when it says the same again', async () => {
  const { watch, edit, changed, told, due } = await watched()
  const row = rowIn('own')
  await edit(anna, 'c:title', row, title(row, 'Иначе'))
  await edit(boris, 'c:title', row, title(row, 'Ещё иначе'))
  // However much is typed, one look is due.
  expect(due.length).toBe(1)
  await watch.settled()
  expect(await changed()).toEqual([`anna ${row}`, ''])
  await edit(boris, 'c:title', row, title(row, 'Совсем иначе'))
  await watch.settled()
  expect([await changed(), told]).toEqual([[`anna ${row}`, ''], [`changed ${SECTIONS.own} anna`]])
  await edit(boris, 'c:title', row, title(row, `${row} title`))
  await watch.settled()
  expect(await changed()).toEqual(['', ''])
})

test('[SG5] whoever moves a row from one signed section into another is named at both, facts name nobody', async () => {
  const { watch, edit, changed, due } = await watched()
  const row = rowIn('own')
  await edit(anna, 'state', row, () => {})
  expect(due.length).toBe(0)
  await edit(boris, 'pos', row, (one) =>
    moveRow(one, row, { section: SECTIONS.shared, parent: null, after: null }),
  )
  await watch.settled()
  expect(await changed()).toEqual([`boris ${row}`, `boris ${row}`])
})

test('[SG5] whoever deletes a row of a signed section, or moves it out, is named, not who did the like elsewhere', async () => {
  const { watch, edit, changed } = await watched()
  const [row, other] = [rowIn('own'), rowIn('shared')]
  await edit(boris, 'del', other, (one) => deleteRow(one, other))
  await edit(anna, 'del', row, (one) => deleteRow(one, row))
  await watch.settled()
  expect(await changed()).toEqual([`anna ${row}`, `boris ${other}`])
  await edit(anna, 'del', row, (one) => restoreRow(one, row))
  await watch.settled()
  expect(await changed()).toEqual(['', `boris ${other}`])
  await edit(boris, 'del', other, (one) => restoreRow(one, other))
  await edit(anna, 'pos', row, (one) =>
    moveRow(one, row, { section: SECTIONS.foreign, parent: null, after: null }),
  )
  await watch.settled()
  expect(await changed()).toEqual([`anna ${row}`, ''])
})

test('[SG5] of very many changes between two looks the first in each signed section is known', async () => {
  const { plan, watch, edit, changed } = await watched()
  const [row, other] = [rowIn('own'), rowIn('shared')]
  await edit(boris, 'c:title', other, (one) => {
    title(other, 'Иначе')(one)
    watch.touched(
      plan,
      Array.from({ length: 600 }, (_, at) => ({
        root: 'rows' as const,
        entity: `none${at}`,
        field: 'c:title',
      })),
      boris,
      one.doc,
    )
  })
  await edit(anna, 'c:title', row, title(row, 'Иначе'))
  await watch.settled()
  expect(await changed()).toEqual([`anna ${row}`, `boris ${other}`])
})

test('[FN2] while nothing is signed no look is due, and what changed meanwhile is not taken for what was read before', async () => {
  const { plan, watch, edit, changed, due } = await watched()
  const row = rowIn('own')
  await edit(anna, 'pos', row, () => {})
  await watch.settled()
  for (const work of due.splice(0)) work()
  await watch.settled()
  for (const work of due.splice(0)) work()
  await theatre.rooms.use(plan, (room) => room.edit(SERVER, (doc) => clearSignOffs(doc)))
  await edit(anna, 'c:title', row, title(row, 'Иначе'))
  expect(due).toHaveLength(0)
  await sign(plan, SECTIONS.own, 'ready')
  await edit(boris, 'pos', rowIn('shared'), () => {})
  expect(due).toHaveLength(1)
  await watch.settled()
  expect(await changed()).toEqual(['', ''])
  await edit(boris, 'c:title', row, title(row, 'Ещё иначе'))
  await watch.settled()
  expect(await changed()).toEqual([`boris ${row}`, ''])
})

test('[SG15] whoever asks for one section has the rows of the others left alone', async () => {
  const plan = await theatre.plan()
  await sign(plan, SECTIONS.own, 'ready')
  const reads: string[] = []
  await theatre.rooms.use(plan, (room) =>
    room.read((doc) => {
      for (const kind of ['own', 'shared', 'foreign'] as const) {
        const row = rowsOf(doc).get(rowIn(kind))
        const get = row?.get.bind(row)
        // Its reading is no part of where a row stands, and part of what it says.
        vi.spyOn(row!, 'get').mockImplementation((key: string) => {
          if (key === 'fix') reads.push(kind)
          return get?.(key)
        })
      }
    }),
  )
  const deps = { storage: theatre.storage, rooms: theatre.rooms }
  expect(await readSignOff(deps, chief!, plan, SECTIONS.own)).toMatchObject({ state: 'ready' })
  expect(reads).toEqual(['own'])
  await expect(readSignOff(deps, chief!, plan, 'nowhere')).rejects.toThrow(SvodError)
})

test('[SG5] what was read of a document that has gone is not taken for what the next one says', async () => {
  const { plan, watch, edit, changed } = await watched()
  const [row, other] = [rowIn('own'), rowIn('shared')]
  await edit(boris, 'pos', other, () => {})
  await watch.settled()
  await theatre.rooms.use(plan, async (room) => {
    await room.edit(SERVER, (doc) => title(row, 'Иначе')(editingOf(doc)))
    room.read((doc) => doc.emit('destroy', [doc]))
  })
  await edit(boris, 'pos', other, () => {})
  await watch.settled()
  expect(await changed()).toEqual([`boris ${other}`, ''])
})
