/**
 * What may come in by paste and drop. Foreign HTML is read by `clipboard/`, which makes lists of Word's paragraphs and
 * keeps words, marks and links alone; here the slice is fitted to the cell's variant.
 */
import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { blocksToHtml } from '../../shared/plan/rich.ts'
import { readAsText } from './clipboard/read-clipboard.ts'
import type { Variant } from './variants.ts'

/** Lines of a node: each paragraph, each break. */
const linesOf = (content: Fragment): string[] => {
  const lines: string[] = []
  let open = ''
  let inline = false
  const flush = () => {
    if (inline) lines.push(open)
    open = ''
    inline = false
  }
  const walk = (node: Node): void => {
    if (node.isText) {
      open += node.text ?? ''
      inline = true
    } else if (node.type.name === 'hardBreak') {
      inline = true
      flush()
    } else {
      flush()
      if (node.isTextblock && node.childCount === 0) inline = true
      node.forEach(walk)
      flush()
    }
  }
  content.forEach(walk)
  flush()
  return lines
}

const paragraphs = (schema: Schema, lines: readonly string[]): Fragment => {
  const type = schema.nodes.paragraph
  if (!type) return Fragment.empty
  return Fragment.from(lines.map((line) => type.create(null, line === '' ? null : schema.text(line))))
}

/** Makes a slice of what the variant lets in. */
export const fitSlice = (slice: Slice, schema: Schema, variant: Variant): Slice => {
  if (variant === 'rich') return slice
  const lines = linesOf(slice.content)
  const kept = variant === 'line' ? [lines.join(' ').replace(/\s+/g, ' ').trim()] : lines
  const content = paragraphs(schema, kept)
  return content.childCount === 0 ? Slice.empty : new Slice(content, 1, 1)
}

/** In the HTML that an editor of ours copies; such HTML is left as it is. */
export const OWN_MARK = 'data-pm-slice'

/** Pasted HTML as HTML of the schema. */
const clean = (html: string): string => {
  if (html.includes(OWN_MARK)) return html
  return blocksToHtml(readAsText({ html, text: '' }))
}

export const fittedPaste = (variant: Variant) =>
  Extension.create({
    name: 'fittedPaste',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML: clean,
          transformPasted: (slice, view) => fitSlice(slice, view.state.schema, variant),
        },
      }),
    ],
  })
