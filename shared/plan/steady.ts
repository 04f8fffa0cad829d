/** Which of the things that stand in two orders have kept their places: the fewest possible have moved. Pure. */

/** Indices of a longest strictly rising run of `values`, ascending. O(n log n). */
export const longestRising = (values: readonly number[]): number[] => {
  /** Index of the smallest last value of a run of each length. */
  const ends: number[] = []
  const before: number[] = []
  values.forEach((value, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = index
  })
  const run: number[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) run.push(at)
  return run.reverse()
}

/** Those of `after` that also stand in `before` and have not moved among each other. */
export const steadyAmong = (before: readonly string[], after: readonly string[]): Set<string> => {
  const places = new Map(before.map((id, index) => [id, index]))
  const common = after.filter((id) => places.has(id))
  const run = longestRising(common.map((id) => places.get(id) ?? 0))
  return new Set(run.map((index) => common[index] ?? ''))
}
