/**
 * Lets cards glide from where they stood to where they stand when the plan has changed (never while one scrolls). Owns that
 * motion; a class, for React tells of the moment before the page changes to no other component.
 */
import { Component, type ReactNode } from 'react'

interface GlideProps {
  /** Another object when cards have changed columns. */
  of: unknown
  root: { readonly current: HTMLElement | null }
  children: ReactNode
}

type Places = ReadonlyMap<string, DOMRect>

const MS = 180
/** Further than this many cards at once is a new board and no movement. */
const MOST = 60

const cardsIn = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
]

const isStill = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export class Glide extends Component<GlideProps> {
  override getSnapshotBeforeUpdate(before: GlideProps): Places | null {
    const { of, root } = this.props
    if (before.of === of || isStill()) return null
    return new Map(
      cardsIn(root.current).map((card) => [card.dataset.row ?? '', card.getBoundingClientRect()]),
    )
  }

  override componentDidUpdate(_: GlideProps, __: unknown, places: Places | null): void {
    if (places === null) return
    const moved = cardsIn(this.props.root.current).flatMap((card) => {
      const was = places.get(card.dataset.row ?? '')
      const is = card.getBoundingClientRect()
      const [x, y] = was ? [was.left - is.left, was.top - is.top] : [0, 0]
      return Math.abs(x) + Math.abs(y) < 1 ? [] : [{ card, x, y }]
    })
    if (moved.length > MOST) return
    for (const { card, x, y } of moved) {
      card.animate(
        [
          { transform: `translate(${x}px, ${y}px)`, zIndex: 3 },
          { transform: 'none', zIndex: 3 },
        ],
        {
          duration: MS,
          easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)',
        },
      )
    }
  }

  override render(): ReactNode {
    return this.props.children
  }
}
