/** Work that is done now and then while a server runs, one round at a time. Owns the clock of it; what is done is its callers'. */

export interface Upkeep {
  /** Begins no further round, and resolves when the one under way has ended. */
  stop(): Promise<void>
}

export interface UpkeepParts {
  /** A round; asks `isOver` between its parts. */
  round: (isOver: () => boolean) => Promise<void>
  firstAfterMs: number
  everyMs: number
}

export const startUpkeep = ({ round, firstAfterMs, everyMs }: UpkeepParts): Upkeep => {
  let over = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const next = (afterMs: number): void => {
    timer = setTimeout(() => {
      running = round(() => over).finally(() => void (over || next(everyMs)))
    }, afterMs)
    timer.unref()
  }
  next(firstAfterMs)
  return {
    stop: () => {
      over = true
      clearTimeout(timer)
      return running
    },
  }
}
