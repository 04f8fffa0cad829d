/**
 * The very first check: is this Node new enough? Owns that question alone.
 * Must stay readable for any Node that knows ES modules, or the sentence is never printed.
 */

const OLDEST = [20, 19]

/** Ends the process with a clear sentence when this Node is older than Svod supports. */
export function requireNode() {
  const found = process.versions.node.split('.').map(Number)
  const older = found[0] < OLDEST[0] || (found[0] === OLDEST[0] && found[1] < OLDEST[1])
  if (!older) return
  console.error(
    'Svod needs Node ' +
      OLDEST.join('.') +
      ' or newer; this is Node ' +
      process.versions.node +
      '. Install a current version from https://nodejs.org and try again.',
  )
  process.exit(1)
}
