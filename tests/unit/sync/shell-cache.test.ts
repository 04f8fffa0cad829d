/** Which requests the service worker answers itself. */
import { describe, expect, it } from 'vitest'
import { isAway, isDocument, isPage, patienceOf, strategyOf } from '../../../client/sync/shell-cache.ts'

const ORIGIN = 'http://svod.example'
const ask = (path: string, mode = 'no-cors', method = 'GET') =>
  strategyOf({ method, mode, url: new URL(path, ORIGIN).href }, ORIGIN)

describe('the service worker', () => {
  it('[OF6] keeps the page and the built files, and nothing that people wrote', () => {
    expect(ask('/', 'navigate')).toBe('page')
    expect(ask('/p/abc', 'navigate')).toBe('page')
    expect(ask('/account', 'navigate')).toBe('page')
    expect(ask('/people', 'navigate')).toBe('page')
    expect(ask('/join', 'navigate')).toBe('pass')
    expect(ask('/assets/index-abc123.js')).toBe('file')
    expect(ask('/icon.svg')).toBe('renewed')
    expect(ask('/theme.js')).toBe('renewed')
    for (const path of ['/api/me', '/api/plans/1/export.docx', '/sync/1', '/metrics', '/healthz'])
      expect([ask(path), ask(path, 'navigate')]).toEqual(['pass', 'pass'])
    expect(ask('/assets/index-abc123.js', 'cors', 'POST')).toBe('pass')
    expect(ask('https://elsewhere.example/assets/x.js')).toBe('pass')
  })

  it('[OF6] keeps a page only where it is one, and steps in where the server is away', () => {
    const page = (status: number, type: string) =>
      new Response('', { status, headers: { 'content-type': type } })
    expect(isDocument(page(200, 'text/html; charset=utf-8'))).toBe(true)
    expect(isDocument(page(502, 'text/html'))).toBe(false)
    expect(isDocument(page(200, 'application/json'))).toBe(false)
    expect(isAway(page(502, 'text/html'))).toBe(true)
    expect(isAway(page(404, 'text/html'))).toBe(false)
  })

  it('[OF21] takes nothing for the page that does not name its code', () => {
    expect(isPage('<html><script type="module" src="/assets/main-1.js"></script></html>', ORIGIN)).toBe(true)
    expect(isPage('<html><link href="/assets/serif-1.woff2"></html>', ORIGIN)).toBe(false)
    expect(isPage('<html><script src="https://wifi.example/assets/x.js"></script></html>', ORIGIN)).toBe(
      false,
    )
  })

  it('[OF22] waits longer for the network where somebody reloads', () => {
    expect(patienceOf({ cache: 'no-cache' })).toBeGreaterThan(patienceOf({ cache: 'default' }))
  })
})
