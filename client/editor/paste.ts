/**
 * What may come in by paste and drop. HTML is reduced to the schema by ProseMirror's parser; here the slice is fitted
 * to the cell's variant, and text gets its lists and links.
 */
import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
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

/** Comments, styles and scripts of Word's HTML, which the parser would otherwise read as text. */
const clean = (html: string): string =>
  html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(style|script|title)\b[\s\S]*?<\/\1>/gi, '')

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
