/**
 * The service worker: the page opens while the server is away (SPEC OF6). Owns one cache of the page and the built
 * files. A build entry of its own (`/sw.js`); must not touch /api, /sync or anything that a person wrote.
 */
import { filesOf, isAway, isDocument, isPage, MAX_FILES, patienceOf, strategyOf } from './shell-cache.ts'

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface AskEvent extends LifeEvent {
  request: Request
  respondWith(answer: Promise<Response>): void
}

interface WorkerScope {
  location: Location
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AskEvent) => void): void
  addEventListener(type: 'message', listener: (event: LifeEvent & { data: unknown }) => void): void
}

const scope = globalThis as unknown as WorkerScope
const SHELL = 'svod-shell'
/** Every path of the product is the same page. */
const PAGE = '/'
/** The page of a build whose files are not all kept yet: until they are, the one before opens. */
const COMING = '/?coming'

/** The first of all is the one that opens at once: there is none before it. What is not the page is not kept. */
const keepPage = async (answer: Response): Promise<void> => {
  if (!isPage(await answer.clone().text(), scope.location.origin)) return
  const cache = await caches.open(SHELL)
  const isFirst = (await cache.match(PAGE)) === undefined
  await cache.put(isFirst ? PAGE : COMING, answer)
}

/** The kept answer's files; none where there is no such answer. */
const filesOfKept = async (cache: Cache, page: string): Promise<readonly string[]> => {
  const kept = await cache.match(page)
  return kept === undefined ? [] : filesOf(await kept.text(), scope.location.origin)
}

/** Whether all that a kept page begins with is kept. */
const isWhole = async (cache: Cache, page: string): Promise<boolean> => {
  const kept = new Set((await cache.keys()).map(({ url }) => url))
  const files = await filesOfKept(cache, page)
  return files.length > 0 && files.every((url) => kept.has(url))
}

/** The page that came last is the one that opens, once all that it begins with is kept. */
const turnPage = async (cache: Cache): Promise<void> => {
  const coming = await cache.match(COMING)
  if (coming === undefined) return
  if (await isWhole(cache, COMING)) {
    await cache.put(PAGE, coming)
    await cache.delete(COMING)
  }
}

const keptPage = async (): Promise<Response | undefined> => (await caches.open(SHELL)).match(PAGE)

/** The kept page, unless it would open without some of its files. */
const wholePage = async (): Promise<Response | undefined> => {
  const cache = await caches.open(SHELL)
  return (await isWhole(cache, PAGE)) ? cache.match(PAGE) : undefined
}

const askPage = async (request: Request, event: LifeEvent): Promise<Response> => {
  try {
    const answer = await fetch(request)
    if (isDocument(answer)) event.waitUntil(keepPage(answer.clone()))
    return isAway(answer) ? ((await keptPage()) ?? answer) : answer
  } catch (error) {
    const kept = await keptPage()
    if (kept === undefined) throw error
    return kept
  }
}

/** A network that does not answer is not waited for for ever [OF22]; what comes later is kept all the same, for the next time. */
const answerPage = (request: Request, event: LifeEvent): Promise<Response> => {
  const asked = askPage(request, event)
  event.waitUntil(asked.catch(() => undefined))
  return new Promise((resolve, reject) => {
    const give = async () => {
      const page = await wholePage()
      if (page !== undefined) resolve(page)
    }
    const timer = setTimeout(() => void give(), patienceOf(request))
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const keepFile = async (request: RequestInfo, answer: Response): Promise<void> => {
  const cache = await caches.open(SHELL)
  await cache.put(request, answer)
}

/** Files of earlier builds go, but none that is in use: of an open page, and of the one that would open. */
const dropSurplus = async (cache: Cache, loaded: readonly string[]): Promise<void> => {
  const used = new Set([
    ...loaded,
    ...(await filesOfKept(cache, PAGE)),
    ...(await filesOfKept(cache, COMING)),
  ])
  const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== PAGE)
  const surplus = files.slice(0, -MAX_FILES).filter(({ url }) => !used.has(url))
  await Promise.all(surplus.map((old) => cache.delete(old)))
}

const answerFile = async (request: Request, event: LifeEvent): Promise<Response> => {
  const kept = await (await caches.open(SHELL)).match(request)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) event.waitUntil(keepFile(request, answer.clone()))
  return answer
}

/** The server may be away: then what is kept stays. */
const renew = async (request: Request): Promise<void> => {
  const answer = await fetch(request).catch(() => null)
  if (answer?.ok === true) await keepFile(request, answer)
}

const answerRenewed = async (request: Request, event: LifeEvent): Promise<Response> => {
  const kept = await (await caches.open(SHELL)).match(request)
  if (kept === undefined) return answerFile(request, event)
  event.waitUntil(renew(request))
  return kept
}

/** Files that the page had loaded before there was a worker to see it; then those of earlier builds go. */
const keepLoaded = async (urls: readonly string[]): Promise<void> => {
  const cache = await caches.open(SHELL)
  const kept = new Set((await cache.keys()).map(({ url }) => url))
  // A browser may be told to load no fonts, so that no page ever says that it has them.
  const fonts = (await filesOfKept(cache, COMING)).filter((url) => url.endsWith('.woff2'))
  for (const url of new Set([...urls, ...fonts])) {
    const strategy = strategyOf({ method: 'GET', mode: 'no-cors', url }, scope.location.origin)
    if (strategy === 'pass' || strategy === 'page' || kept.has(url)) continue
    // One that does not come is asked for at the next visit, and keeps nothing from the others.
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok === true) await keepFile(url, answer)
  }
  await turnPage(cache)
  await dropSurplus(cache, urls)
}

const isUrls = (data: unknown): data is string[] =>
  Array.isArray(data) && data.every((url) => typeof url === 'string' && URL.canParse(url))

const install = async (): Promise<void> => {
  const answer = await fetch(PAGE)
  if (isDocument(answer)) await keepPage(answer)
  await scope.skipWaiting()
}

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('message', (event) => {
  if (isUrls(event.data)) event.waitUntil(keepLoaded(event.data))
})
scope.addEventListener('fetch', (event) => {
  const strategy = strategyOf(event.request, scope.location.origin)
  if (strategy === 'page') event.respondWith(answerPage(event.request, event))
  else if (strategy === 'file') event.respondWith(answerFile(event.request, event))
  else if (strategy === 'renewed') event.respondWith(answerRenewed(event.request, event))
})
