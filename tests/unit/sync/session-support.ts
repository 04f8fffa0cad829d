/** Opens plans against the stub server, with a browser of its own: IndexedDB, events, a network that can go. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { WebSocket as NodeWebSocket } from 'ws'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { setCell } from '../../../shared/plan/edit.ts'
import { blocksToText, textToBlocks } from '../../../shared/plan/rich.ts'
import { openPlan } from '../../../client/sync/open-plan.ts'
import type { OpenPlanSession } from '../../../client/sync/session.ts'
import { listCaches, openVault } from '../../../client/sync/vault.ts'
import { randomId, type World } from '../../../client/sync/world.ts'
import type { Store } from '../../../client/plan/plan-session.ts'
import { identityOf } from '../../support/identities.ts'
import type { StubServer } from './stub-server.ts'

export const OLGA: Identity = identityOf({
  id: 'olga',
  name: 'Ольга Дмитриева',
  departments: ['events'],
  hue: 1,
})

/** Resolves with the value as soon as it satisfies; the test's own time limit is the only clock. */
export const until = <T>(store: Store<T>, holds: (value: T) => boolean): Promise<T> =>
  new Promise((resolve) => {
    const check = () => {
      if (!holds(store.get())) return
      stop()
      resolve(store.get())
    }
    const stop = store.subscribe(check)
    check()
  })

/** A port on which nobody listens. */
const NOWHERE = 'ws://127.0.0.1:9'

/** A browser: its vault outlives the sessions (a reload), its network can be switched off. */
export class TestBrowser {
  readonly page = new EventTarget()
  online = true
  refusal: ErrorCode | null = null
  /** How often it was asked to keep for good what it keeps. */
  asked = 0
  private readonly vault
  private readonly patience: () => Promise<'late'>
  private isStalled = false
  private real: IDBDatabase | null = null
  private failing: (() => void) | null = null
  private readonly open: OpenPlanSession[] = []

  constructor(factory: IDBFactory | undefined = new IDBFactory(), patience?: () => Promise<'late'>) {
    this.patience = patience ?? (() => new Promise(() => undefined))
    this.vault = openVault(factory, patience).then((vault) =>
      vault.db === null ? vault : Object.assign(vault, { db: this.stallable(vault.db) }),
    )
  }

  /** From now on the browser's store answers nothing. */
  stallStore(): void {
    this.isStalled = true
  }

  /** The next look into the store fails; resolves when it has. */
  failLook(): Promise<void> {
    return new Promise((resolve) => {
      this.failing = resolve
    })
  }

  /** The browser closes its store by force, as when the site's data are cleared. */
  loseStore(): void {
    this.real?.close()
    this.real?.onclose?.(new Event('close'))
  }

  private stallable(real: IDBDatabase): IDBDatabase {
    this.real = real
    const deaf = { objectStore: () => new Proxy({}, { get: () => () => ({}) }) }
    return new Proxy(real, {
      get: (target, name) => {
        if (name === 'transaction' && this.isStalled) return () => deaf
        if (name === 'transaction')
          return (stores: string[], mode: IDBTransactionMode) => this.begin(real, stores, mode)
        const value = Reflect.get(target, name) as unknown
        return typeof value === 'function' ? (value as () => void).bind(target) : value
      },
    })
  }

  private begin(real: IDBDatabase, stores: string[], mode: IDBTransactionMode): IDBTransaction {
    const { failing } = this
    if (mode !== 'readonly' || failing === null) return real.transaction(stores, mode)
    this.failing = null
    failing()
    throw new DOMException('', 'UnknownError')
  }

  visit(server: StubServer, me = OLGA): OpenPlanSession {
    const world: Partial<World> = {
      WebSocket: this.socketClass(),
      random: () => 0,
      page: this.page,
      isOnline: () => this.online,
      probe: () => Promise.resolve(this.refusal),
      ids: randomId,
      vault: () => this.vault,
      patience: this.patience,
      persist: () => void (this.asked += 1),
    }
    const session = openPlan({ planId: 'plan', me, serverUrl: server.url, world })
    this.open.push(session)
    return session
  }

  /** Without a network nothing is reached, however often it is tried. */
  private socketClass(): typeof WebSocket {
    const reaches = (url: string) => (this.online ? url : NOWHERE)
    const Socket = class extends NodeWebSocket {
      constructor(url: string, protocols?: string[]) {
        super(reaches(url), protocols)
      }
    }
    return Socket as unknown as typeof WebSocket
  }

  /** Resolves when the store has been read, be it one that opened late: our transactions come behind the session's. */
  async storeRead(): Promise<void> {
    const vault = await this.vault
    const db = vault.db ?? (await vault.late)
    for (let turn = 0; turn < 10 && db; turn++) await listCaches(db, 'plan', OLGA.id)
  }

  goOffline(): void {
    this.online = false
    this.page.dispatchEvent(new Event('offline'))
  }

  comeBack(): void {
    this.online = true
    this.page.dispatchEvent(new Event('online'))
  }

  /** Whether leaving the page now asks first. */
  warns(): boolean {
    return !this.page.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  }

  closeAll(): void {
    for (const session of this.open.splice(0)) session.close()
  }
}

/** A factory that answers nobody before `open` is called. */
export const shutFactory = (factory = new IDBFactory()): { factory: IDBFactory; open: () => void } => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const ask = (name: string, version?: number): IDBOpenDBRequest => {
    const request = {} as Record<string, unknown>
    const pass = (event: string, real: IDBOpenDBRequest) => () => {
      request.result = real.result
      const handler = request[event]
      if (typeof handler === 'function') handler()
    }
    void opened.then(() => {
      const real = factory.open(name, version)
      real.onupgradeneeded = pass('onupgradeneeded', real)
      real.onsuccess = pass('onsuccess', real)
    })
    return request as unknown as IDBOpenDBRequest
  }
  return { factory: { open: ask } as IDBFactory, open: () => open() }
}

export const isSaved = ({ kind }: { kind: string }): boolean => kind === 'saved'
export const isOffline = ({ kind }: { kind: string }): boolean => kind === 'offline'
export const isNotSaved = ({ kind }: { kind: string }): boolean => kind === 'not-saved'

const rows = (session: OpenPlanSession) =>
  session.projection.view().sections.flatMap((section) => section.rows)

/** The titles of all rows, in order. */
export const titles = (session: OpenPlanSession): string[] =>
  rows(session).map((row) => blocksToText(row.cells.title ?? []))

/** Writes a row's title, as one change. */
export const write = (session: OpenPlanSession, index: number, text: string): void => {
  const row = rows(session)[index]
  if (row === undefined) throw new Error(`no row ${index}`)
  setCell(session.editing, row.id, 'title', textToBlocks(text))
}
