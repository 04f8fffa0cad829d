/**
 * Ends this process with the npm that started it. npm hands SIGTERM to the shell between the two, and that shell
 * ends without passing it on: the server would stay behind, holding its port and its folder.
 */

const POLL_MS = 100

/** Under npm, turns the death of the parent into a SIGTERM for this process; elsewhere does nothing. */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, POLL_MS)
  timer.unref()
}
