/** A suggested text beside the present one as one run of words: kept, old and new, long kept stretches left out. Pure. */
import { cutText } from '../../shared/cut-text.ts'
import type { Fate } from '../../shared/plan/myers.ts'
import type { Block } from '../../shared/plan/rich.ts'
import { type MarkedLine, diffWords } from '../../shared/plan/words.ts'

export interface DiffPart {
  readonly fate: Fate
  readonly text: string
}

const partsOf = ({ fate, marker, runs }: MarkedLine, index: number): DiffPart[] => [
  { fate, text: (index === 0 ? '' : '\n') + (marker && `${marker} `) },
  ...runs,
]

/** What changes, in reading order; neighbours of one fate are one part. */
export const diffSuggestion = (before: readonly Block[], after: readonly Block[]): readonly DiffPart[] => {
  const joined: DiffPart[] = []
  for (const { fate, text } of diffWords(before, after).flatMap(partsOf)) {
    const last = joined.at(-1)
    if (last?.fate === fate) joined[joined.length - 1] = { fate, text: last.text + text }
    else if (text !== '') joined.push({ fate, text })
  }
  return joined
}

/** Characters of what stays that are shown on either side of a change. */
const CONTEXT = 60

const cutStart = (text: string): string =>
  text.length <= CONTEXT ? text : `… ${text.slice(-CONTEXT).replace(/^\S*\s+/, '')}`

const cutEnd = (text: string): string =>
  text.length <= CONTEXT ? text : `${cutText(text, CONTEXT).replace(/\s+\S*$/, '')} …`

const shorter = ({ fate, text }: DiffPart, isFirst: boolean, isLast: boolean): DiffPart => {
  if (isFirst) return { fate, text: cutStart(text) }
  if (isLast) return { fate, text: cutEnd(text) }
  return text.length <= 2 * CONTEXT ? { fate, text } : { fate, text: cutEnd(text) + cutStart(text).slice(1) }
}

/** The same with long stretches of what stays left out, so that a change in a long text is seen at once. */
export const condense = (parts: readonly DiffPart[]): readonly DiffPart[] =>
  parts.length < 2
    ? parts
    : parts.map((part, at) =>
        part.fate === 'kept' ? shorter(part, at === 0, at === parts.length - 1) : part,
      )
