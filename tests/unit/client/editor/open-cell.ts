/** A cell's editor in jsdom, over a document that the test holds. */
import type { Editor } from '@tiptap/react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createEditor } from '../../../../client/editor/create-editor.ts'
import type { Variant } from '../../../../client/editor/variants.ts'
import { makeFragment, readFragment } from '../../../../shared/plan/fragment.ts'
import { parseHtml } from '../../../../shared/plan/html.ts'
import { blocksToHtml } from '../../../../shared/plan/rich.ts'

const opened: Editor[] = []

/** Closes what `mount` has opened. */
export const closeCells = (): void => {
  for (const editor of opened.splice(0)) editor.destroy()
  document.body.replaceChildren()
}

/** A document with one text, as a cell has it. */
export const cellOf = (html: string) => {
  const doc = new Y.Doc()
  const fragment = makeFragment(html === '' ? [] : parseHtml(html))
  doc.getMap('test').set('text', fragment)
  return { doc, fragment }
}

/** Mounts the editor of a text. `updates` counts what was written from then on. */
export const mount = (
  doc: Y.Doc,
  fragment: Y.XmlFragment,
  { variant = 'rich', awareness = new Awareness(doc) }: { variant?: Variant; awareness?: Awareness } = {},
) => {
  let updates = 0
  doc.on('update', () => updates++)
  const element = document.createElement('div')
  document.body.append(element)
  const nothing = () => undefined
  let held = 0
  const holdOthers = () => {
    held++
    return () => void held--
  }
  const editor = createEditor({
    element,
    doc,
    fragment,
    variant,
    label: 'Ячейка',
    awareness,
    undo: nothing,
    redo: nothing,
    holdOthers,
  })
  opened.push(editor)
  const html = () => blocksToHtml(readFragment(fragment))
  return { editor, doc, fragment, html, updates: () => updates, awareness, held: () => held }
}
