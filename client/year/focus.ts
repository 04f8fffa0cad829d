/** Which row has the keyboard, which one is open, which month a narrow window shows. A store outside React: a step draws two rows. */

export interface FocusState {
  /** The row that Tab comes to; null: the first one. */
  readonly at: string | null
  readonly open: string | null
  /** 1–12; null: the one that it begins with. */
  readonly month: number | null
}

export class YearFocus {
  private state: FocusState = { at: null, open: null, month: null }
  private readonly listeners = new Set<() => void>()

  get(): FocusState {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  set(change: Partial<FocusState>): void {
    const next = { ...this.state, ...change }
    const { at, open, month } = this.state
    if (next.at === at && next.open === open && next.month === month) return
    this.state = next
    for (const listener of this.listeners) listener()
  }
}
