/**
 * One setup at a time in a checkout: a folder that exists while somebody installs or builds.
 * Owns taking, waiting for and giving back that folder; must not know what is done under it.
 */
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { fateOf, ownRecord } from './lock-owner.mjs'
import { say, SetupError } from './say.mjs'

const POLL_MS = 200
/** How often the owner touches its record, and how long a silence is taken for its death. */
const BEAT_MS = 2000
const SILENCE_POLLS = 30_000 / POLL_MS
/** By then every install and build that goes well is over. */
const LONG_POLLS = 180_000 / POLL_MS
const OWNER = 'owner.json'

/** Nonces of the locks that this process holds. */
const held = new Set()

/**
 * Runs `work` while holding the lock folder `path`, waiting for whoever holds it now.
 * @param {(ms: number) => Promise<unknown>} [pause] between two looks
 */
export async function withLock(path, work, pause = delay) {
  const nonce = randomUUID()
  await acquire(path, nonce, pause)
  const beat = setInterval(() => void touch(path), BEAT_MS)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    held.delete(nonce)
    await releaseIfMine(path, nonce)
  }
}

/** Where it fails the folder is somebody else's by now, or no one's. */
async function touch(path) {
  const now = new Date()
  await utimes(join(path, OWNER), now, now).catch(() => undefined)
}

async function acquire(path, nonce, pause) {
  const waiting = new Waiting(path)
  while (!(await tryAcquire(path, nonce))) {
    const owner = await readOwner(path)
    if (owner && (await waiting.isOver(owner))) await breakLock(path, owner)
    else await pause(POLL_MS)
  }
}

/** Counts looks, not time: a machine that slept has not watched meanwhile. */
class Waiting {
  #path
  #polls = 0
  #silence = 0
  #last = ''

  constructor(path) {
    this.#path = path
  }

  /** Whether the owner is dead; tells whoever waits what for. */
  async isOver(owner) {
    const fate = fateOf(owner, (nonce) => held.has(nonce))
    if (fate === 'gone' || (fate === null && (await this.#isSilent(owner)))) return true
    this.#polls++
    if (this.#polls === 1)
      say(`Waiting: another Svod (process ${owner.pid} on ${owner.host}) is being set up in this folder …`)
    if (this.#polls === LONG_POLLS)
      say(`Still waiting. If nobody is setting up Svod any more, delete the folder ${this.#path}.`)
    return false
  }

  async #isSilent(owner) {
    if (owner.beats !== true) return false
    const time = await stat(join(this.#path, OWNER)).then(
      ({ mtimeMs }) => mtimeMs,
      // Given back at this moment.
      () => null,
    )
    const sign = `${owner.nonce} ${time}`
    this.#silence = sign === this.#last ? this.#silence + 1 : 0
    this.#last = sign
    return this.#silence >= SILENCE_POLLS
  }
}

const ROOMLESS = ['ENOSPC', 'EDQUOT']

const unwritable = (folder, { code, message }) =>
  new SetupError(
    ROOMLESS.includes(code)
      ? `Svod has to be installed or built here, but the disk of ${folder} is full (${code}). Make room, then run the same command again.`
      : `Svod has to be installed or built here, but ${folder} cannot be written in (${code ?? message}). ` +
          'Let somebody who may run `node server/start.mjs --build` once.',
  )

/** The folder appears with its owner inside in one rename, so nobody ever sees it without. */
async function tryAcquire(path, nonce) {
  const mine = `${path}.${nonce}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await mkdir(mine)
    await writeFile(join(mine, OWNER), JSON.stringify(ownRecord(nonce)))
  } catch (error) {
    // Nothing can be done about one that stays, too: why is said next.
    await rm(mine, { recursive: true, force: true }).catch(() => undefined)
    throw unwritable(dirname(path), error)
  }
  held.add(nonce)
  try {
    await rename(mine, path)
    return true
  } catch (error) {
    held.delete(nonce)
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

/** Null where there is none; one that a loss of power cut is nobody's. */
async function readOwner(path) {
  try {
    const owner = JSON.parse(await readFile(join(path, OWNER), 'utf8'))
    return typeof owner === 'object' && owner !== null ? owner : {}
  } catch (error) {
    if (error.code === 'ENOENT') return null
    if (error instanceof SyntaxError) return {}
    throw error
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
