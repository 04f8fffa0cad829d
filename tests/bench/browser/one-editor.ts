/**
 * What Svod's sheet is measured beside: the same rows as one table in one TipTap editor, bound to a Yjs document by the
 * same binding. A page of nothing else: no server behind the document, no people, no saving, no other part of a product.
 */
import { type Content, Editor, Extension, Node } from '@tiptap/core'
import { tableEditing } from '@tiptap/pm/tables'
import { initProseMirrorDoc, ySyncPlugin } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

const Document = Node.create({ name: 'doc', topNode: true, content: 'table' })
const Text = Node.create({ name: 'text' })
const Paragraph = Node.create({ name: 'paragraph', content: 'text*', renderHTML: () => ['p', 0] })

/** A node with the role that prosemirror-tables knows it by. */
const part = (name: string, role: string, content: string, tag: string, attributes: string[]): Node =>
  Node.create({
    name,
    content,
    isolating: true,
    addAttributes: () => Object.fromEntries(attributes.map((key) => [key, { default: initial(key) }])),
    renderHTML: () => (tag === 'table' ? ['table', ['tbody', 0]] : [tag, 0]),
    extendNodeSchema: (extension) => (extension.name === name ? { tableRole: role } : {}),
  })

const initial = (attribute: string): number | null => (attribute === 'colwidth' ? null : 1)

const start = async (): Promise<void> => {
  const response = await fetch('plan.bin')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, new Uint8Array(await response.arrayBuffer()))
  const fragment = doc.getXmlFragment('table')
  let initial: ReturnType<typeof initProseMirrorDoc> | null = null
  const binding = Extension.create({
    name: 'binding',
    addProseMirrorPlugins: () => [ySyncPlugin(fragment, { mapping: initial?.mapping }), tableEditing()],
  })
  const editor = new Editor({
    element: document.getElementById('root'),
    extensions: [
      Document,
      Text,
      Paragraph,
      part('table', 'table', 'tableRow+', 'table', []),
      part('tableRow', 'row', 'tableCell*', 'tr', []),
      part('tableCell', 'cell', 'paragraph+', 'td', ['colspan', 'rowspan', 'colwidth']),
      binding,
    ],
    // The document is read once and drawn once, as Svod's own cells are.
    onBeforeCreate: ({ editor: created }) => {
      initial = initProseMirrorDoc(fragment, created.schema)
      created.options.content = initial.doc as unknown as Content
    },
  })
  editor.commands.focus()
}

void start()
