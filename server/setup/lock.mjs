/**
 * One setup at a time in a checkout: a folder that exists while somebody installs or builds.
 * Owns taking, waiting for and giving back that folder; must not know what is done under it.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { say, SetupError } from './say.mjs'

const POLL_MS = 200
const OWNER = 'owner.json'

/** Runs `work` while holding the lock folder `path`, waiting for whoever holds it now. */
export async function withLock(path, work) {
  const nonce = randomUUID()
  await acquire(path, nonce)
  const release = () => releaseIfMine(path, nonce)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function acquire(path, nonce) {
  let told = false
  while (!(await tryAcquire(path, nonce))) {
    const owner = await readOwner(path)
    if (owner && isGone(owner)) await breakLock(path, owner)
    else {
      if (!told && owner) say(`Waiting: another Svod (process ${owner.pid}) is being set up in this folder …`)
      told ||= owner !== null
      await delay(POLL_MS)
    }
  }
}

/** The folder appears with its owner inside in one rename, so nobody ever sees it without. */
async function tryAcquire(path, nonce) {
  const mine = `${path}.${nonce}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await mkdir(mine)
    await writeFile(
      join(mine, OWNER),
      JSON.stringify({ pid: process.pid, host: hostname(), nonce, since: new Date().toISOString() }),
    )
  } catch (error) {
    throw new SetupError(
      `Svod has to be installed or built here, but ${dirname(path)} cannot be written in (${error.code ?? error.message}). ` +
        'Let somebody who may run `node server/start.mjs --build` once.',
    )
  }
  try {
    await rename(mine, path)
    return true
  } catch (error) {
    await rm(mine, { recursive: true, force: true })
    if (await exists(path)) return false
    // Given back between the two calls: simply try again, unless it was never the reason.
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) return false
    throw error
  }
}

const exists = (path) =>
  stat(path).then(
    () => true,
    () => false,
  )

async function readOwner(path) {
  try {
    return JSON.parse(await readFile(join(path, OWNER), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function isGone(owner) {
  if (owner.host !== hostname()) return false
  try {
    process.kill(owner.pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Takes the dead owner's folder away; puts it back when it turned out to be somebody else's by then. */
async function breakLock(path, dead) {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  const taken = await readOwner(aside)
  if (taken?.nonce !== dead.nonce) await rename(aside, path)
  else await rm(aside, { recursive: true, force: true })
}

async function releaseIfMine(path, nonce) {
  const owner = await readOwner(path)
  if (owner?.nonce === nonce) await rm(path, { recursive: true, force: true })
}
