/**
 * Where we are: the address bar as a value. Owns the paths of the product and the interception of links.
 * `/` is the list of plans, `/p/:id` a plan, what stands behind its `?` how it is looked at, `#row=…`, `#section=…` and
 * `#thread=…` a place in it, `#version=…` the panel of its versions. The secrets of `/join` and `/public` stand behind the #, which no browser sends anywhere.
 */
import { isId } from '../../shared/plan/schema.ts'
import type { Store } from '../plan/plan-session.ts'

/** A place in a plan that a link points to. */
export type Target = { kind: (typeof TARGETS)[number]; id: string } | null

const TARGETS = ['row', 'section', 'thread', 'version'] as const

/** Pages about people and about the house: one address each. */
export const HOUSE_PAGES = ['account', 'people', 'departments', 'tokens', 'audit'] as const
export type HousePage = (typeof HOUSE_PAGES)[number]

export type Route =
  | { kind: 'home' }
  /** `search`: how the plan is looked at, as the address says it. */
  | { kind: 'plan'; planId: string; target: Target; search: string }
  | { kind: HousePage }
  /** A link that somebody was given; '' where its secret is missing or cut short. */
  | { kind: 'join' | 'public'; secret: string }
  | { kind: 'unknown' }

const readTarget = (hash: string): Target => {
  const [kind, id] = hash.replace(/^#/, '').split('=')
  const known = TARGETS.find((one) => one === kind)
  return known && isId(id) ? { kind: known, id } : null
}

/** 256 bits in base64url are 43 characters; a few fewer or more are the server's to judge. */
const SECRET = /^#([\w-]{20,128})$/

export const isHousePage = (name: string | undefined): name is HousePage =>
  (HOUSE_PAGES as readonly (string | undefined)[]).includes(name)

/** The route that an address means. */
export const parseRoute = (path: string, hash: string, search = ''): Route => {
  if (path === '/' || path === '/index.html') return { kind: 'home' }
  const name = /^\/([a-z]+)\/?$/.exec(path)?.[1]
  if (isHousePage(name)) return { kind: name }
  if (name === 'join' || name === 'public') return { kind: name, secret: SECRET.exec(hash)?.[1] ?? '' }
  const planId = /^\/p\/([^/]+)\/?$/.exec(path)?.[1]
  return isId(planId) ? { kind: 'plan', planId, target: readTarget(hash), search } : { kind: 'unknown' }
}

export const planPath = (planId: string): string => `/p/${planId}`

/** The address of a route, as far as somebody may be sent back to it: secrets are not passed on. */
export const pathOf = (route: Route): string => {
  if (isHousePage(route.kind)) return `/${route.kind}`
  if (route.kind !== 'plan') return '/'
  const { planId, target, search } = route
  return planPath(planId) + search + (target ? `#${target.kind}=${target.id}` : '')
}

export interface Router extends Store<Route> {
  /** Goes to a path of the product; `replace` leaves no step to go back to. */
  go(path: string, options?: { replace?: boolean }): void
}

/** The path of a plain click on a link inside the product, or null where the browser should follow it. */
export const pathOfClick = (event: MouseEvent, origin: string): string | null => {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return null
  const url = new URL(link.href)
  if (url.origin !== origin) return null
  // Anchors inside a page (the skip link) are the browser's own business.
  if (url.hash !== '' && readTarget(url.hash) === null) return null
  const route = parseRoute(url.pathname, url.hash)
  if (route.kind === 'unknown') return null
  return url.pathname + (route.kind === 'plan' ? url.search : '') + url.hash
}

/** Follows the address bar and takes over plain clicks on the product's own links. One for the whole page. */
export const createRouter = (page: Window): Router => {
  const read = () => parseRoute(page.location.pathname, page.location.hash, page.location.search)
  let current = read()
  const listeners = new Set<() => void>()
  const follow = () => {
    current = read()
    for (const listener of listeners) listener()
  }
  const go: Router['go'] = (path, { replace = false } = {}) => {
    page.history[replace ? 'replaceState' : 'pushState'](null, '', path)
    follow()
  }
  page.addEventListener('popstate', follow)
  page.addEventListener('hashchange', follow)
  page.document.addEventListener('click', (event) => {
    const path = pathOfClick(event, page.location.origin)
    if (path === null) return
    event.preventDefault()
    go(path)
  })
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go,
  }
}
