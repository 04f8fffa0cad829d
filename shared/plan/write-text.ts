/**
 * Makes written text say other words, with other marks, inside the texts that are there: what somebody else types into them
 * meanwhile stays (SPEC RT4). Owns a run of text without breaks; paragraphs and lists are `write-blocks.ts`'s.
 */
import type * as Y from 'yjs'
import { type DeltaPart, markAttributes, readMark } from './fragment.ts'
import { type Fate, type Step, sharedEnds, stepsBetween } from './myers.ts'
import type { Inline, Mark } from './rich.ts'
import { wordsOf } from './words.ts'

/** Words of a new text. */
export type TextInline = Extract<Inline, { type: 'text' }>

type Attributes = Record<string, unknown>

/** A stretch of one written text with the same attributes. */
interface OldRun {
  text: string
  attributes: Attributes
  /** Which of the texts it stands in. */
  of: number
}

/** So many letters that share a fate. */
interface Stretch {
  fate: Fate
  length: number
}

/** Beyond so many differences all between the ends is written anew. */
const MAX_EDITS = 300

/** A space alone between words that changed goes with them: what was written in one go stays one piece, by one author. */
const withoutLoneSpaces = (steps: readonly Step[], news: readonly string[]): Step[] =>
  steps.flatMap((step, at): Step[] => {
    const [fate, index, was = 0] = step
    const isLone = steps[at - 1]?.[0] !== 'kept' && steps[at + 1]?.[0] !== 'kept'
    if (fate !== 'kept' || !isLone || news[index]?.trim() !== '') return [step]
    return [
      ['old', was],
      ['new', index],
    ]
  })

const stretchesOf = (before: string, after: string): Stretch[] => {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const { head, tail } = sharedEnds(a, b)
  const length = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length, 0)
  const [olds, news] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  return [
    { fate: 'kept', length: length(a.slice(0, head)) },
    ...withoutLoneSpaces(stepsBetween(olds, news, MAX_EDITS), news).map(([fate, index]): Stretch => ({
      fate,
      length: (fate === 'old' ? olds : news)[index]?.length ?? 0,
    })),
    { fate: 'kept', length: length(a.slice(a.length - tail)) },
  ]
}

/** Takes runs of text from front to back. */
class Cursor<Run extends { text: string }> {
  private readonly runs: readonly Run[]
  private index = 0
  private at = 0

  constructor(runs: readonly Run[]) {
    this.runs = runs
  }

  /** The run where it stands, and how much of it is left. */
  get here(): { run: Run | undefined; left: number } {
    const run = this.runs[this.index]
    return { run, left: (run?.text.length ?? 0) - this.at }
  }

  take(length: number): string {
    const { run, left } = this.here
    const taken = run?.text.slice(this.at, this.at + length) ?? ''
    this.at += length
    if (length >= left) [this.index, this.at] = [this.index + 1, 0]
    return taken
  }
}

const isSame = (a: Mark, b: Mark): boolean =>
  a.type === b.type && (a.type !== 'link' || b.type !== 'link' || a.href === b.href)

/** What has to be set on words that have `attributes` for them to bear `marks`; what is no mark is left alone. */
const patchOf = (attributes: Attributes, marks: readonly Mark[]): Attributes => {
  const patch: Attributes = {}
  const borne: Mark[] = []
  for (const [key, value] of Object.entries(attributes)) {
    const mark = readMark(key, value)
    if (mark === null) continue
    if (marks.some((one) => isSame(one, mark))) borne.push(mark)
    else patch[key] = null
  }
  const missing = marks.filter((one) => !borne.some((mark) => isSame(one, mark)))
  return { ...patch, ...markAttributes(missing) }
}

type Op =
  | { retain: number; attributes?: Attributes }
  | { delete: number }
  | { insert: string; attributes: Attributes }

const runsIn = (texts: readonly Y.XmlText[]): OldRun[] =>
  texts.flatMap((text, of) =>
    (text.toDelta() as DeltaPart[]).flatMap(({ insert, attributes = {} }) =>
      typeof insert === 'string' && insert !== '' ? [{ text: insert, attributes, of }] : [],
    ),
  )

/** What is to be done to each of the texts. */
const opsFor = (texts: readonly Y.XmlText[], wanted: readonly TextInline[]): Op[][] => {
  const [runs, words] = [runsIn(texts), wanted.filter(({ text }) => text !== '')]
  const [olds, news] = [new Cursor(runs), new Cursor(words)]
  const ops = texts.map((): Op[] => [])
  let of = 0
  const step = (fate: Fate, most: number): number => {
    const [was, is] = [olds.here, news.here]
    if (fate !== 'new') of = was.run?.of ?? of
    const length = Math.min(most, fate === 'new' ? most : was.left, fate === 'old' ? most : is.left)
    const [marks, fresh] = [is.run?.marks ?? [], fate === 'old' ? '' : news.take(length)]
    if (fate !== 'new') olds.take(length)
    if (fate === 'old') ops[of]?.push({ delete: length })
    else if (fate === 'new') ops[of]?.push({ insert: fresh, attributes: markAttributes(marks) })
    else ops[of]?.push({ retain: length, attributes: patchOf(was.run?.attributes ?? {}, marks) })
    return length
  }
  const all = (list: readonly { text: string }[]) => list.map(({ text }) => text).join('')
  for (const { fate, length } of stretchesOf(all(runs), all(words))) {
    for (let left = length; left > 0;) left -= step(fate, left)
  }
  return ops
}

/** What only passes over words is needed before what changes something. */
const withoutTail = (ops: readonly Op[]): Op[] => {
  const last = ops.findLastIndex((op) => !('retain' in op) || Object.keys(op.attributes ?? {}).length > 0)
  return ops.slice(0, last + 1)
}

/** Makes texts that stand side by side say `wanted` together; there is at least one, and in them nothing but text. */
export const writeText = (texts: readonly Y.XmlText[], wanted: readonly TextInline[]): void => {
  opsFor(texts, wanted).forEach((ops, at) => {
    const needed = withoutTail(ops)
    if (needed.length > 0) texts[at]?.applyDelta(needed)
  })
}
