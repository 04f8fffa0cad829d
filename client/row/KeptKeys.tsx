/**
 * Keeps the keys with the row that has them when it is drawn anew elsewhere: in another column, by undo or by a colleague, or
 * in a window of another width. A class, for React tells of the moment before the page changes to no other component. What
 * scrolls away loses them as ever: then nothing of this is drawn.
 */
import { Component, type ReactNode } from 'react'
import { afterFocus, isNowhere } from '../ui/after-focus.ts'

interface KeptKeysProps {
  root: { readonly current: HTMLElement | null }
  /** Gives the row the keys where it stands now. */
  give: (row: string) => void
  children: ReactNode
}

/** The row that has the keys. */
export const rowIn = (root: HTMLElement | null): string | null => {
  const one = document.activeElement?.closest<HTMLElement>('[data-row]')
  return one && root?.contains(one) ? (one.dataset.row ?? null) : null
}

export class KeptKeys extends Component<KeptKeysProps> {
  override getSnapshotBeforeUpdate(): string | null {
    return rowIn(this.props.root.current)
  }

  override componentDidUpdate(_: KeptKeysProps, __: unknown, row: string | null): void {
    const view = this.props.root.current
    if (row === null || view === null || !isNowhere()) return
    // The view knows whose its keys are, until it knows where the row stands now.
    view.focus({ preventScroll: true })
    afterFocus(() => {
      if (document.activeElement === view) this.props.give(row)
    })
  }

  override render(): ReactNode {
    return this.props.children
  }
}
