/**
 * Builds the client and the server when the build is missing or older than the sources.
 * Owns the question "is it stale?"; the building itself runs in a process of its own (build-all.mjs),
 * so that its memory is gone when the server starts.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DIST, ROOT, SERVER_ENTRIES, SOURCES } from './paths.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Says what was built; written last, so its presence means that the build is whole. */
export const STAMP = join(DIST, 'build.json')

/** The server's bundles whose sources exist: output name to source path. */
export const serverEntries = () =>
  Object.fromEntries(Object.entries(SERVER_ENTRIES).filter(([, source]) => existsSync(join(ROOT, source))))

/** The built file of a server entry. */
export const builtEntry = (name) => join(DIST, 'server', `${name}.js`)

/** Whether dist/ is whole and was made from exactly these sources. */
export const isBuilt = async () => isBuiltFrom(await hashSources())

/** Builds unless dist/ was made from exactly these sources. */
export async function ensureBuilt() {
  const hash = await hashSources()
  if (await isBuiltFrom(hash)) return
  say('Building …')
  await run(process.execPath, [join(ROOT, 'server', 'setup', 'build-all.mjs'), hash], {
    env: { NODE_ENV: 'production' },
    failure: 'The build failed (see above).',
  })
}

async function isBuiltFrom(hash) {
  if (!existsSync(STAMP) || !existsSync(join(DIST, 'client', 'index.html'))) return false
  if (!Object.keys(serverEntries()).every((name) => existsSync(builtEntry(name)))) return false
  return JSON.parse(await readFile(STAMP, 'utf8')).hash === hash
}

/** A hash over the names and contents of everything that the build reads. */
export async function hashSources() {
  const hash = createHash('sha256')
  for (const path of (await Promise.all(SOURCES.map(filesUnder))).flat()) {
    const content = await readFile(join(ROOT, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Paths of all files below `path`, sorted, relative to the checkout; none when it does not exist. */
async function filesUnder(path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return []
  if (!(await stat(full)).isDirectory()) return [path]
  const names = await readdir(full, { recursive: true, withFileTypes: true })
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll('\\', '/'))
    .sort()
}
