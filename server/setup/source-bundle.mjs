/**
 * Runs a program from its TypeScript sources as one file, bundled again only where a source has changed: whoever starts
 * many short processes (tests, development) would else read and translate a hundred files in each. Owns the bundles under
 * dist/sources; never part of the build.
 */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { DIST, ROOT } from './paths.mjs'
import { NODE_BUNDLE } from './server-bundle.mjs'

const FOLDER = join(DIST, 'sources')

/** What packages there are to be, and npm's own record of what they are: the lock may be newer than they. */
const PACKAGES = ['package-lock.json', 'node_modules/.package-lock.json']

/** What changes when a file does; null where there is none. */
const stampOf = async (path) => {
  const found = await stat(path).catch(() => null)
  return found === null ? null : `${found.mtimeMs}:${found.size}:${found.ino}`
}

const stampsOf = async (paths) =>
  Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await stampOf(path)])))

/** Whether the bundle was made from what the sources are now. */
const isFresh = async ({ node, stamps }) => {
  if (node !== process.version) return false
  const now = await stampsOf(Object.keys(stamps))
  return Object.entries(stamps).every(([path, stamp]) => stamp !== null && now[path] === stamp)
}

/** Last line of a bundle: what it was made from. In the same file, for two processes may make one at a time. */
const RECORD = '\n//@ sources '

const recordIn = (bundle) => {
  const at = bundle.lastIndexOf(RECORD)
  return at < 0 ? null : JSON.parse(bundle.slice(at + RECORD.length))
}

/** Others may read it at this moment: it is whole, or not there. */
const put = async (path, content) => {
  const draft = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`
  await writeFile(draft, content)
  await rename(draft, path)
}

const make = async (entry, bundle) => {
  const { build } = await import('esbuild')
  const begun = Date.now()
  const { metafile, outputFiles } = await build({
    ...NODE_BUNDLE,
    entryPoints: [entry],
    outfile: bundle,
    metafile: true,
    write: false,
  })
  const own = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'))
  const paths = [...own, ...PACKAGES].map((path) => resolve(ROOT, path))
  const stamps = await stampsOf(paths)
  await mkdir(FOLDER, { recursive: true })
  // A source that was written while it was read is read again the next time.
  const isSteady = Object.values(stamps).every((stamp) => stamp !== null && Number.parseFloat(stamp) < begun)
  const record = isSteady ? RECORD + JSON.stringify({ node: process.version, stamps }) : ''
  for (const { path, text } of outputFiles) await put(path, path === bundle ? text + record : text)
}

/**
 * Runs the program in this process or thread.
 * @param {string} url of its TypeScript source
 */
export const runSource = async (url) => {
  const entry = fileURLToPath(url)
  const name = relative(ROOT, entry).replace(/\W+/g, '-')
  const bundle = join(FOLDER, `${name}.mjs`)
  const known = await readFile(bundle, 'utf8').then(recordIn, () => null)
  if (known === null || !(await isFresh(known))) await make(entry, bundle)
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(bundle).href)
}
