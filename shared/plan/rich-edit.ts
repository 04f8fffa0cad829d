/** Changing words inside rich text by their place in its plain text. Pure; marks and structure stay. */
import type { TextEdit } from '../period/shift.ts'
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

/** Edits of a text that begins at `from` of the whole. */
const edited = (text: string, from: number, edits: readonly TextEdit[]): string =>
  edits.reduceRight(
    (words, edit) => words.slice(0, edit.from - from) + edit.text + words.slice(edit.to - from),
    text,
  )

/**
 * The blocks with the edits of their `blocksToText` made; null where an edit does not lie in one run of text, or the result
 * would not say what the edits say.
 */
export const editBlocks = (blocks: readonly Block[], edits: readonly TextEdit[]): Block[] | null => {
  const text = blocksToText(blocks)
  const walk = new Walk(blocks)
  const lead = walk.text.length - walk.text.trimStart().length
  const next = changed(blocks, (inline) => {
    if (inline.type !== 'text') return inline
    const from = (walk.starts.get(inline) ?? 0) - lead
    const own = edits.filter((edit) => edit.from >= from && edit.to <= from + inline.text.length)
    return own.length === 0 ? inline : { ...inline, text: edited(inline.text, from, own) }
  })
  return blocksToText(next) === edited(text, 0, edits).trim() ? next : null
}
