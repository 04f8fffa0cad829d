/** Connections that the system cannot hand over, as when too many files are open. Owns that they end nothing, and how often that is told. */
import type { Server } from 'node:net'

/** Where nothing can be accepted, the system says so as often as it is asked. */
const EVERY_MS = 10_000

/** From now on an error of the listening server is reported, instead of ending the process. */
export const outliveAcceptErrors = (
  server: Pick<Server, 'on'>,
  report: (error: Error) => void,
  now: () => number,
): void => {
  let next = -Infinity
  server.on('error', (error) => {
    if (now() < next) return
    next = now() + EVERY_MS
    report(error)
  })
}
