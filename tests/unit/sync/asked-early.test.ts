/** What the page asks before its code is there (SPEC FR2, FR6): the inline script itself, and who takes over. */
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type Asked, withAnswers, withSocket } from '../../../client/asked-early.ts'

const PAGE = readFileSync(new URL('../../../client/index.html', import.meta.url), 'utf8')
const [SCRIPT = ''] = [...PAGE.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code)
const ORIGIN = 'http://svod.test'

class FakeSocket extends EventTarget {
  static made: string[] = []
  readonly CONNECTING = 0
  readonly OPEN = 1
  readyState = 0
  closed = false
  onmessage: ((event: { data: unknown }) => void) | null = null
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    FakeSocket.made.push(url)
  }

  close(): void {
    this.closed = true
  }
}

/** Runs the page's inline script at an address; the server answers as told. */
const runInline = (pathname: string, answer: (path: string) => Promise<Response>) => {
  const requests: string[] = []
  FakeSocket.made = []
  const ask = (path: string): Promise<Response> => {
    requests.push(path)
    return answer(path)
  }
  const document = { documentElement: { dataset: {} } }
  const world = { fetch: ask, WebSocket: FakeSocket, location: { pathname, origin: ORIGIN }, document }
  const asked = runInNewContext(`${SCRIPT}\nsvodAsked`, world) as Asked
  return { asked, requests, ask: ask as typeof fetch }
}

const ok = (path: string) => Promise.resolve(new Response(`{"of":"${path}"}`))

test('[FR2] who I am is asked before the code is there, and not once more when it is', async () => {
  const { asked, requests, ask } = runInline('/', ok)
  expect(requests).toEqual(['/api/me', '/api/departments'])
  const fetch = withAnswers(asked, ask)
  expect(await (await fetch('/api/me')).text()).toContain('/api/me')
  expect(requests).toHaveLength(2)
  await fetch('/api/me')
  await fetch('/api/departments', { method: 'POST' })
  expect(requests.slice(2)).toEqual(['/api/me', '/api/departments'])
})

test('[FR2] an answer that is of no use is asked for again; "nobody is signed in" is of use', async () => {
  const answers: [answer: () => Promise<Response>, again: number][] = [
    [() => Promise.resolve(new Response('{}', { status: 401 })), 0],
    [() => Promise.resolve(new Response('{}', { status: 503 })), 1],
    [() => Promise.reject(new TypeError('Failed to fetch')), 1],
  ]
  for (const [answer, again] of answers) {
    const { asked, requests, ask } = runInline('/', answer)
    await withAnswers(asked, ask)('/api/me').catch(() => null)
    expect(requests.length - 2).toBe(again)
  }
})

test('[FR6] the page of a plan makes its connection, and who opens the plan goes on with it', async () => {
  const { asked } = runInline('/p/MV6YjFxezfKJ', ok)
  const early = asked.socket as unknown as FakeSocket
  expect(FakeSocket.made).toEqual(['ws://svod.test/sync/MV6YjFxezfKJ'])
  early.readyState = early.OPEN
  early.onmessage?.({ data: 'step 1' })
  const Socket = withSocket(asked, FakeSocket as unknown as typeof WebSocket)
  const taken = new Socket('ws://svod.test/sync/MV6YjFxezfKJ')
  const heard: unknown[] = []
  taken.addEventListener('open', () => heard.push('open'))
  taken.addEventListener('message', ({ data }) => heard.push(data))
  await Promise.resolve()
  expect(taken).toBe(early)
  expect(heard).toEqual(['open', 'step 1'])
  expect(new Socket('ws://svod.test/sync/MV6YjFxezfKJ')).not.toBe(early)
})

test('[FR6] an early connection that is closed, or to another plan, is not gone on with', () => {
  const address = 'ws://svod.test/sync/MV6YjFxezfKJ'
  for (const [readyState, url, closes] of [
    [3, address, false],
    [1, 'ws://svod.test/sync/another', true],
  ] as const) {
    const { asked } = runInline('/p/MV6YjFxezfKJ', ok)
    const early = asked.socket as unknown as FakeSocket
    early.readyState = readyState
    expect(new (withSocket(asked, FakeSocket as unknown as typeof WebSocket))(url)).not.toBe(early)
    expect(early.closed).toBe(closes)
  }
  for (const path of ['/', '/people', '/p/', '/p/a/b']) expect(runInline(path, ok).asked.socket).toBeNull()
})
