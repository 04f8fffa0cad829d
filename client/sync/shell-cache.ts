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

/** Whether an answer is the page: not an error, not something else under the same address. */
export const isPage = (answer: Response): boolean =>
  answer.ok && !answer.redirected && (answer.headers.get('content-type') ?? '').startsWith('text/html')

/** Whether a server (or a proxy before it) is away rather than saying something about this request. */
export const isAway = (answer: Response): boolean => answer.status >= 500
