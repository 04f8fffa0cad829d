/**
 * Who holds the lock of a setup, and whether that process still lives. Owns what is written of it and what follows from that;
 * Node built-ins only.
 */
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Field 22 of /proc/PID/stat, counted behind the name, which may hold blanks and brackets. */
const START = 19

const orNull = (read) => {
  try {
    return read()
  } catch {
    // Only Linux has /proc.
    return null
  }
}

/** When a process began, in ticks since the machine did; null where nobody knows. */
export const startOf = (pid) =>
  orNull(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START] ?? null
  })

/** Where process numbers mean the same: this machine since it began, and in it this container. */
const worldOf = () =>
  orNull(
    () =>
      `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`,
  )

/** What this process writes of itself. `beats` says that it touches its record as long as it lives. */
export const ownRecord = (nonce) => ({
  pid: process.pid,
  host: hostname(),
  nonce,
  since: new Date().toISOString(),
  world: worldOf(),
  start: startOf(process.pid),
  beats: true,
})

const exists = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

/**
 * `gone`, `alive`, or null where only its silence can tell.
 * @param {{ pid?: number, host?: string, nonce?: string, world?: string | null, start?: string | null }} owner
 * @param {(nonce: string | undefined) => boolean} isHeldHere whether this very process holds a lock by that name
 */
export const fateOf = (owner, isHeldHere) => {
  if (isHeldHere(owner.nonce)) return 'alive'
  // It appears whole: one that was cut is what a loss of power left.
  if (!Number.isInteger(owner.pid)) return 'gone'
  if (owner.host !== hostname()) return null
  const isKnown = Boolean(owner.world)
  if (isKnown && owner.world !== worldOf()) return null
  if (!exists(owner.pid)) return 'gone'
  // A number that is in use again; in a container that began anew it is often one's own.
  if (owner.pid === process.pid) return 'gone'
  if (!isKnown || !owner.start) return null
  return startOf(owner.pid) === owner.start ? 'alive' : 'gone'
}
