/** The row or band under the pointer: only that one draws its tools. A store outside React. */

export class Hover {
  private key = ''
  private held = false
  private readonly listeners = new Set<() => void>()

  /** Key of the line under the pointer, '' where none is. */
  get(): string {
    return this.key
  }

  set(key: string): void {
    if (key === this.key || this.held) return
    this.key = key
    for (const listener of this.listeners) listener()
  }

  /** Keeps the line while its menu is open and the pointer is there. */
  hold(on: boolean): void {
    this.held = on
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}
