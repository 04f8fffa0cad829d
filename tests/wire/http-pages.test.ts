/** Pages, files, headers, and what machines ask. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { SvodError } from '../../shared/errors.ts'
import { compressFiles } from '../../server/setup/compress.mjs'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { temporaryFolder } from '../support/temp.ts'
import { type ErrorBody, createPlan, startHttp } from './http-fixture.ts'

const PAGE =
  '<!doctype html><html><head><script>theme()</script><script type="module" src="/assets/index-abc.js"></script>' +
  '<link rel="stylesheet" href="/assets/index.css"></head><body>Свод</body></html>'
/** What the build says of its modules: the page of a plan shares a part with the first script. */
const MANIFEST = {
  'index.html': { file: 'assets/index-abc.js', css: ['assets/index.css'] },
  _shared: { file: 'assets/shared.js', imports: ['index.html'] },
  'shell/PlanPage.tsx': {
    file: 'assets/plan.js',
    imports: ['index.html', '_shared'],
    css: ['assets/plan.css'],
    dynamicImports: ['editor.tsx'],
  },
  'editor.tsx': { file: 'assets/editor.js' },
}
const SCRIPT = 'export const words = 1\n'.repeat(200)

/** A server with a small client as vite would build it. */
const startWithClient = async (build: (folder: string) => Promise<void> = async () => {}) => {
  const folder = await temporaryFolder()
  const clientFolder = join(folder, 'client')
  await mkdir(join(clientFolder, 'assets'), { recursive: true })
  await mkdir(join(clientFolder, '.vite'))
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(clientFolder, 'index.html'), PAGE)
  await writeFile(join(clientFolder, 'sw.js'), 'self.skipWaiting()')
  await writeFile(join(clientFolder, '.vite', 'manifest.json'), JSON.stringify(MANIFEST))
  await writeFile(join(clientFolder, 'assets', 'index-abc.js'), SCRIPT)
  await build(clientFolder)
  return { ...(await startHttp({ config: { clientFolder } })), clientFolder }
}

/** A GET with the path exactly as it stands: fetch would tidy it up. */
const rawStatus = (url: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const sent = request({ hostname, port, path }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })

test('[PS10] a connection that nobody uses outlives the minute for which proxies keep theirs', async () => {
  const { url } = await startHttp()
  const { headers } = await fetch(`${url}/healthz`)
  expect(headers.get('keep-alive')).toBe('timeout=65')
})

test('[HT8] the page comes for its own paths, never cached, with its inline script allowed by hash', async () => {
  const { url } = await startWithClient()
  for (const path of ['/', '/p/MV6YjFxezfKJ', '/?x=1']) {
    const response = await fetch(`${url}${path}`)
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toContain('Свод')
  }
})

test('[HT16] the page of a plan asks for what shows a plan beside the first script, the others do not', async () => {
  const { url } = await startWithClient()
  const preloads = async (path: string) =>
    (await (await fetch(`${url}${path}`)).text()).match(/<link rel="(?:module)?preload"[^>]*>/g) ?? []
  expect(await preloads('/p/MV6YjFxezfKJ')).toEqual([
    '<link rel="modulepreload" crossorigin href="/assets/plan.js" />',
    '<link rel="preload" as="style" crossorigin href="/assets/plan.css" />',
    '<link rel="modulepreload" crossorigin href="/assets/shared.js" />',
  ])
  expect(await preloads('/')).toEqual([])
})

test('[HT3] the page’s policy names the inline script by hash and late styles by a nonce of its own', async () => {
  const { url } = await startWithClient()
  const responses = await Promise.all([fetch(url), fetch(url)])
  const policies = responses.map(({ headers }) => headers.get('content-security-policy') ?? '')
  const [first = '', second = ''] = policies
  expect(first).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/)
  expect(first).not.toContain('unsafe')
  const nonce = /style-src 'self' 'nonce-([\w+/=]+)'/.exec(first)?.[1] ?? 'none'
  expect(await responses[0]?.text()).toContain(`<head><meta property="csp-nonce" nonce="${nonce}"`)
  expect(second).not.toContain(nonce)
})

test('[HT3] every answer carries the security headers', async () => {
  const { url } = await startWithClient()
  for (const path of ['/', '/assets/index-abc.js', '/healthz', '/api/me', '/nowhere', '/api/nowhere']) {
    const { headers } = await fetch(`${url}${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
  }
})

test('[HT8] hashed files are kept for good and compressed, others are asked for anew', async () => {
  const { url } = await startWithClient()
  const asset = await fetch(`${url}/assets/index-abc.js`, { headers: { 'accept-encoding': 'gzip, br' } })
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('br')
  expect(await asset.text()).toBe(SCRIPT)
  const again = await fetch(`${url}/assets/index-abc.js`, {
    headers: { 'if-none-match': asset.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  const worker = await fetch(`${url}/sw.js`)
  expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache'])
})

test('[FR1] what the build compressed is sent as it lies, and is no file of its own', async () => {
  const { url, clientFolder } = await startWithClient(async (folder) => {
    await compressFiles(folder)
    // Another content than that of the file: so it shows which of them was sent.
    await writeFile(join(folder, 'assets', 'index-abc.js.br'), brotliCompressSync('made by the build'))
  })
  const get = (path: string, encoding: string) =>
    fetch(`${url}${path}`, { headers: { 'accept-encoding': encoding } })
  expect(await (await get('/assets/index-abc.js', 'br')).text()).toBe('made by the build')
  expect(await (await get('/assets/index-abc.js', 'gzip')).text()).toBe(SCRIPT)
  expect((await get('/assets/index-abc.js.br', 'br')).status).toBe(404)
  const built = await readdir(clientFolder, { recursive: true })
  expect(built.filter((name) => /\.(br|gz)$/.test(name)).sort()).toEqual([
    'assets/index-abc.js.br',
    'assets/index-abc.js.gz',
  ])
})

test('[FO3] [RW25] source maps and plain forms of compressed files lie on disk until somebody asks', async () => {
  const map = '/assets/index-abc.js.map'
  const { url, clientFolder } = await startWithClient(async (folder) => {
    await compressFiles(folder)
    await writeFile(join(folder, map), '{"at":"start"}')
  })
  const get = (path: string, encoding = 'br') =>
    fetch(`${url}${path}`, { headers: { 'accept-encoding': encoding } })
  // Written anew: whoever sees it was not answered from memory.
  await writeFile(join(clientFolder, map), '{"at":"now"}')
  await writeFile(join(clientFolder, 'assets', 'index-abc.js'), 'plain from disk')
  const found = await get(map)
  expect([found.headers.get('content-encoding'), await found.text()]).toEqual([null, '{"at":"now"}'])
  expect(found.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(found.headers.get('cache-control')).toContain('immutable')
  const etag = found.headers.get('etag') ?? ''
  expect((await fetch(`${url}${map}`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect(await (await get('/assets/index-abc.js', 'identity')).text()).toBe('plain from disk')
  expect(await (await get('/assets/index-abc.js')).text()).toBe(SCRIPT)
  await rm(join(clientFolder, map))
  const gone = await get(map)
  expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-cache'])
  // What cannot be read now may be a moment later.
  await mkdir(join(clientFolder, map))
  const broken = await get(map)
  expect(broken.status).toBe(500)
  expect([broken.headers.get('cache-control') ?? '', broken.headers.get('etag')]).toEqual(['', null])
})

test('[HT8] a client that takes no brotli gets gzip or the plain file', async () => {
  const { url } = await startWithClient()
  const get = (encoding: string) =>
    fetch(`${url}/assets/index-abc.js`, { headers: { 'accept-encoding': encoding } })
  const gzipped = await get('gzip')
  expect([gzipped.headers.get('content-encoding'), await gzipped.text()]).toEqual(['gzip', SCRIPT])
  const plain = await get('identity')
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT])
  const encodings = ['br;q=0, gzip', 'br;q=0.5', 'gzip; q=0.0,br ; q=0', 'br;q=0']
  const taken = await Promise.all(
    encodings.map(async (one) => (await get(one)).headers.get('content-encoding')),
  )
  expect(taken).toEqual(['gzip', 'br', null, null])
})

test('[HT8] no path leads out of the folder or to what is hidden in it', async () => {
  const { url } = await startWithClient()
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/.vite/manifest.json',
    '/assets/index-abc.js%00.html',
  ]
  for (const path of paths) expect([path, await rawStatus(url, path)]).toEqual([path, 404])
})

test('[HT7] an unknown page is the client with status 404, an unknown file is none', async () => {
  const { url } = await startWithClient()
  const page = await fetch(`${url}/nowhere`, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(404)
  expect(await page.text()).toContain('Свод')
  for (const path of ['/', '/p/abc', '/join', '/public', '/people', '/audit/', '/account']) {
    expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200])
  }
  const asset = await fetch(`${url}/assets/index-old.js`)
  expect([asset.status, await asset.text()]).toEqual([404, 'not found'])
})

test('[HT8] long answers of the API are compressed', async () => {
  const server = await startWithClient()
  await createPlan(server, 'План '.repeat(90))
  await createPlan(server, 'План '.repeat(90))
  await createPlan(server, 'План '.repeat(90))
  const { headers } = await fetch(`${server.url}/api/plans`, {
    headers: { authorization: 'Bearer a-token-of-the-tests', 'accept-encoding': 'gzip' },
  })
  expect(headers.get('content-encoding')).toBe('gzip')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('[HT10] readiness follows the store, health does not', async () => {
  const storage = openMemoryStorage()
  const server = await startHttp({ storage })
  const id = await createPlan(server)
  const status = async (path: string) => (await server.call('GET', path)).status
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200])
  const broken = () => Promise.reject(new SvodError('storage-failed'))
  const disk = [vi.spyOn(storage, 'append'), vi.spyOn(storage, 'createPlan')]
  for (const write of disk) write.mockImplementation(broken)
  const refused = await server.call<ErrorBody>('POST', `/api/plans/${id}/sections`, { title: 'x' })
  expect([refused.status, refused.body.error.code]).toEqual([503, 'storage-failed'])
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])
  for (const write of disk) write.mockRestore()
  expect(await status('/readyz')).toBe(200)
  expect((await server.call('POST', `/api/plans/${id}/sections`, { title: 'x' })).status).toBe(201)
})

test('[HT11] metrics are Prometheus text and count changes and commits', async () => {
  const server = await startHttp()
  const id = await createPlan(server, 'Тайный план')
  await server.call('POST', `/api/plans/${id}/sections`, { title: 'Тайный раздел' })
  const response = await fetch(`${server.url}/metrics`)
  const text = await response.text()
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(text).toMatch(/^svod_updates_total 1$/m)
  expect(text).toMatch(/^svod_commit_seconds_count 1$/m)
  expect(text).toMatch(/^svod_rooms 1$/m)
  expect(text).toMatch(/^svod_http_requests_total\{method="POST",status="201"\} 2$/m)
  expect(text).not.toMatch(/Тайный/)
})
