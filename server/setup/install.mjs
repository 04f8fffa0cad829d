/**
 * Brings node_modules to what package-lock.json says, when it is not there already.
 * Owns that comparison and the call of `npm ci`; must work before anything is installed, and offline once all is.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

const LOCK = join(ROOT, 'package-lock.json')
/** npm's own record of what lies in node_modules. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json')
/** Ours: the lock's hash that was last found to agree with npm's record. */
const MARKER = join(ROOT, 'node_modules', '.svod-installed')

/**
 * Whether everything that package-lock.json names is there. Writes nothing.
 * @param {{ development: boolean }} options
 */
export async function isInstalled({ development }) {
  const lock = await readFile(LOCK, 'utf8')
  const there = await installedPackages()
  if (!there) return false
  return (
    (await markerIs(markerOf(lock, development))) || agrees(JSON.parse(lock).packages, there, development)
  )
}

const markerOf = (lock, development) =>
  `${createHash('sha256').update(lock).digest('hex')} ${development ? 'all' : 'run'}`

/**
 * Installs when something that package-lock.json names is missing or of another version.
 * @param {{ development: boolean }} options whether packages for building and testing Svod itself are needed
 */
export async function ensureInstalled({ development }) {
  const lock = await readFile(LOCK, 'utf8')
  const marker = markerOf(lock, development)
  const before = await installedPackages()
  if (before && (await markerIs(marker))) return
  if (!before || !agrees(JSON.parse(lock).packages, before, development)) {
    say(before ? 'Bringing the packages up to date …' : 'Installing the packages (about a minute, once) …')
    await npmCi(development)
  }
  await writeFile(MARKER, marker)
}

async function npmCi(development) {
  const args = ['ci', '--loglevel=error', ...(development ? ['--include=dev'] : [])]
  const failure =
    'The packages could not be installed (npm ci failed, see above). ' +
    'Check the network connection and the npm registry, then run the same command again.'
  const npm = process.env.npm_execpath
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], { failure })
  return run('npm', args, { failure, shell: process.platform === 'win32' })
}

const readOrNull = (path) =>
  readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Null where there is no record of them, or one that was cut half-way. */
async function installedPackages() {
  const text = await readOrNull(INSTALLED)
  try {
    return (text && JSON.parse(text)?.packages) || null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const markerIs = async (marker) => (await readOrNull(MARKER)) === marker

/** Whether everything that the lock wants is there; optional packages are for other platforms. */
function agrees(wanted, installed, development) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const there = installed[path]
    if (!there) return entry.optional === true || (!development && entry.dev === true)
    return there.version === entry.version && there.integrity === entry.integrity
  })
}
