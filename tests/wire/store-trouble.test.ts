/** A store that refuses writes, as people see it: Svod's own client against the whole server. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { openPlan } from '../../client/sync/open-plan.ts'
import { openVault } from '../../client/sync/vault.ts'
import { randomId } from '../../client/sync/world.ts'
import type { PlanSession, SavedState, Store } from '../../client/plan/plan-session.ts'
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { addSection } from '../../shared/plan/edit.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Headers } from '../support/http.ts'
import { type TestServer, createPlan, startHttp } from './http-fixture.ts'

const socketWith = (headers: Headers) =>
  class extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers })
    }
  } as unknown as typeof globalThis.WebSocket

/** Somebody in a browser of their own, with everything that their indicator has said. */
const visit = async (server: TestServer, planId: string, name: string) => {
  const headers = await server.enter('chief')
  const { body } = await server.call<{ identity: Identity }>('GET', '/api/me', undefined, headers)
  const vault = openVault(new IDBFactory())
  const session = openPlan({
    planId,
    me: { ...body.identity, name },
    serverUrl: server.url,
    world: {
      WebSocket: socketWith(headers),
      random: () => 0,
      page: new EventTarget(),
      isOnline: () => true,
      probe: () => Promise.resolve(null),
      ids: randomId,
      vault: () => vault,
    },
  })
  onTestFinished(() => session.close())
  const said: SavedState[] = []
  onTestFinished(session.saved.subscribe(() => said.push(session.saved.get())))
  return { session, said }
}

const until = (store: Store<SavedState>, isTrue: (state: SavedState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const check = () => isTrue(store.get()) && (stop(), resolve())
    const stop = store.subscribe(() => void check())
    check()
  })

/** Whether a session goes on, or ends because the plan has to be loaded afresh; however long its way back takes. */
const endOf = ({ saved, connection }: PlanSession): Promise<'saved' | 'replaced'> =>
  new Promise((resolve) => {
    const check = () => {
      const state = connection.get()
      if (isSaved(saved.get())) resolve('saved')
      else if (state.kind === 'closed' && state.code === 'replaced') resolve('replaced')
    }
    for (const store of [saved, connection]) onTestFinished(store.subscribe(check))
    check()
  })

const isSaved = ({ kind }: SavedState) => kind === 'saved'
const isNotSaved = ({ kind }: SavedState) => kind === 'not-saved'

/** Every write fails until the returned function is called. */
const breakDisk = (storage: Storage): (() => void) => {
  const fail = () => Promise.reject(new SvodError('storage-failed'))
  const writes = [
    vi.spyOn(storage, 'append').mockImplementation(fail),
    vi.spyOn(storage, 'createPlan').mockImplementation(fail),
  ]
  return () => writes.forEach((write) => write.mockRestore())
}

test('[AK5] [SV5] who comes back while the store refuses writes is told so, and of its recovery too', async () => {
  const storage = openMemoryStorage()
  const server = await startHttp({ storage })
  const plan = await createPlan(server)
  const anna = await visit(server, plan, 'Анна')
  const idle = await visit(server, plan, 'Борис')
  await Promise.all([until(anna.session.saved, isSaved), until(idle.session.saved, isSaved)])
  const repair = breakDisk(storage)
  addSection(anna.session.editing, { after: null, title: 'Диск полон' })
  await Promise.all([until(anna.session.saved, isNotSaved), until(idle.session.saved, isNotSaved)])
  anna.said.length = 0
  idle.said.length = 0
  // Somebody who opens the plan only now has never heard a failure of their own.
  const newcomer = await visit(server, plan, 'Вера')
  await until(newcomer.session.saved, isNotSaved)
  for (const { said } of [anna, idle]) expect(said.filter((state) => !isNotSaved(state))).toEqual([])
  repair()
  await Promise.all([anna, newcomer].map(({ session }) => until(session.saved, isSaved)))
  // Who had seen the change that did not reach the disk either brings it back, or is given the plan afresh where its
  // author came first [AC18]; nothing of their own is lost by that.
  const again = (await endOf(idle.session)) === 'replaced' ? await visit(server, plan, 'Борис') : idle
  expect(idle.session.rescue.get()).toEqual([])
  await until(again.session.saved, isSaved)
  const { body } = await server.call<{ sections: { title: string }[] }>('GET', `/api/plans/${plan}`)
  expect(body.sections).toMatchObject([{ title: 'Диск полон' }])
})

test('[AK5] those in other plans learn of it as well, without having written anything', async () => {
  const storage = openMemoryStorage()
  const server = await startHttp({ storage })
  const [broken, other] = [await createPlan(server), await createPlan(server)]
  const bystander = await visit(server, other, 'Анна')
  await until(bystander.session.saved, isSaved)
  const repair = breakDisk(storage)
  expect((await server.call('POST', `/api/plans/${broken}/sections`, { title: 'x' })).status).toBe(503)
  await until(bystander.session.saved, isNotSaved)
  repair()
  await until(bystander.session.saved, isSaved)
})
