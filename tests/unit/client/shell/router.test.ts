/** The address bar as a value (SPEC UI1–UI3). */
import { afterEach, describe, expect, test } from 'vitest'
import { createRouter, parseRoute, pathOf, pathOfClick } from '../../../../client/shell/router.ts'

const click = (html: string, init: MouseEventInit = {}): string | null => {
  let path: string | null = null
  const watch = (event: MouseEvent) => {
    path = pathOfClick(event, window.location.origin)
    event.preventDefault()
  }
  document.body.innerHTML = html
  document.addEventListener('click', watch, { once: true })
  document
    .querySelector('a, button')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button: 0, ...init }))
  document.body.replaceChildren()
  return path
}

describe('routes', () => {
  test('[UI1] a plan has an address of its own, a row and a section in it too', () => {
    expect(parseRoute('/', '')).toEqual({ kind: 'home' })
    expect(parseRoute('/p/abc_-1', '')).toEqual({ kind: 'plan', planId: 'abc_-1', target: null, search: '' })
    expect(parseRoute('/p/abc/', '#row=r1')).toEqual({
      kind: 'plan',
      planId: 'abc',
      target: { kind: 'row', id: 'r1' },
      search: '',
    })
    const looked = parseRoute('/p/abc', '#row=r1', '?view=board')
    expect(pathOf(looked)).toBe('/p/abc?view=board#row=r1')
    expect(parseRoute('/p/abc', '#section=s1')).toMatchObject({ target: { kind: 'section', id: 's1' } })
  })

  test('[UI1] what is no id is no address', () => {
    expect(parseRoute('/p/../etc', '')).toEqual({ kind: 'unknown' })
    expect(parseRoute('/p/', '')).toEqual({ kind: 'unknown' })
    expect(parseRoute('/p/abc', '#version=3')).toMatchObject({ target: { kind: 'version', id: '3' } })
    expect(parseRoute('/p/abc', '#thread=t1')).toMatchObject({ target: { kind: 'thread', id: 't1' } })
    expect(parseRoute('/p/abc', '#row=<script>')).toMatchObject({ target: null })
    expect(parseRoute('/elsewhere', '')).toEqual({ kind: 'unknown' })
  })

  test('[UI2] a plain click on a link of the product stays inside it', () => {
    expect(click('<a href="/p/abc#row=r1">x</a>')).toBe('/p/abc#row=r1')
    expect(click('<a href="/">x</a>')).toBe('/')
    expect(click('<a href="/p/abc?view=board#section=s1">x</a>')).toBe('/p/abc?view=board#section=s1')
  })

  test('[UI2] every other click is the browser’s: new tabs, downloads, other sites, anchors in the page', () => {
    expect(click('<a href="/p/abc">x</a>', { ctrlKey: true })).toBeNull()
    expect(click('<a href="/p/abc" target="_blank">x</a>')).toBeNull()
    expect(click('<a href="/p/abc" download>x</a>')).toBeNull()
    expect(click('<a href="https://example.org/p/abc">x</a>')).toBeNull()
    expect(click('<a href="/#content">x</a>')).toBeNull()
    expect(click('<a href="/api/plans/abc/export.json">x</a>')).toBeNull()
    expect(click('<button>x</button>')).toBeNull()
  })
})

describe('the router', () => {
  afterEach(() => window.history.replaceState(null, '', '/'))

  test('[UI3] follows its own steps and tells its listeners', () => {
    const router = createRouter(window)
    let told = 0
    router.subscribe(() => told++)
    router.go('/p/abc#row=r1')
    expect(router.get()).toMatchObject({ kind: 'plan', planId: 'abc' })
    expect(window.location.pathname).toBe('/p/abc')
    expect(told).toBe(1)
  })

  test('[UI3] going twice to the same row is two jumps', () => {
    const router = createRouter(window)
    router.go('/p/abc#row=r1')
    const first = router.get()
    router.go('/p/abc#row=r1')
    expect(router.get()).not.toBe(first)
    expect(router.get()).toEqual(first)
  })
})
