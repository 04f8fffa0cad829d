/**
 * Order keys: strings between strings, ties broken by id (SPEC DM5). Owns key generation and comparison.
 * Equal keys are legal: two people offline may produce them, and every replica reads them alike.
 */
import { generateKeyBetween } from 'fractional-indexing'

/** A number in [0, 1), like Math.random. */
export type Random = () => number

/** A longer key is none: it grows by a sixth of a digit for every insert at one and the same place. */
export const LONGEST_KEY = 1000

interface Ordered {
  ord: string
  id: string
}

const byString = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Compares by key, then by id: a total order on every merge result. */
export const compareOrder = (a: Ordered, b: Ordered): number => byString(a.ord, b.ord) || byString(a.id, b.id)

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Two random digits; the last is never '0', which would be a second name for a shorter key. */
const jitter = (random: Random): string =>
  (DIGITS[Math.floor(random() * 62)] ?? '') + (DIGITS[1 + Math.floor(random() * 61)] ?? '')

const isBetween = (key: string, lower: string | null, upper: string | null): boolean =>
  key !== '' && (lower === null || key > lower) && (upper === null || key < upper)

/** Between any two strings, also such as no Svod client makes; `lower` itself where nothing fits between. */
const plainBetween = (lower: string | null, upper: string | null): string => {
  const base = lower ?? ''
  const candidates = [`${base}V`, `${base}0V`, `${base}00V`, `${base}000V`]
  return candidates.find((key) => isBetween(key, lower, upper)) ?? lower ?? upper ?? 'a0'
}

const generate = (lower: string | null, upper: string | null): string => {
  try {
    return generateKeyBetween(lower, upper)
  } catch {
    // The generator knows its own keys alone; a foreign one must not keep people from inserting beside it.
    return plainBetween(lower, upper)
  }
}

/** Between any two strings, and no longer than a key may be; `lower` itself where nothing of that length fits between. */
const shortBetween = (lower: string | null, upper: string | null): string => {
  const base = lower ?? ''
  for (let length = 1; length <= base.length; length++) {
    const next = DIGITS[DIGITS.indexOf(base[length - 1] ?? '') + 1]
    const key = base.slice(0, length - 1) + (next ?? '')
    if (next !== undefined && isBetween(key, lower, upper)) return key
  }
  // `upper` goes on from `lower`: the nearest to it leaves the most room before.
  for (let length = LONGEST_KEY; length > base.length; length--) {
    const key = base.padEnd(length, '0')
    if (isBetween(key, lower, upper)) return key
  }
  return lower ?? upper ?? 'a0'
}

/**
 * A key strictly between `lower` and `upper`; null is the open end. Where the bounds are equal or crossed (ties),
 * the result follows `lower`, and where nothing that is short enough fits between them it is one of them. The random digits keep two people who insert at one place from getting one key.
 */
export const keyBetween = (lower: string | null, upper: string | null, random: Random): string => {
  const open = lower !== null && upper !== null && lower >= upper ? null : upper
  const key = generate(lower, open)
  const jittered = key + jitter(random)
  const found = open === null || jittered < open ? jittered : key
  if (found.length <= LONGEST_KEY) return found
  return key.length <= LONGEST_KEY ? key : shortBetween(lower, open)
}

/** `count` ascending keys for a list that is built at once. */
export const initialKeys = (count: number): string[] => {
  const keys: string[] = []
  let last: string | null = null
  for (let index = 0; index < count; index++) {
    last = generateKeyBetween(last, null)
    keys.push(last)
  }
  return keys
}

/** The neighbours' keys around the place after `after` (null = first) in a sorted list. */
export const gapAfter = (
  sorted: readonly Ordered[],
  after: string | null,
): [string | null, string | null] => {
  const index = after === null ? -1 : sorted.findIndex((entry) => entry.id === after)
  const lower = index < 0 ? null : (sorted[index]?.ord ?? null)
  const rest = sorted.slice(index + 1)
  const upper = rest.find((entry) => lower === null || entry.ord > lower)
  return [lower, upper?.ord ?? null]
}

/** How many entries of a sorted list stand before this one; found by halving. */
export const countBefore = (sorted: readonly Ordered[], entry: Ordered): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const one = sorted[middle]
    if (one !== undefined && compareOrder(one, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** `count` ascending keys in a gap, equal ones where nothing fits into it. Halving the gap keeps keys short where they stand before others. */
export const keysBetween = (
  lower: string | null,
  upper: string | null,
  count: number,
  random: Random,
): string[] => {
  if (count <= 0) return []
  if (upper === null) {
    const keys: string[] = []
    for (let last = lower; keys.length < count; last = keys.at(-1) ?? null)
      keys.push(keyBetween(last, null, random))
    return keys
  }
  const half = Math.floor((count - 1) / 2)
  const middle = keyBetween(lower, upper, random)
  if (middle === lower || middle === upper) return Array.from({ length: count }, () => middle)
  return [
    ...keysBetween(lower, middle, half, random),
    middle,
    ...keysBetween(middle, upper, count - 1 - half, random),
  ]
}

/**
 * A key behind `after` (null = first) in a sorted list. Between equal keys nothing fits: what stands right behind `after` with its
 * very key gets another, by id in `others`.
 */
export const keyAfter = (
  sorted: readonly Ordered[],
  after: string | null,
  random: Random,
): { ord: string; others: ReadonlyMap<string, string> } => {
  const [lower, upper] = gapAfter(sorted, after)
  const at = sorted.findIndex(({ id }) => id === after)
  const equals = at < 0 ? [] : sorted.slice(at + 1).filter(({ ord }) => ord === lower)
  if (equals.length === 0) return { ord: keyBetween(lower, upper, random), others: new Map() }
  const [ord = '', ...rest] = keysBetween(lower, upper, equals.length + 1, random)
  return { ord, others: new Map(equals.map(({ id }, index) => [id, rest[index] ?? ord])) }
}
