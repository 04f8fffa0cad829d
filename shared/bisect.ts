/** Looking things up in what is in order, by halves. Pure. */

/** How many things at the beginning of `list` `holds` is true of; once it is false, it must be so of all behind. */
export const countWhile = <T>(list: readonly T[], holds: (one: T) => boolean): number => {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(list[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
