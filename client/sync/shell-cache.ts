/**
 * What the service worker does with a request. Pure: the rules alone.
 * The page itself comes from the network while there is one; built files never change under their name, but for two.
 */

/** The part of a Request that decides. */
export interface Asked {
  method: string
  mode: string
  url: string
}

export type Strategy =
  /** The network's answer, else the page as it was kept. */
  | 'page'
  /** The kept file, else the network's, which is then kept. */
  | 'file'
  /** The kept file, and the network's for the next time: its name says nothing of what is in it. */
  | 'renewed'
  /** None of our business: data and the live connection are never answered from a cache. */
  | 'pass'

/** Kept files beyond this number go, oldest first: those of earlier builds. */
export const MAX_FILES = 250

/** Pages that somebody who was here before can open; links with a secret need the server anyway. */
const PAGES = /^\/(p\/.+|account\/?|people\/?|departments\/?|tokens\/?|audit\/?)?$/

const FILES = /^\/assets\//
const RENEWED = /^\/(icon\.svg|theme\.js)$/

export const strategyOf = ({ method, mode, url }: Asked, origin: string): Strategy => {
  const { origin: asked, pathname } = new URL(url)
  if (method !== 'GET' || asked !== origin) return 'pass'
  if (FILES.test(pathname)) return 'file'
  if (RENEWED.test(pathname)) return 'renewed'
  return mode === 'navigate' && PAGES.test(pathname) ? 'page' : 'pass'
}

/** What a page begins with: the built files that it names itself. */
export const filesOf = (html: string, origin: string): readonly string[] =>
  [...html.matchAll(/\b(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => new URL(path, origin).href)

/** Whether an answer may be the page: not an error, not something else under the same address. */
export const isDocument = (answer: Response): boolean =>
  answer.ok && !answer.redirected && (answer.headers.get('content-type') ?? '').startsWith('text/html')

/** Whether it is: a hotel's network answers in the name of any address, with a page that names nothing of ours. */
export const isPage = (html: string, origin: string): boolean =>
  filesOf(html, origin).some((url) => url.endsWith('.js'))

/** So long (ms) a server is waited for where the page is kept with all its files. */
const PATIENCE_MS = 5000
/** Who reloads asks for what is new, be it over a slow line; else a page that is out of date could not be got rid of. */
const RELOAD_PATIENCE_MS = 20_000

/** How long the network is waited for; browsers ask for a page that is reloaded past their own cache. */
export const patienceOf = ({ cache }: { cache: RequestCache }): number =>
  cache === 'no-cache' || cache === 'reload' ? RELOAD_PATIENCE_MS : PATIENCE_MS

/** Whether a server (or a proxy before it) is away rather than saying something about this request. */
export const isAway = (answer: Response): boolean => answer.status >= 500
