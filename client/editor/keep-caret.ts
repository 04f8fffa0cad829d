/**
 * Keeps a caret that the browser has just moved. It tells of that in a later task; what a colleague does meanwhile
 * redraws the editor, and ProseMirror would put the caret back to where it last knew it.
 */
import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { yCursorPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

/** Takes the browser's caret over. Reads the selection alone: text that is not read yet must not be written here. */
const adoptSelection = (view: EditorView): void => {
  const { state } = view
  const dom = document.getSelection()
  if (view.composing || !view.hasFocus() || !dom?.anchorNode || !dom.focusNode) return
  if (!(state.selection instanceof TextSelection) || !view.dom.contains(dom.anchorNode)) return
  const anchor = view.posAtDOM(dom.anchorNode, dom.anchorOffset)
  const head = view.posAtDOM(dom.focusNode, dom.focusOffset)
  if (anchor === state.selection.anchor && head === state.selection.head) return
  const selection = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head))
  if (!selection.eq(state.selection)) view.dispatch(state.tr.setSelection(selection))
}

/** Stands before the shared text: its binding remembers the caret when a transaction begins. */
export const keepCaret = (doc: Y.Doc) => {
  /** Depth of what this editor itself is dispatching: then the document is being written from here. */
  let own = 0
  return Extension.create({
    name: 'keepCaret',
    priority: 2000,
    dispatchTransaction({ transaction, next }) {
      // Carets are announced a task later: the cell may have been left meanwhile.
      if (this.editor.isDestroyed) return
      const carets: unknown = transaction.getMeta(yCursorPluginKey)
      const isOthers = own === 0 && carets !== undefined && !transaction.docChanged
      if (isOthers) adoptSelection(this.editor.view)
      own++
      try {
        next(isOthers ? this.editor.state.tr.setMeta(yCursorPluginKey, carets) : transaction)
      } finally {
        own--
      }
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        view: (view) => {
          const before = () => {
            if (own === 0) adoptSelection(view)
          }
          doc.on('beforeAllTransactions', before)
          return { destroy: () => doc.off('beforeAllTransactions', before) }
        },
      }),
    ],
  })
}
