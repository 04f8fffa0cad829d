/** Which row of a view has the keyboard, which one is open, and where a narrow window is. A store outside React: a step draws two rows. */

export interface FocusState {
  /** The row that Tab comes to; null: the first one. */
  readonly at: string | null
  readonly open: string | null
}

/** The focus of any view. */
export interface RowFocus {
  get(): FocusState
  set(change: Partial<FocusState>): void
  subscribe(listener: () => void): () => void
}

export class ViewFocus<State extends FocusState> {
  private state: State
  private readonly listeners = new Set<() => void>()

  constructor(first: State) {
    this.state = first
  }

  get(): State {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Nobody hears of what is the same as before. */
  set(change: Partial<State>): void {
    const keys = Object.keys(change) as (keyof State)[]
    if (keys.every((key) => change[key] === this.state[key])) return
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
