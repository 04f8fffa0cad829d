/** What is done to the editions of a plan, or to its past, happens one after the other. Owns that order alone. */

export interface Turns {
  /** Runs `work` when all that was asked for this plan before has ended, however it ended. */
  run<T>(planId: string, work: () => Promise<T>): Promise<T>
}

/** The turn of whoever puts a plan's past together, or needs it to stay as it is; editions do not wait for it. */
export const pastTurn = (planId: string): string => `${planId}\0past`

/** Takes a turn for as long as its holder likes; what is returned ends it. */
export const holdTurn = (turns: Turns, planId: string): Promise<() => void> =>
  new Promise((taken, failed) => {
    turns.run(planId, () => new Promise<void>((end) => taken(end))).catch(failed)
  })

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>()
  return {
    run: (planId, work) => {
      const turn = (last.get(planId) ?? Promise.resolve()).then(work, work)
      last.set(planId, turn)
      const tidy = () => void (last.get(planId) === turn && last.delete(planId))
      // A failure is its caller's to report; the next one takes its turn all the same.
      turn.then(tidy, tidy)
      return turn
    },
  }
}
