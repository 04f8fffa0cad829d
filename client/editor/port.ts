/** An editor as the table sees it: where the caret is and where it is to go. */
import type { Editor } from '@tiptap/react'
import { type Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { CaretHint, Edge, EditorPort } from './editor-port.ts'
import { OWN_MARK } from './paste.ts'

const atEdge = ({ state, view }: Editor, edge: Edge): boolean => {
  const { selection, doc } = state
  if (!(selection instanceof TextSelection) || !selection.empty) return false
  const back = edge === 'up' || edge === 'left'
  const limit = back ? TextSelection.atStart(doc) : TextSelection.atEnd(doc)
  if (edge === 'left' || edge === 'right') return selection.head === limit.head
  return selection.$head.parent === limit.$head.parent && selection.$head.start() === limit.$head.start()
    ? view.endOfTextblock(edge)
    : false
}

const caretX = ({ state, view }: Editor): number | null => {
  try {
    return view.coordsAtPos(state.selection.head).left
  } catch {
    // The caret's node is not drawn (yet): there is no place to speak of.
    return null
  }
}

/** The position in the first or last line that is nearest to `x`. */
const linePosition = ({ state, view }: Editor, at: 'firstLine' | 'lastLine', x: number | null): number => {
  const { head } = at === 'lastLine' ? TextSelection.atEnd(state.doc) : TextSelection.atStart(state.doc)
  if (x === null) return head
  const line = view.coordsAtPos(head)
  return view.posAtCoords({ left: x, top: (line.top + line.bottom) / 2 })?.pos ?? head
}

const selectionFor = (editor: Editor, caret: CaretHint): Selection => {
  const { doc } = editor.state
  const start = TextSelection.atStart(doc)
  const end = TextSelection.atEnd(doc)
  switch (caret.at) {
    case 'start':
      return start
    case 'end':
      return end
    case 'all':
      return TextSelection.between(start.$head, end.$head)
    case 'point': {
      const found = editor.view.posAtCoords({ left: caret.x, top: caret.y })
      return found ? TextSelection.near(doc.resolve(found.pos)) : end
    }
    case 'firstLine':
    case 'lastLine':
      return TextSelection.near(doc.resolve(linePosition(editor, caret.at, caret.x)))
  }
}

/**
 * ProseMirror takes a caret that comes to the start within 200 ms of the focus for the browser's own doing and puts it
 * back. Here the caret was placed by us: a quick Home is meant.
 */
const trustCaret = (view: EditorView): void => {
  ;(view as unknown as { input: { lastFocus: number } }).input.lastFocus = 0
}

/** ProseMirror looks at the caret 20 ms after the focus and undoes what it was not told of; it is told before. */
const TELL_MS = 15

const tellSelection = (): void => void document.dispatchEvent(new Event('selectionchange'))

const place = (editor: Editor, caret: CaretHint): void => {
  const { view } = editor
  // Focus first: ProseMirror then writes the DOM selection in the same turn.
  view.focus()
  trustCaret(view)
  setTimeout(tellSelection, TELL_MS)
  const selection = selectionFor(editor, caret)
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView().setMeta('addToHistory', false))
}

const extendTo = ({ state, view }: Editor, x: number, y: number): void => {
  const found = view.posAtCoords({ left: x, top: y })
  if (!found || found.pos === state.selection.head) return
  const $head = state.doc.resolve(found.pos)
  view.dispatch(state.tr.setSelection(TextSelection.between(state.selection.$anchor, $head)))
}

const isAllSelected = ({ state: { selection, doc } }: Editor): boolean =>
  selection.from <= TextSelection.atStart(doc).from && selection.to >= TextSelection.atEnd(doc).to

export const portOf = (editor: Editor): EditorPort => ({
  atEdge: (edge) => atEdge(editor, edge),
  caretX: () => caretX(editor),
  place: (caret) => place(editor, caret),
  extendTo: (x, y) => extendTo(editor, x, y),
  // The browser tells of a moved caret in a later task, which a fast next key can overtake; ProseMirror listens for this.
  catchUp: tellSelection,
  focus: () => editor.view.focus(),
  // The mark says that this is HTML of the schema already (`paste.ts`).
  paste: (html) => void editor.view.pasteHTML(`<!-- ${OWN_MARK} -->${html}`),
  isAllSelected: () => isAllSelected(editor),
  insertText: (text) => editor.view.dispatch(editor.state.tr.insertText(text)),
})
