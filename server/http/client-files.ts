/**
 * The built client, served from memory but for what hardly anybody asks for (SPEC HT8, FO3). What is served is what was
 * found in the folder at the start: a path is looked up, never joined to the folder, so none can lead out of it. Owns
 * caching and compression.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type PageSources, contentPolicy } from './content-policy.ts'
import { planPreloads } from './preloads.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}
/** Already compressed kinds gain nothing. */
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/
const MIN_COMPRESSED_BYTES = 1024

export type Encoding = 'br' | 'gzip' | null

export interface ClientBody {
  bytes: Buffer
  /** How it is compressed: as asked for, or not at all. */
  encoding: Encoding
}

export interface ClientFile {
  type: string
  etag: string
  /** Whether the name changes with the content. */
  immutable: boolean
  /** Null where the file lay on disk alone and is gone. */
  body(encoding: Encoding): Promise<ClientBody | null>
}

export interface ClientFiles {
  /** The file under this URL path, or null. */
  find(path: string): ClientFile | null
  /** The page with a policy of its own, or null where the client was not built. */
  page(options?: { plan: boolean }): { html: string; policy: string } | null
}

const deflate = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 9 }),
}

/** Endings of the copies that the build compressed. */
const COPIES = { br: '.br', gzip: '.gz' } as const

type Compressed = Map<Exclude<Encoding, null>, Promise<Buffer>>

const etagOf = (content: string | Buffer): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`

const typeOf = (name: string): string => TYPES[extname(name)] ?? 'application/octet-stream'

const isImmutable = (name: string): boolean => name.startsWith('/assets/')

/** A file in memory. `made`: what the build compressed; the rest is compressed when it is first asked for. */
const toFile = (name: string, bytes: Buffer, made: Compressed): ClientFile => {
  const type = typeOf(name)
  const small = !COMPRESSIBLE.test(type) || bytes.length < MIN_COMPRESSED_BYTES
  return {
    type,
    etag: etagOf(bytes),
    immutable: isImmutable(name),
    body: async (encoding) => {
      if (encoding === null || small) return { bytes, encoding: null }
      const making = made.get(encoding) ?? deflate[encoding](bytes)
      made.set(encoding, making)
      return { bytes: await making, encoding }
    },
  }
}

/**
 * Source maps, and the plain form of what the build compressed: ten megabytes that hardly anybody asks for. They are named
 * after their content, so a tag can be made of the name.
 */
const staysOnDisk = (name: string, made: Compressed): boolean =>
  isImmutable(name) && (name.endsWith('.map') || made.size === Object.keys(COPIES).length)

const toFileOnDisk = (name: string, path: string, made: Compressed): ClientFile => ({
  type: typeOf(name),
  etag: etagOf(name),
  immutable: true,
  body: async (encoding) => {
    const compressed = encoding === null ? undefined : made.get(encoding)
    if (compressed !== undefined) return { bytes: await compressed, encoding }
    const bytes = await readFile(path).catch(nullWhereMissing)
    return bytes && { bytes, encoding: null }
  },
})

/** `'sha256-…'` of every script that stands in the page itself. */
export const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )

/** The page, and the hashes of the style sheets that libraries add from scripts are not known: they get a nonce. */
const toPage = (html: string, preloads: string) => {
  const scripts = inlineScripts(html)
  return ({ plan }: { plan: boolean }) => {
    const nonce = randomBytes(16).toString('base64')
    const sources: PageSources = { scripts, styles: [`'nonce-${nonce}'`] }
    const meta = `<meta property="csp-nonce" nonce="${nonce}" content="${nonce}" />`
    const filled = html.replace(/<head[^>]*>/, (head) => head + meta)
    // Behind the first script's own tags: what comes first is asked for first.
    const whole = plan ? filled.replace('</head>', () => `${preloads}</head>`) : filled
    return { html: whole, policy: contentPolicy(sources) }
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const nullWhereMissing = (error: unknown): null => {
  if (isMissing(error)) return null
  throw error
}

const namesIn = (folder: string): string[] => {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
      .filter((name) => !name.includes('/.'))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** The tags that the page of a plan gets on top; none where the build left no manifest. */
const readPreloads = (folder: string, html: string): string => {
  try {
    return planPreloads(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'), html)
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

const isCopy = (name: string, names: ReadonlySet<string>): boolean =>
  Object.values(COPIES).some((ending) => name.endsWith(ending) && names.has(name.slice(0, -ending.length)))

const readCopies = (folder: string, name: string, names: ReadonlySet<string>): Compressed => {
  const copies: Compressed = new Map()
  for (const encoding of ['br', 'gzip'] as const) {
    const copy = name + COPIES[encoding]
    if (names.has(copy)) copies.set(encoding, Promise.resolve(readFileSync(join(folder, copy))))
  }
  return copies
}

const readOne = (folder: string, name: string, names: ReadonlySet<string>): ClientFile => {
  const copies = readCopies(folder, name, names)
  const path = join(folder, name)
  return staysOnDisk(name, copies)
    ? toFileOnDisk(name, path, copies)
    : toFile(name, readFileSync(path), copies)
}

const readPage = (folder: string) => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  return toPage(html, readPreloads(folder, html))
}

/**
 * Reads the built client; an empty or missing folder makes a server without pages. Waits for the disk, before anybody is
 * served: several hundred short turns of the thread pool would cost ten times as much of the processor.
 */
export const readClient = (folder: string): ClientFiles => {
  const files = new Map<string, ClientFile>()
  let page: ReturnType<typeof toPage> | null = null
  const names = new Set(namesIn(folder))
  for (const name of names) {
    if (isCopy(name, names)) continue
    if (name === '/index.html') page = readPage(folder)
    else files.set(name, readOne(folder, name, names))
  }
  return {
    find: (path) => files.get(path) ?? null,
    page: (options = { plan: false }) => page?.(options) ?? null,
  }
}
