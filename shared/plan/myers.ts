/**
 * The shortest way from one list to another (Myers 1986): what is kept, what goes, what comes. Owns the comparison of lists of
 * keys; what the keys stand for is the caller's. Pure.
 */

export type Fate = 'kept' | 'old' | 'new'

/** `index` is one of the new list, of the old one for what goes; `was`: where something kept stood before. */
export type Step = readonly [fate: Fate, index: number, was?: number]

/** The furthest points reached with every number of differences; null beyond `most`. */
const traceOf = (a: readonly string[], b: readonly string[], most: number): Int32Array[] | null => {
  const trace: Int32Array[] = []
  const reached = new Int32Array(2 * most + 3)
  for (let count = 0; count <= most; count++) {
    trace.push(reached.slice())
    for (let k = -count; k <= count; k += 2) {
      const at = k + most + 1
      const isDown = k === -count || (k !== count && (reached[at - 1] ?? 0) < (reached[at + 1] ?? 0))
      let x = isDown ? (reached[at + 1] ?? 0) : (reached[at - 1] ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      reached[at] = x
      if (x >= a.length && x - k >= b.length) return trace
    }
  }
  return null
}

/** From `a` to `b`; with more than `most` differences all of `a` goes and all of `b` comes. */
export const stepsBetween = (a: readonly string[], b: readonly string[], most: number): Step[] => {
  const bound = Math.min(a.length + b.length, most)
  const trace = traceOf(a, b, bound)
  if (!trace) return [...a.map((_, at): Step => ['old', at]), ...b.map((_, at): Step => ['new', at])]
  const steps: Step[] = []
  let [x, y] = [a.length, b.length]
  for (let count = trace.length - 1; count >= 0; count--) {
    const reached = (k: number): number => trace[count]?.[k + bound + 1] ?? 0
    const k = x - y
    const isDown = k === -count || (k !== count && reached(k - 1) < reached(k + 1))
    const fromX = reached(isDown ? k + 1 : k - 1)
    const fromY = fromX - (isDown ? k + 1 : k - 1)
    while (x > fromX && y > fromY) {
      steps.push(['kept', --y, --x])
    }
    if (count > 0) steps.push(isDown ? ['new', fromY] : ['old', fromX])
    ;[x, y] = [fromX, fromY]
  }
  return steps.reverse()
}

/** How many members both lists begin with, and how many of the rest both end with. */
export const sharedEnds = (a: readonly string[], b: readonly string[]): { head: number; tail: number } => {
  const least = Math.min(a.length, b.length)
  let head = 0
  while (head < least && a[head] === b[head]) head++
  let tail = 0
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return { head, tail }
}
