/** Turning paragraphs into lists and back. Works on the selection of a rich cell's editor. */
import type { Editor } from '@tiptap/core'

export type ListKind = 'disc' | 'dash' | 'ordered'

const NAMES = { disc: 'bulletList', dash: 'bulletList', ordered: 'orderedList' } as const
const attributesOf = (kind: ListKind): Record<string, unknown> => (kind === 'ordered' ? {} : { marker: kind })

/** The list around the caret, or null. */
export const listAt = (editor: Editor): ListKind | null => {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name === 'orderedList') return 'ordered'
    if (node.type.name === 'bulletList') return node.attrs.marker === 'dash' ? 'dash' : 'disc'
  }
  return null
}

/** Makes the selected paragraphs a list of that kind, changes its kind, or takes it away where it is one. */
export const toggleList = (editor: Editor, kind: ListKind): boolean => {
  const current = listAt(editor)
  if (current === kind) return editor.chain().focus().liftListItem('listItem').run()
  if (current !== null && NAMES[current] === NAMES[kind]) {
    return editor.chain().focus().updateAttributes(NAMES[kind], attributesOf(kind)).run()
  }
  return editor.chain().focus().toggleList(NAMES[kind], 'listItem', false, attributesOf(kind)).run()
}
