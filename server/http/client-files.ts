/**
 * The built client, served from memory (SPEC HT8). What is served is what was found in the folder at the start: a
 * path is looked up, never joined to the folder, so none can lead out of it. Owns caching and compression.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
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

export interface ClientFile {
  type: string
  etag: string
  /** Whether the name changes with the content. */
  immutable: boolean
  body(encoding: Encoding): Promise<Buffer>
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

/** `copies`: what the build compressed; the rest is compressed when it is first asked for. */
const toFile = (name: string, bytes: Buffer, copies: Map<'br' | 'gzip', Buffer>): ClientFile => {
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  const small = !COMPRESSIBLE.test(type) || bytes.length < MIN_COMPRESSED_BYTES
  const made = new Map([...copies].map(([encoding, copy]) => [encoding, Promise.resolve(copy)] as const))
  return {
    type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    immutable: name.startsWith('/assets/'),
    body: (encoding) => {
      if (encoding === null || small) return Promise.resolve(bytes)
      const known = made.get(encoding)
      if (known) return known
      const making = deflate[encoding](bytes)
      made.set(encoding, making)
      return making
    },
  }
}

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

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
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
const readPreloads = async (folder: string, html: string): Promise<string> => {
  try {
    return planPreloads(await readFile(join(folder, '.vite/manifest.json'), 'utf8'), html)
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

const isCopy = (name: string, names: ReadonlySet<string>): boolean =>
  Object.values(COPIES).some((ending) => name.endsWith(ending) && names.has(name.slice(0, -ending.length)))

const readCopies = async (folder: string, name: string, names: ReadonlySet<string>) => {
  const copies = new Map<'br' | 'gzip', Buffer>()
  for (const encoding of ['br', 'gzip'] as const) {
    const copy = name + COPIES[encoding]
    if (names.has(copy)) copies.set(encoding, await readFile(join(folder, copy)))
  }
  return copies
}

/** Reads the built client; an empty or missing folder makes a server without pages. */
export const readClient = async (folder: string): Promise<ClientFiles> => {
  const files = new Map<string, ClientFile>()
  let page: ReturnType<typeof toPage> | null = null
  const names = new Set(await namesIn(folder))
  for (const name of names) {
    if (isCopy(name, names)) continue
    const bytes = await readFile(join(folder, name))
    if (name !== '/index.html') files.set(name, toFile(name, bytes, await readCopies(folder, name, names)))
    else page = toPage(bytes.toString('utf8'), await readPreloads(folder, bytes.toString('utf8')))
  }
  return {
    find: (path) => files.get(path) ?? null,
    page: (options = { plan: false }) => page?.(options) ?? null,
  }
}
