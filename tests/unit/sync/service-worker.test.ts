/** The service worker between a page and its server (SPEC OF6): a worker's scope with a cache that lies in memory. */
import { afterEach, expect, test, vi } from 'vitest'
import { MAX_FILES } from '../../../client/sync/shell-cache.ts'

const ORIGIN = 'http://svod.example'

type Listener = (event: object) => void

/** A network that may answer nobody for a while. */
const createLine = () => {
  const late: (() => void)[] = []
  let isMute = false
  return {
    carry: async () => {
      if (isMute) await new Promise<void>((resolve) => void late.push(resolve))
    },
    /** From now on nobody is answered before what it returns is called. */
    mute: () => {
      isMute = true
      return () => {
        isMute = false
        for (const go of late.splice(0)) go()
      }
    },
  }
}

/** The files of a server that may be away, and how a page asks the worker for one. */
const openWorker = async () => {
  const files = new Map<string, string>()
  const asked: string[] = []
  const line = createLine()
  const kept = new Map<string, Response>()
  const pathOf = (request: Request | string) => {
    const { pathname, search } = new URL(typeof request === 'string' ? request : request.url, ORIGIN)
    return pathname + search
  }
  const cache = {
    match: async (request: Request | string) => kept.get(pathOf(request))?.clone(),
    put: async (request: Request | string, answer: Response) => void kept.set(pathOf(request), answer),
    keys: async () => [...kept.keys()].map((path) => new Request(ORIGIN + path)),
    delete: async (request: Request | string) => kept.delete(pathOf(request)),
  }
  const listeners = new Map<string, Listener>()
  const scope = {
    location: new URL(ORIGIN),
    caches: { open: async () => cache },
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    fetch: async (request: Request | string) => {
      asked.push(pathOf(request))
      await line.carry()
      const words = files.get(pathOf(request))
      if (words === undefined) throw new TypeError('Failed to fetch')
      const type = words.startsWith('<') ? 'text/html' : 'text/javascript'
      return new Response(words, { headers: { 'content-type': type } })
    },
  }
  for (const [name, value] of Object.entries(scope)) vi.stubGlobal(name, value)
  await import('../../../client/sync/service-worker.ts')
  /** What the page gets, when all that the worker does about it is done. */
  const ask = async (path: string, mode: RequestMode = 'no-cors', given = () => {}): Promise<string> => {
    const work: Promise<unknown>[] = []
    const waitUntil = (one: Promise<unknown>) => void work.push(one)
    let answer = Promise.resolve(new Response('not ours'))
    const respondWith = (one: Promise<Response>) => void (answer = one)
    const request = { url: ORIGIN + path, method: 'GET', mode }
    listeners.get('fetch')?.({ request, waitUntil, respondWith })
    const words = await (await answer).text()
    given()
    await Promise.all(work)
    return words
  }
  /** The page says what it has loaded. */
  const tell = async (...paths: string[]): Promise<void> => {
    let work: Promise<unknown> = Promise.resolve()
    const waitUntil = (one: Promise<unknown>) => void (work = one)
    listeners.get('message')?.({ data: paths.map((path) => ORIGIN + path), waitUntil })
    await work
  }
  return { files, asked, ask, tell, kept, mute: line.mute }
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.resetModules()
})

test('[OF6] a file whose name stays is kept, and is new at the visit after a new build', async () => {
  const { files, ask } = await openWorker()
  files.set('/theme.js', 'first')
  expect(await ask('/theme.js')).toBe('first')
  files.set('/theme.js', 'second')
  expect([await ask('/theme.js'), await ask('/theme.js')]).toEqual(['first', 'second'])
  files.clear()
  expect([await ask('/theme.js'), await ask('/theme.js')]).toEqual(['second', 'second'])
})

test('[OF6] a built file is asked for once', async () => {
  const { files, asked, ask } = await openWorker()
  files.set('/assets/a-1.js', 'a')
  expect([await ask('/assets/a-1.js'), await ask('/assets/a-1.js')]).toEqual(['a', 'a'])
  expect(asked).toEqual(['/assets/a-1.js'])
  expect(await ask('/api/me')).toBe('not ours')
})

const pageOf = (build: number) =>
  `<html><link href="/assets/serif-${build}.woff2"><script type="module" src="/assets/main-${build}.js"></script></html>`

test('[OF17] the page of a new build opens without a server once its files are kept, until then the one before does', async () => {
  const { files, ask, tell } = await openWorker()
  const away = () => {
    const all = new Map(files)
    files.clear()
    return () => all.forEach((words, path) => files.set(path, words))
  }
  const open = () => ask('/', 'navigate')
  files.set('/', pageOf(1)).set('/assets/main-1.js', 'one')
  await open()
  await tell('/assets/main-1.js')
  files.set('/', pageOf(2)).set('/assets/main-2.js', 'two').delete('/assets/main-1.js')
  // Which this browser is told not to load.
  files.set('/assets/serif-2.woff2', 'serif')
  expect(await open()).toBe(pageOf(2))
  const back = away()
  expect([await open(), await ask('/assets/main-1.js')]).toEqual([pageOf(1), 'one'])
  back()
  // Another tab, of the build before, says what it has; that is no reason to turn.
  await tell('/assets/main-1.js')
  const again = away()
  expect(await open()).toBe(pageOf(1))
  again()
  await ask('/assets/main-2.js')
  await tell('/assets/main-2.js')
  away()
  expect([await open(), await ask('/assets/main-2.js')]).toEqual([pageOf(2), 'two'])
})

test('[OF17] of too many kept files those go that neither an open page nor the one that would open needs', async () => {
  const { files, ask, tell, kept } = await openWorker()
  files
    .set('/', pageOf(1))
    .set('/assets/main-1.js', 'one')
    .set('/assets/open.js', 'open')
    .set('/assets/old.js', 'old')
  await ask('/', 'navigate')
  for (const path of ['/assets/main-1.js', '/assets/open.js', '/assets/old.js']) await ask(path)
  for (let at = 0; at < MAX_FILES; at++) kept.set(`/assets/many-${at}.js`, new Response(''))
  await tell('/assets/open.js')
  const names = ['/assets/main-1.js', '/assets/open.js', '/assets/old.js', '/assets/many-0.js']
  expect(names.map((path) => kept.has(path))).toEqual([true, true, false, true])
})

test('[OF21] what a hotel’s network says in place of the page is shown and not kept', async () => {
  const { files, ask, tell, kept } = await openWorker()
  const meetHotel = async () => {
    files.set('/', '<html>Room number, please</html>')
    expect(await ask('/', 'navigate')).toContain('Room number')
  }
  await meetHotel()
  expect([...kept.keys()]).toEqual([])
  files.set('/', pageOf(1)).set('/assets/main-1.js', 'one').set('/assets/serif-1.woff2', 'serif')
  await ask('/', 'navigate')
  await tell('/assets/main-1.js')
  await meetHotel()
  expect([...kept.keys()]).not.toContain('/?coming')
  await tell('/assets/main-1.js')
  files.clear()
  expect(await ask('/', 'navigate')).toBe(pageOf(1))
})

test('[OF22] a network that does not answer is not waited for where the page is kept with its files', async () => {
  vi.useFakeTimers()
  const { files, ask, tell, mute } = await openWorker()
  files.set('/', pageOf(1)).set('/assets/main-1.js', 'one').set('/assets/serif-1.woff2', 'serif')
  await ask('/', 'navigate')
  const answer = mute()
  const given = vi.fn<() => void>()
  const waiting = ask('/', 'navigate', given)
  // The code is not kept yet: the page would be empty.
  await vi.advanceTimersByTimeAsync(60_000)
  expect(given).not.toHaveBeenCalled()
  answer()
  expect(await waiting).toBe(pageOf(1))
  await ask('/assets/main-1.js')
  await ask('/assets/serif-1.woff2')
  await tell('/assets/main-1.js')
  const speak = mute()
  files.set('/', pageOf(2)).set('/assets/main-2.js', 'two').set('/assets/serif-2.woff2', 'serif')
  const old = ask('/', 'navigate', given)
  await vi.advanceTimersByTimeAsync(4000)
  expect(given).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(given).toHaveBeenCalledTimes(2)
  // The answer that comes late is kept for the next time.
  speak()
  expect(await old).toBe(pageOf(1))
  await ask('/assets/main-2.js')
  await tell('/assets/main-2.js')
  files.clear()
  expect(await ask('/', 'navigate')).toBe(pageOf(2))
})
