/**
 * Builds the client and the server when the build is missing or older than the sources.
 * Owns the question "is it stale?"; the building itself runs in a process of its own (build-all.mjs),
 * so that its memory is gone when the server starts.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
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
export const isBuilt = () => isBuiltFrom(hashSources())

/** Builds unless dist/ was made from exactly these sources. */
export async function ensureBuilt() {
  const hash = hashSources()
  if (isBuiltFrom(hash)) return
  say('Building …')
  await run(process.execPath, [join(ROOT, 'server', 'setup', 'build-all.mjs'), hash], {
    env: { NODE_ENV: 'production' },
    failure: 'The build failed (see above).',
  })
}

function isBuiltFrom(hash) {
  if (!existsSync(STAMP) || !existsSync(join(DIST, 'client', 'index.html'))) return false
  if (!Object.keys(serverEntries()).every((name) => existsSync(builtEntry(name)))) return false
  return stampedHash() === hash
}

/** A stamp that a full disk or a loss of power cut is none. */
function stampedHash() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'))?.hash
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * A hash over the names and contents of everything that the build reads. One file after the other and waiting for the
 * disk: a thousand short turns of the thread pool cost ten times as much of the processor, at every start.
 */
export function hashSources() {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(filesUnder)) {
    const content = readFileSync(join(ROOT, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Paths of all files below `path`, sorted, relative to the checkout; none when it does not exist. */
function filesUnder(path) {
  const found = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll('\\', '/'))
    .sort()
}
