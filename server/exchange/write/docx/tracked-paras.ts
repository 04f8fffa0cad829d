/**
 * Which paragraph of the old text is which of the new one. Owns the pairing and what becomes of the ends of paragraphs;
 * must not write XML. Pure.
 */
import type { Block, Inline } from '../../../../shared/plan/rich.ts'
import type { Fate } from './tracked.ts'

type List = Exclude<Block, { type: 'paragraph' }>

/** A paragraph or list item out of its blocks. */
export interface FlatPara {
  content: readonly Inline[]
  /** The list whose item it begins. */
  list: List | null
  /** Depth of that list, or how many lists a further paragraph of an item stands in. */
  level: number
  /** Begins a block that is not the first. */
  before: boolean
}

const itemParas = (list: List, level: number, before: boolean): FlatPara[] =>
  list.items.flatMap((item, at) => {
    const [first] = item
    const lead = first?.type === 'paragraph' ? first.content : []
    const further = first?.type === 'paragraph' ? item.slice(1) : item
    return [
      { content: lead, list, level, before: before && at === 0 },
      ...further.flatMap((block): FlatPara[] =>
        block.type === 'paragraph'
          ? [{ content: block.content, list: null, level: level + 1, before: false }]
          : itemParas(block, level + 1, false),
      ),
    ]
  })

export const flatParas = (blocks: readonly Block[]): FlatPara[] =>
  blocks.flatMap((block, at) =>
    block.type === 'paragraph'
      ? [{ content: block.content, list: null, level: 0, before: at > 0 }]
      : itemParas(block, 0, at > 0),
  )

/** Old and new are the same paragraph, or one of them is missing. */
export interface Pair {
  was: FlatPara | null
  is: FlatPara | null
}

const EMPTY: FlatPara = { content: [], list: null, level: 0, before: false }

const textOf = ({ content }: FlatPara): string =>
  content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('')

const countsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** How much of two texts is the same, by their words: 0 to 1. */
const likeness = (a: string, b: string): number => {
  if (a === b) return 1
  const [one, other] = [countsOf(a), countsOf(b)]
  let common = 0
  let all = 0
  for (const [word, count] of one) {
    common += Math.min(count, other.get(word) ?? 0)
    all += count
  }
  for (const count of other.values()) all += count
  return all === 0 ? 0 : (2 * common) / all
}

/** Less alike, and they are two different paragraphs. */
const LEAST_ALIKE = 0.34
/** Beyond so many comparisons only equal paragraphs are found. */
const MOST_COMPARISONS = 4000

/** The pairs in order with the largest likeness in all. */
const pairsOf = (before: readonly FlatPara[], after: readonly FlatPara[]): [number, number][] => {
  const [a, b] = [before.map(textOf), after.map(textOf)]
  const isFew = a.length * b.length <= MOST_COMPARISONS
  const like = a.map((one) =>
    b.map((other) => {
      const value = isFew ? likeness(one, other) : one === other ? 1 : 0
      return value < LEAST_ALIKE ? 0 : value
    }),
  )
  const best = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const value = like[i]?.[j] ?? 0
      const paired = value > 0 ? value + at(i + 1, j + 1) : 0
      const row = best[i]
      if (row) row[j] = Math.max(paired, at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: [number, number][] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const value = like[i]?.[j] ?? 0
    if (value > 0 && at(i, j) === value + at(i + 1, j + 1)) pairs.push([i++, j++])
    else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
  return pairs
}

/** Both texts as one sequence; what is gone stands before what came. At least one pair is in it. */
export const pairParas = (old: readonly FlatPara[], fresh: readonly FlatPara[]): Pair[] => {
  // Where there is no text there is an empty paragraph all the same.
  const [before, after] = [old.length > 0 ? old : [EMPTY], fresh.length > 0 ? fresh : [EMPTY]]
  const found = pairsOf(before, after)
  const pairs: [number, number][] = found.length > 0 ? found : [[before.length - 1, after.length - 1]]
  const all: Pair[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...pairs, [before.length, after.length] as const]) {
    for (; i < x; i++) all.push({ was: before[i] ?? null, is: null })
    for (; j < y; j++) all.push({ was: null, is: after[j] ?? null })
    const [was, is] = [before[i++], after[j++]]
    if (was && is) all.push({ was, is })
  }
  return all
}

const fateOf = ({ was, is }: Pair): Fate => (was === null ? 'new' : is === null ? 'old' : 'kept')

/**
 * What becomes of the end of each paragraph. The last one of a cell cannot go, so behind the last pair an end has the fate
 * of the paragraph that follows it.
 */
export const endFates = (pairs: readonly Pair[]): Fate[] => {
  const fates = pairs.map(fateOf)
  const last = fates.lastIndexOf('kept')
  return fates.map((fate, at) => (at < last ? fate : (fates[at + 1] ?? 'kept')))
}

/** Of lines in one paragraph, the fates of the breaks between them, by the fates of the lines themselves. */
export const breakFates = (lines: readonly Fate[]): Fate[] => {
  const first = lines.indexOf('kept')
  return lines.slice(1).map((next, at) => (at < first ? (lines[at] ?? next) : next))
}
