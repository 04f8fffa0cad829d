/**
 * Makes the TipTap editor of one cell: the schema of all cells, the variant's keys, the shared text.
 * The only file that puts the extensions together.
 */
import { type Content, Editor, type Extensions } from '@tiptap/react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { Autolink } from './autolink.ts'
import { holdWhileComposing } from './composition.ts'
import { FirstLines, admitBrokenLists } from './first-lines.ts'
import { keepCaret } from './keep-caret.ts'
import { Bold, Italic, Link, Strike, Underline } from './marks.ts'
import { BulletList, Doc, HardBreak, ListItem, OrderedList, Paragraph, Text } from './nodes.ts'
import { fittedPaste } from './paste.ts'
import { sharedText } from './shared-text.ts'
import { shortcuts } from './shortcuts.ts'
import type { Variant } from './variants.ts'

/** Every node and mark of the document's schema, whatever the variant (SPEC CE1). */
export const SCHEMA_EXTENSIONS: Extensions = [
  Doc,
  Paragraph,
  Text,
  BulletList,
  OrderedList,
  ListItem,
  HardBreak,
  Link,
  Bold,
  Italic,
  Underline,
  Strike,
]

/** Px that the table's header and the format bar cover: the caret scrolls clear of them. */
const KEEP_CLEAR = { top: 44, right: 0, bottom: 72, left: 0 }

export interface EditorSetup {
  /** The element that becomes the editor's root. */
  element: HTMLElement
  doc: Y.Doc
  fragment: Y.XmlFragment
  variant: Variant
  /** What a screen reader calls the cell. */
  label: string
  awareness: Awareness
  undo: () => void
  redo: () => void
  /** Lets what others do wait until the returned function is called. */
  holdOthers: () => () => void
}

/** What the editor's root is to the page and to screen readers. */
const rootAttributes = (variant: Variant, label: string): Record<string, string> => ({
  class: 'rich',
  role: 'textbox',
  'aria-multiline': String(variant !== 'line'),
  'aria-label': label,
  spellcheck: 'true',
})

/**
 * Calls an open editor by another name. The number of a row and the title of a column change while somebody writes:
 * the editor, its caret and what is selected stay.
 */
export const nameEditor = (editor: Editor, label: string): void => {
  const { attributes, ...props } = editor.options.editorProps
  if (typeof attributes === 'object' && attributes['aria-label'] !== label)
    editor.setOptions({ editorProps: { ...props, attributes: { ...attributes, 'aria-label': label } } })
}

/** Mounts an editor in `element`, at once and with its text. */
export const createEditor = (setup: EditorSetup): Editor => {
  const { element, variant, label } = setup
  const shared = sharedText(setup)
  return new Editor({
    element: { mount: element },
    injectCSS: false,
    enablePasteRules: false,
    enableInputRules: variant === 'rich',
    extensions: [
      ...SCHEMA_EXTENSIONS,
      keepCaret(setup.doc),
      FirstLines,
      shared.extension,
      shortcuts(variant),
      holdWhileComposing(setup.holdOthers),
      fittedPaste(variant),
      ...(variant === 'rich' ? [Autolink] : []),
    ],
    editorProps: {
      scrollThreshold: KEEP_CLEAR,
      scrollMargin: KEEP_CLEAR,
      attributes: rootAttributes(variant, label),
    },
    onBeforeCreate: ({ editor }) => {
      admitBrokenLists(editor.schema)
      // TipTap takes a ready node too, its types only do not say so.
      editor.options.content = shared.read(editor.schema) as unknown as Content
    },
  })
}
