/**
 * Which member of a list has become which of another: the equal ones, and between these those that have most in common. Owns the
 * pairing alone; what the members are is the caller's. Pure.
 */
import { sharedEnds, stepsBetween } from './myers.ts'

/** Old and new stand in their orders; null where one has no counterpart. */
export type Pair = readonly [old: number | null, fresh: number | null, isEqual: boolean]

/** Something of a list: equal keys say the same, and only members of one kind can become each other. */
export interface Member {
  key: string
  kind: string
  text: string
}

const MAX_EDITS = 800
/** A gap with more possible pairs than this is paired as it stands. */
const MOST_PAIRS = 2500
/** Of a long text so many words are enough to know it by. */
const MOST_WORDS = 100

const wordsIn = ({ text }: Member): ReadonlySet<string> =>
  new Set((text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS))

/** What stands between two equal pairs: indices into both lists. */
interface Gap {
  olds: number[]
  news: number[]
}

/** What two members have in common; 0 where the one cannot become the other. */
const worthOf = (olds: readonly Member[], news: readonly Member[]): number[][] => {
  const words = news.map(wordsIn)
  return olds.map((old) => {
    const own = wordsIn(old)
    return news.map(({ kind }, at) => {
      if (kind !== old.kind) return 0
      let common = 0
      for (const word of words[at] ?? []) if (own.has(word)) common++
      return 1 + 2 * common
    })
  })
}

/** Best sums of what pairs have in common, for every two beginnings of what is left of the lists. */
const bestSums = (worth: readonly number[][], width: number): number[][] => {
  const sums = Array.from({ length: worth.length + 1 }, () => Array.from({ length: width + 1 }, () => 0))
  for (let i = worth.length - 1; i >= 0; i--) {
    const [row = [], below = []] = [sums[i], sums[i + 1]]
    for (let j = width - 1; j >= 0; j--) {
      const own = worth[i]?.[j] ?? 0
      const apart = Math.max(below[j] ?? 0, row[j + 1] ?? 0)
      row[j] = own > 0 ? Math.max(apart, own + (below[j + 1] ?? 0)) : apart
    }
  }
  return sums
}

const bestPairs = (olds: readonly Member[], news: readonly Member[], { olds: a, news: b }: Gap): Pair[] => {
  const worth = worthOf(olds, news)
  const sums = bestSums(worth, news.length)
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const [here, own] = [sums[i]?.[j] ?? 0, worth[i]?.[j] ?? 0]
    if (own > 0 && here === own + (sums[i + 1]?.[j + 1] ?? 0))
      pairs.push([a[i++] ?? null, b[j++] ?? null, false])
    else if (here === (sums[i + 1]?.[j] ?? 0)) pairs.push([a[i++] ?? null, null, false])
    else pairs.push([null, b[j++] ?? null, false])
  }
  while (i < a.length) pairs.push([a[i++] ?? null, null, false])
  while (j < b.length) pairs.push([null, b[j++] ?? null, false])
  return pairs
}

const pairsAsTheyStand = (olds: readonly Member[], news: readonly Member[], gap: Gap): Pair[] =>
  Array.from({ length: Math.max(olds.length, news.length) }, (_, at) => at).flatMap((at): Pair[] => {
    const [old, fresh] = [gap.olds[at] ?? null, gap.news[at] ?? null]
    if (olds[at]?.kind === news[at]?.kind) return [[old, fresh, false]]
    return [
      ...(old === null ? [] : [[old, null, false] as const]),
      ...(fresh === null ? [] : [[null, fresh, false] as const]),
    ]
  })

const membersAt = (all: readonly Member[], indices: readonly number[]): Member[] =>
  indices.flatMap((index) => all[index] ?? [])

const fillGap = (before: readonly Member[], after: readonly Member[], gap: Gap): Pair[] => {
  const [olds, news] = [membersAt(before, gap.olds), membersAt(after, gap.news)]
  return olds.length * news.length > MOST_PAIRS
    ? pairsAsTheyStand(olds, news, gap)
    : bestPairs(olds, news, gap)
}

/** What says nothing is no landmark: texts are not torn apart for two empty lines to be the same. */
const keysOf = (members: readonly Member[], side: string): string[] =>
  members.map(({ key, text }, at) => (text.trim() === '' ? `${side} ${at}` : `= ${key}`))

/** Both lists in one. */
export const align = (before: readonly Member[], after: readonly Member[]): Pair[] => {
  const keys = (members: readonly Member[]) => members.map(({ key }) => key)
  const { head, tail } = sharedEnds(keys(before), keys(after))
  const [olds, news] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const same = (count: number, was: number, is: number) =>
    Array.from({ length: count }, (_, at): Pair => [was + at, is + at, true])
  const pairs = same(head, 0, 0)
  let gap: Gap = { olds: [], news: [] }
  const close = (): void => {
    for (const pair of fillGap(before, after, gap)) pairs.push(pair)
    gap = { olds: [], news: [] }
  }
  for (const [fate, index, was] of stepsBetween(keysOf(olds, 'old'), keysOf(news, 'new'), MAX_EDITS)) {
    if (fate === 'old') gap.olds.push(head + index)
    else if (fate === 'new') gap.news.push(head + index)
    else {
      close()
      pairs.push([head + (was ?? 0), head + index, true])
    }
  }
  close()
  return [...pairs, ...same(tail, before.length - tail, after.length - tail)]
}
