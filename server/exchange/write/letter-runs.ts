/**
 * Blocks of a cell → runs of letters, for tables whose cells hold bold and italic but no paragraphs or lists. Owns that the
 * runs together are the cell's plain text, letter for letter; must not know any file format.
 */
import type { Block, Inline, Mark } from '../../../shared/plan/rich.ts'
import { blocksToText } from '../../../shared/plan/rich.ts'

const LETTERS = ['bold', 'italic', 'underline', 'strike'] as const
type Letter = (typeof LETTERS)[number]

export interface LetterRun {
  text: string
  letters: readonly Letter[]
}

const isLetter = (type: Mark['type']): type is Letter => (LETTERS as readonly string[]).includes(type)

const lettersOf = (inline: Inline): Letter[] =>
  inline.type === 'hardBreak' ? [] : inline.marks.flatMap(({ type }) => (isLetter(type) ? [type] : []))

const plain = (text: string): LetterRun => ({ text, letters: [] })

/** Whether anything in them is more than plain letters. */
const hasLetters = (blocks: readonly Block[]): boolean =>
  blocks.some((block) =>
    block.type === 'paragraph'
      ? block.content.some((inline) => lettersOf(inline).length > 0)
      : block.items.some(hasLetters),
  )

/** What is written before an item's words, and before each of its further paragraphs nothing. */
const markerOf = (list: Exclude<Block, { type: 'paragraph' }>, index: number): string =>
  blocksToText([
    {
      ...list,
      ...(list.type === 'orderedList' ? { start: list.start + index } : {}),
      items: [[{ type: 'paragraph', content: [{ type: 'text', text: '.', marks: [] }] }]],
    },
  ]).slice(0, -1)

/** Each paragraph's runs, with the marker of its list item before the first. */
const paragraphsOf = (block: Block): LetterRun[][] => {
  if (block.type === 'paragraph') {
    const runs = block.content.map((inline) => ({
      text: inline.type === 'text' ? inline.text : '\n',
      letters: lettersOf(inline),
    }))
    return [runs]
  }
  return block.items.flatMap((item, index) => {
    const [first = [], ...rest] = item.flatMap(paragraphsOf)
    return [[plain(markerOf(block, index)), ...first], ...rest]
  })
}

const joined = (runs: readonly LetterRun[]): LetterRun[] => {
  const all: LetterRun[] = []
  for (const run of runs) {
    const last = all.at(-1)
    if (run.text === '') continue
    if (last && last.letters.join() === run.letters.join())
      all[all.length - 1] = { ...last, text: last.text + run.text }
    else all.push(run)
  }
  return all
}

/** The part of the runs from one place of their text to another. */
const cut = (runs: readonly LetterRun[], from: number, to: number): LetterRun[] => {
  let at = 0
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += run.text.length
    return text === '' ? [] : [{ ...run, text }]
  })
}

/**
 * The runs of `text`, which is what a cell of these blocks holds: with nothing around it, perhaps cut off at its end, with
 * «…» or without. Null where all letters are plain, or where the blocks read otherwise.
 */
export const letterRuns = (blocks: readonly Block[], text: string): LetterRun[] | null => {
  if (!hasLetters(blocks)) return null
  const runs = joined(
    blocks.flatMap(paragraphsOf).flatMap((one, at) => (at === 0 ? one : [plain('\n'), ...one])),
  )
  const whole = runs.map((run) => run.text).join('')
  const from = whole.length - whole.trimStart().length
  if (whole.startsWith(text, from)) return cut(runs, from, from + text.length)
  const held = text.slice(0, -1)
  const isCut = text.endsWith('…') && whole.startsWith(held, from)
  return isCut ? joined([...cut(runs, from, from + held.length), plain('…')]) : null
}
