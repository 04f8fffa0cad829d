/** The service worker between a page and its server (SPEC OF6): a worker's scope with a cache that lies in memory. */
import { afterEach, expect, test, vi } from 'vitest'

const ORIGIN = 'http://svod.example'

type Listener = (event: { request: Request; waitUntil: unknown; respondWith: unknown }) => void

/** The files of a server that may be away, and how a page asks the worker for one. */
const openWorker = async () => {
  const files = new Map<string, string>()
  const asked: string[] = []
  const kept = new Map<string, Response>()
  const pathOf = (request: Request | string) =>
    new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname
  const cache = {
    match: async (request: Request) => kept.get(pathOf(request))?.clone(),
    put: async (request: Request, answer: Response) => void kept.set(pathOf(request), answer),
    keys: async () => [],
  }
  const listeners = new Map<string, Listener>()
  const scope = {
    location: new URL(ORIGIN),
    caches: { open: async () => cache },
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    fetch: async (request: Request) => {
      asked.push(pathOf(request))
      const words = files.get(pathOf(request))
      if (words === undefined) throw new TypeError('Failed to fetch')
      return new Response(words)
    },
  }
  for (const [name, value] of Object.entries(scope)) vi.stubGlobal(name, value)
  await import('../../../client/sync/service-worker.ts')
  /** What the page gets, when all that the worker does about it is done. */
  const ask = async (path: string): Promise<string> => {
    const work: Promise<unknown>[] = []
    const waitUntil = (one: Promise<unknown>) => void work.push(one)
    let answer = Promise.resolve(new Response('not ours'))
    const respondWith = (one: Promise<Response>) => void (answer = one)
    listeners.get('fetch')?.({ request: new Request(ORIGIN + path), waitUntil, respondWith })
    const words = await (await answer).text()
    await Promise.all(work)
    return words
  }
  return { files, asked, ask }
}

afterEach(() => {
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
