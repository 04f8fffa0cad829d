/** Who may import whom. The tables below are the architecture; ARCHITECTURE.md says why. */
import { expect, test } from 'vitest'
import { type Source, sources } from '../support/sources.ts'

const SHARED_PACKAGES = ['yjs', 'lib0', 'fractional-indexing', 'canonicalize']

/** What each folder of the server may import besides itself, `shared/` and packages. '' is `server/` itself. */
const SERVER: Record<string, readonly string[]> = {
  '': [
    '',
    'cli',
    'http',
    'ws',
    'commands',
    'auth',
    'rooms',
    'past',
    'exchange',
    'access',
    'epochs',
    'storage',
    'setup',
  ],
  cli: ['', 'auth', 'commands', 'exchange', 'storage'],
  http: ['', 'commands', 'auth', 'exchange'],
  ws: ['', 'rooms', 'auth'],
  commands: ['', 'auth', 'rooms', 'past', 'exchange', 'storage'],
  auth: ['', 'storage'],
  rooms: ['', 'access', 'epochs', 'storage'],
  epochs: ['access', 'storage'],
  past: ['', 'exchange', 'storage'],
  exchange: [''],
  access: [],
  storage: [''],
  setup: [],
}

/** Parts of the client that others build on, and those that put everything together. */
const CLIENT_BASE = ['', 'ui', 'plan', 'sync', 'editor', 'row']
const CLIENT_FRAME = ['', 'shell']

const ADAPTERS = /^server\/storage\/(?:memory|embedded|postgres)\.ts$/

const inTree = (tree: string): readonly Source[] =>
  sources().filter(({ path }) => path.startsWith(`${tree}/`))

/** The folder below a tree: `server/http/routes.ts` → `http`, `server/main.ts` → ``. */
const folderOf = (path: string): string => {
  const parts = path.split('/')
  return parts.length > 2 ? (parts[1] ?? '') : ''
}

/** Violations as lines `importer → imported`. */
const violations = (from: readonly Source[], isWrong: (importer: string, imported: string) => boolean) =>
  from.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target !== null && isWrong(path, target))
      .map(({ target }) => `${path} → ${target}`),
  )

test('[HS1] shared imports itself, Yjs and its tools alone', () => {
  const wrong = inTree('shared').flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier, target }) =>
        target === null
          ? !SHARED_PACKAGES.some((name) => specifier === name || specifier.startsWith(`${name}/`))
          : !target.startsWith('shared/'),
      )
      .map(({ specifier }) => `${path} → ${specifier}`),
  )
  expect(wrong).toEqual([])
})

test('[HS2] client and server import shared, never each other or the tests', () => {
  const allowed = (tree: string) => (_: string, imported: string) =>
    !imported.startsWith(`${tree}/`) && !imported.startsWith('shared/')
  expect(violations(inTree('client'), allowed('client'))).toEqual([])
  expect(violations(inTree('server'), allowed('server'))).toEqual([])
})

test('[HS3] inside the server imports run downwards: http → commands → rooms → access, storage', () => {
  const wrong = violations(inTree('server'), (importer, imported) => {
    if (!imported.startsWith('server/')) return false
    const [from, to] = [folderOf(importer), folderOf(imported)]
    // Starts a helper from its sources, and is never part of the build.
    if (importer.endsWith('-dev.mjs') && to === 'setup') return false
    return from !== to && !(SERVER[from] ?? []).includes(to)
  })
  expect(wrong).toEqual([])
})

/** The programs: each picks its adapter. */
const ROOTS = ['server/main.ts', 'server/cli.ts']

test('[HS4] [ST8] only the programs name a storage adapter', () => {
  const outside = inTree('server').filter(({ path }) => !path.startsWith('server/storage/'))
  const wrong = violations(
    outside,
    (importer, imported) => ADAPTERS.test(imported) && !ROOTS.includes(importer),
  )
  expect(wrong).toEqual([])
})

test('[HS5] a feature of the client imports the base, never another feature', () => {
  const wrong = violations(inTree('client'), (importer, imported) => {
    if (!imported.startsWith('client/')) return false
    const [from, to] = [folderOf(importer), folderOf(imported)]
    return from !== to && !CLIENT_BASE.includes(to) && !CLIENT_FRAME.includes(from)
  })
  expect(wrong).toEqual([])
})

test('[HS6] no import runs in a circle', () => {
  // An import on demand runs later, but a reader goes round all the same.
  const edges = sources().map(({ path, imports }) => {
    const targets = imports.flatMap(({ target }) => target ?? [])
    return [path, targets] as const
  })
  const targetsOf = new Map(edges)
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] => {
    const start = trail.indexOf(path)
    if (start >= 0) return [[...trail.slice(start), path].join(' → ')]
    if (done.has(path)) return []
    const found = (targetsOf.get(path) ?? []).flatMap((next) => visit(next, [...trail, path]))
    done.add(path)
    return found
  }
  expect([...targetsOf.keys()].flatMap((path) => visit(path, []))).toEqual([])
})

test('[HS7] every relative import names a file that exists, with its extension', () => {
  const known = new Set(sources().map(({ path }) => path))
  const wrong = violations(
    sources(),
    (_, imported) => /\.[tm]?[jt]sx?$/.test(imported) && !known.has(imported),
  )
  const bare = violations(sources(), (_, imported) => !/\.\w+(?:\?\w+)?$/.test(imported))
  expect([...wrong, ...bare]).toEqual([])
})

/** Read and write files, letters and what a provider says: large, and for most starts of no use. */
const ON_DEMAND = ['csv-parse', 'csv-stringify', 'hucre', 'ical-generator', 'nodemailer', 'openid-client']
const IN_HELPERS = ['parse5', 'pdfkit', 'saxes', 'yauzl']

test('[HS29] a start of the server or of the command line reads no library for files, letters or providers', () => {
  const byPath = new Map(sources().map((source) => [source.path, source]))
  const read = new Map<string, string>()
  const visit = (path: string): void => {
    for (const { specifier, target, typeOnly, onDemand } of byPath.get(path)?.imports ?? []) {
      const name = target ?? specifier
      if (typeOnly || onDemand || read.has(name)) continue
      read.set(name, path)
      visit(name)
    }
  }
  ROOTS.forEach(visit)
  // Of which something is certainly read, so the walk walks.
  expect(read.has('server/serve.ts') && read.has('hono')).toBe(true)
  const early = [...read].filter(([name]) =>
    [...ON_DEMAND, ...IN_HELPERS].some((library) => name === library || name.startsWith(`${library}/`)),
  )
  expect(early).toEqual([])
})
