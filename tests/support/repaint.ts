/**
 * What React draws again in a page. Runs inside it, sent there as text before anything of the page: it may use nothing from
 * outside itself. Owns how a commit is read.
 */

interface Fiber {
  tag: number
  flags: number
  child: Fiber | null
  sibling: Fiber | null
  alternate: Fiber | null
  stateNode: unknown
}

export interface Repaint {
  /** Components that React drew again. */
  components: number
  /** Ids of the rows that those stand in. */
  rows: string[]
}

export interface RepaintProbe {
  start(): void
  end(): Repaint
}

declare global {
  interface Window {
    repaintProbe: RepaintProbe
    __REACT_DEVTOOLS_GLOBAL_HOOK__: unknown
  }
}

/** Stands where React looks for its tools, before React runs: it tells of every commit. */
export const installRepaint = (): void => {
  let seen: { components: number; rows: Set<string> } | null = null
  const isComponent = ({ tag }: Fiber) => tag === 0 || tag === 1 || tag === 11 || tag === 14 || tag === 15
  const rowOf = (fiber: Fiber): string | null => {
    let at: Fiber | null = fiber
    while (at && !(at.stateNode instanceof Element)) at = at.child
    const row = at?.stateNode instanceof Element ? at.stateNode.closest('[data-row]') : null
    return row?.getAttribute('data-row') ?? null
  }
  const note = (fiber: Fiber) => {
    if (!seen || !isComponent(fiber) || (fiber.flags & 1) === 0) return
    seen.components++
    const row = rowOf(fiber)
    if (row !== null) seen.rows.add(row)
  }
  // A child that is the same object as before was not looked at: its flags are those of an earlier commit.
  const walk = (fiber: Fiber) => {
    note(fiber)
    if (fiber.alternate !== null && fiber.alternate.child === fiber.child) return
    for (let child = fiber.child; child; child = child.sibling) walk(child)
  }
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    checkDCE: () => {},
    onCommitFiberUnmount: () => {},
    onPostCommitFiberRoot: () => {},
    onCommitFiberRoot: (_: number, root: { current: Fiber }) => seen && walk(root.current),
  }
  window.repaintProbe = {
    start: () => void (seen = { components: 0, rows: new Set() }),
    end: () => {
      const { components = 0, rows = [] } = seen ?? {}
      seen = null
      return { components, rows: [...rows] }
    },
  }
}
