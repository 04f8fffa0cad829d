/** A time for something that can be called off as well. Owns the clock alone; what it means that it is over is its caller's. */

export interface Limited {
  readonly signal: AbortSignal
  /** Whether the time was over before the work was. */
  readonly isOver: boolean
  /** The work is done, or somebody called it off. */
  end(): void
}

/** `ms` from now on, or until `outer` is aborted. */
export const within = (ms: number, outer: AbortSignal | undefined): Limited => {
  const running = new AbortController()
  let isOver = false
  const callOff = () => running.abort(outer?.reason)
  if (outer?.aborted) callOff()
  outer?.addEventListener('abort', callOff)
  const clock = setTimeout(() => {
    isOver = true
    running.abort()
  }, ms)
  return {
    signal: running.signal,
    get isOver() {
      return isOver
    },
    end: () => {
      clearTimeout(clock)
      outer?.removeEventListener('abort', callOff)
    },
  }
}
