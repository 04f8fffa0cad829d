/**
 * Binds an editor to a fragment of the shared document: text both ways, carets of colleagues, and nothing of its own
 * history (the plan has one undo stack). The stock Collaboration extension would destroy that stack on unmount.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { initProseMirrorDoc, yCursorPlugin, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { isCaret } from '../../shared/caret.ts'
import { makeRemoteCaret, remoteSelection } from './remote-caret.ts'

/** The origin of what is typed in editors; the undo stack has to track it. */
export const EDITOR_ORIGIN: unknown = ySyncPluginKey

interface SharedTextOptions {
  fragment: Y.XmlFragment
  awareness: Awareness
  undo: () => void
  redo: () => void
}

/** `beforeinput` of the browser's own undo (its menu, a shaken phone): ours instead. */
const historyInput = (options: SharedTextOptions) =>
  new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput: (_view, event) => {
          if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false
          event.preventDefault()
          if (event.inputType === 'historyUndo') options.undo()
          else options.redo()
          return true
        },
      },
    },
  })

/**
 * Whether the binding may draw a client's state. It trusts each, looks carets up and writes a colour into `user`: what
 * it throws on would leave the editor behind the document, and the next key would write a colleague's change away.
 */
const mayDraw = (own: number, client: number, state: unknown): boolean => {
  if (own === client || typeof state !== 'object' || state === null) return false
  const { user = null, cursor } = state as { user?: unknown; cursor?: unknown }
  return typeof user === 'object' && isCaret(cursor)
}

/** The extension, and what the editor has to show first so that mounting renders once. */
export const sharedText = (options: SharedTextOptions) => {
  let mapping: unknown
  const extension = Extension.create({
    name: 'sharedText',
    priority: 1000,
    addProseMirrorPlugins: () => [
      ySyncPlugin(options.fragment, { mapping } as Parameters<typeof ySyncPlugin>[1]),
      yCursorPlugin(options.awareness, {
        awarenessStateFilter: mayDraw,
        cursorBuilder: makeRemoteCaret,
        selectionBuilder: remoteSelection,
      }),
      historyInput(options),
    ],
  })
  const read = (schema: Parameters<typeof initProseMirrorDoc>[1]): Node => {
    const initial = initProseMirrorDoc(options.fragment, schema)
    mapping = initial.mapping
    // A text that two people have emptied is an empty line, as in the static text; the first key writes it.
    return initial.doc.childCount > 0 ? initial.doc : (schema.topNodeType.createAndFill() ?? initial.doc)
  }
  return { extension, read }
}
