/** Work for when the browser has nothing better to do. Owns how one is told of that, also where the browser does not tell. */

/** What of the browser is asked. */
export interface Idler {
  requestIdleCallback?: (run: () => void, options?: { timeout: number }) => number
  cancelIdleCallback?: (handle: number) => void
  setTimeout(run: () => void, ms: number): number
  clearTimeout(handle: number): void
}

export interface Idling {
  /** Ms after which it is done in a busy browser, too; left out: not before that is idle. */
  latestMs?: number
  /** Ms to wait where the browser does not tell when it is idle. */
  plainMs: number
}

/** Runs it once in an idle moment; returns the way to call it off. */
export const whenIdle = (
  run: () => void,
  { latestMs, plainMs }: Idling,
  browser: Idler = window,
): (() => void) => {
  if (browser.requestIdleCallback) {
    const options = latestMs === undefined ? undefined : { timeout: latestMs }
    const handle = browser.requestIdleCallback(run, options)
    return () => browser.cancelIdleCallback?.(handle)
  }
  const handle = browser.setTimeout(run, plainMs)
  return () => browser.clearTimeout(handle)
}
