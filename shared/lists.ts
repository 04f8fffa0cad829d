/** Lists of any length: a call takes some 100,000 arguments and no more, so what came out of a file is never spread into one. Owns these two. */

/** Puts `more` behind what `list` has. */
export const pushAll = <T>(list: T[], more: Iterable<T>): void => {
  for (const one of more) list.push(one)
}

/** The largest, or `least` where none is larger. */
export const mostOf = (values: Iterable<number>, least: number): number => {
  let most = least
  for (const value of values) if (value > most) most = value
  return most
}
