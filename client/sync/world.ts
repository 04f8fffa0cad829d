/** The browser as a plan's session uses it: everything that is not pure, gathered so that tests can replace it. */
import type * as Y from 'yjs'
import type { Speaking } from '../../shared/comments/edit.ts'
import { ERRORS, type ErrorCode } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { withSocket } from '../asked-early.ts'
import { browserMemory } from '../browser-memory.ts'
import type { LinkWorld } from './link.ts'
import { persistence } from './persist.ts'
import { holdsWords, later, openVault, STORE_PATIENCE_MS, type Vault } from './vault.ts'

export interface World extends LinkWorld {
  ids: () => string
  vault: () => Promise<Vault>
  /** Resolves when the browser's store has been waited for long enough. */
  patience: () => Promise<'late'>
  /** Asks the browser to keep for good what it keeps. */
  persist: () => void
}

/** Whether `work` is done before `patience` is over; goes on in any case. */
export const isInTime = async (work: Promise<unknown>, patience: World['patience']): Promise<boolean> =>
  (await Promise.race([work, patience()])) !== 'late'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'
const ID_LENGTH = 16

/** A random id of 96 bits in letters that the schema takes. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(ID_LENGTH)), (byte) => ALPHABET[byte & 63]).join('')

let sharedVault: Promise<Vault> | null = null

/** The browser's one vault: sessions that follow each other share what it rescued. */
export const browserVault = (): Promise<Vault> => (sharedVault ??= openOwnVault())

/** Words that it holds in memory alone outlive every session, so leaving Svod asks about them whatever page is open. */
const openOwnVault = async (): Promise<Vault> => {
  const vault = await openVault(globalThis.indexedDB)
  globalThis.window?.addEventListener('beforeunload', (event) => {
    if (holdsWords(vault)) event.preventDefault()
  })
  return vault
}

const persist = persistence(globalThis.navigator?.storage, browserMemory)

let sharedSocket: typeof WebSocket | null = null

/** The browser's sockets; the first may have been opened by the page itself. */
const browserSocket = (): typeof WebSocket =>
  (sharedSocket ??= withSocket(globalThis.window?.svodAsked, globalThis.WebSocket))

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in ERRORS

const readCode = async (answer: Response): Promise<ErrorCode | null> => {
  const body = (await answer.json()) as { error?: { code?: unknown } }
  return isErrorCode(body.error?.code) ? body.error.code : null
}

/** Asks over HTTP why a plan cannot be opened; null where the server is away or sees no reason. */
export const probePlan = async (planId: string): Promise<ErrorCode | null> => {
  const stop = new AbortController()
  try {
    const answer = await fetch(`/api/plans/${encodeURIComponent(planId)}`, { signal: stop.signal })
    if (answer.ok) return null
    return (await readCode(answer)) ?? CODES[answer.status] ?? null
  } catch {
    // No answer at all: the network is away, which is what the link assumes anyway.
    return null
  } finally {
    stop.abort()
  }
}

/** The page's events; visibility is the document's, the rest the window's. */
const pageEvents = (): EventTarget => ({
  addEventListener: (name: string, handler: EventListener) =>
    (name === 'visibilitychange' ? document : window).addEventListener(name, handler),
  removeEventListener: (name: string, handler: EventListener) =>
    (name === 'visibilitychange' ? document : window).removeEventListener(name, handler),
  dispatchEvent: (event: Event) => window.dispatchEvent(event),
})

export const browserWorld = (planId: string): World => ({
  WebSocket: browserSocket(),
  random: Math.random,
  page: pageEvents(),
  isOnline: () => navigator.onLine,
  probe: () => probePlan(planId),
  now: Date.now,
  ids: randomId,
  vault: browserVault,
  patience: () => later(STORE_PATIENCE_MS),
  persist,
})

/** `ws://host/sync` for a page or server address. */
export const syncUrl = (serverUrl: string): string =>
  `${serverUrl.replace(/^http/, 'ws').replace(/\/$/, '')}/sync`

/** Whoever edits and speaks in a document, with everything that is not pure. */
export const speakingAs = (doc: Y.Doc, me: Identity, { ids, random, now }: World): Speaking => ({
  doc,
  ids,
  random,
  now,
  by: me.id,
  name: me.name,
  origin: { kind: 'editing' },
})
