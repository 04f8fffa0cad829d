/** Which card has the keyboard, and which one is open. A store outside React, so that a step draws two cards. */

export interface FocusState {
  /** The row whose card Tab comes to; null: the first one. */
  readonly at: string | null
  /** The row whose card is open. */
  readonly open: string | null
  /** The one column that a narrow window shows; null: the one that it begins with. */
  readonly column: string | null
}

export class BoardFocus {
  private state: FocusState = { at: null, open: null, column: null }
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
    const { at, open, column } = this.state
    if (next.at === at && next.open === open && next.column === column) return
    this.state = next
    for (const listener of this.listeners) listener()
  }
}
