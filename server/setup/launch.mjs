/**
 * From a checkout to a running program: install, build, then become the server (or another entry).
 * The server runs in this very process: signals, exit code and output need no forwarding.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtEntry, ensureBuilt, isBuilt } from './build.mjs'
import { ensureInstalled, isInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { endWithNpm } from './parent.mjs'
import { DIST } from './paths.mjs'
import { SetupError } from './say.mjs'
import { demoFor } from './trial.mjs'

const LOCK = join(DIST, '.lock')

/**
 * Installs and builds what is missing or stale; waits while another process does it. What is finished is used as it is,
 * by whoever may read it: both marks of that are written last, so no lock is needed to believe them.
 * @param {{ development?: boolean, build?: boolean }} [options]
 */
export async function prepare({ development = false, build = true } = {}) {
  if ((await isInstalled({ development })) && (!build || isBuilt())) return
  await withLock(LOCK, async () => {
    await ensureInstalled({ development })
    if (build) await ensureBuilt()
  })
}

/**
 * What `node server/start.mjs` does with its arguments. The first may choose something else than serving:
 * `--dev` (hot reload), `--cli` (the administrator's command line), `--build` (prepare only).
 * @param {readonly string[]} args
 */
export async function launch(args) {
  endWithNpm()
  const [mode, ...rest] = args
  if (mode === '--dev') {
    await prepare({ build: false })
    const { develop } = await import('./develop.mjs')
    return develop(rest)
  }
  await prepare()
  if (mode === '--build') return
  if (mode === '--cli') return become('cli', rest)
  process.env.SVOD_DEMO = demoFor(process.env.SVOD_DEMO, process.env.HOST)
  await become('main', args)
}

async function become(name, args) {
  const file = builtEntry(name)
  if (!existsSync(file)) throw new SetupError(`This version of Svod has no ${name}.`)
  process.argv = [process.execPath, file, ...args]
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(file).href)
}
