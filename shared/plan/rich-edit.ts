/** Changing words inside rich text by their place in its plain text. Pure; marks and structure stay. */
import { type TextEdit, applyEdits } from '../period/shift.ts'
import { type Block, type Inline, blocksToText } from './rich.ts'

/** The text as `blocksToText` writes it before it trims, and where in it each run of text begins. */
class Walk {
  readonly starts = new Map<Inline, number>()
  text = ''

  constructor(blocks: readonly Block[]) {
    this.blocks(blocks)
  }

  private blocks(blocks: readonly Block[]): void {
    blocks.forEach((block, at) => {
      if (at > 0) this.text += '\n'
      if (block.type === 'paragraph') return this.content(block.content)
      block.items.forEach((item, index) => {
        if (index > 0) this.text += '\n'
        if (block.type === 'orderedList') this.text += `${block.start + index}. `
        else if (block.marker === 'dash') this.text += '- '
        this.blocks(item)
      })
    })
  }

  private content(content: readonly Inline[]): void {
    for (const inline of content) {
      this.starts.set(inline, this.text.length)
      this.text += inline.type === 'text' ? inline.text : '\n'
    }
  }
}

const changed = (blocks: readonly Block[], change: (inline: Inline) => Inline): Block[] =>
  blocks.map((block): Block => {
    if (block.type === 'paragraph') return { ...block, content: block.content.map(change) }
    return { ...block, items: block.items.map((item) => changed(item, change)) }
  })

/** Edits of a whole as those of a part of it that begins at `from`. */
const movedTo = (from: number, edits: readonly TextEdit[]): TextEdit[] =>
  edits.map((edit) => ({ from: edit.from - from, to: edit.to - from, text: edit.text }))

/** The runs of text of blocks, in their order, with where they lie in `blocksToText`. */
interface Run {
  readonly inline: Inline
  readonly from: number
  readonly to: number
}

const runsOf = (blocks: readonly Block[]): Run[] => {
  const walk = new Walk(blocks)
  const lead = walk.text.length - walk.text.trimStart().length
  return [...walk.starts].flatMap(([inline, start]): Run[] =>
    inline.type === 'text' ? [{ inline, from: start - lead, to: start - lead + inline.text.length }] : [],
  )
}

/** The edits that lie in one run of text, by run; edits and runs both ascend. */
const byRun = <Edit extends TextEdit>(runs: readonly Run[], edits: readonly Edit[]): Map<Inline, Edit[]> => {
  const own = new Map<Inline, Edit[]>()
  let at = 0
  for (const edit of edits) {
    while ((runs[at]?.to ?? Infinity) < edit.to) at += 1
    const run = runs[at]
    if (!run || edit.from < run.from) continue
    const known = own.get(run.inline)
    if (known) known.push(edit)
    else own.set(run.inline, [edit])
  }
  return own
}

/** Those of the edits that lie in one run of text each; they lie in the text in order and apart. */
export const editsInRuns = <Edit extends TextEdit>(
  blocks: readonly Block[],
  edits: readonly Edit[],
): Edit[] => [...byRun(runsOf(blocks), edits).values()].flat()

/**
 * The blocks with the edits of their `blocksToText` made, which lie in it in order and apart; null where an edit does not lie
 * in one run of text, or the result would not say what the edits say.
 */
export const editBlocks = (blocks: readonly Block[], edits: readonly TextEdit[]): Block[] | null => {
  const runs = runsOf(blocks)
  const own = byRun(runs, edits)
  const starts = new Map(runs.map(({ inline, from }) => [inline, from]))
  const next = changed(blocks, (inline) => {
    const its = own.get(inline)
    if (inline.type !== 'text' || its === undefined) return inline
    return { ...inline, text: applyEdits(inline.text, movedTo(starts.get(inline) ?? 0, its)) }
  })
  return blocksToText(next) === applyEdits(blocksToText(blocks), edits).trim() ? next : null
}
