/**
 * An editor for a text that is not in the plan yet: the same cell, in a document of its own that nobody shares.
 * Owns that document; fetched with the editor, must not know what becomes of the text.
 */
import { useLayoutEffect, useRef } from 'react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { makeFragment, readFragment } from '../../shared/plan/fragment.ts'
import type { Block } from '../../shared/plan/rich.ts'
import { useBox } from '../plan/box.ts'
import { createEditor } from './create-editor.ts'
import { portOf } from './port.ts'
import { EDITOR_ORIGIN } from './shared-text.ts'
import type { Variant } from './variants.ts'

export interface ScratchEditorProps {
  /** What it starts with; later values are not looked at. */
  blocks: readonly Block[]
  variant: Variant
  label: string
  onChange: (blocks: readonly Block[]) => void
}

const UNDO_KEYS = /^(?:KeyZ|KeyY)$/

export const ScratchEditor = ({ blocks, variant, label, onChange }: ScratchEditorProps) => {
  const root = useRef<HTMLDivElement>(null)
  const first = useRef(blocks)
  const told = useBox(onChange)
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const doc = new Y.Doc()
    const fragment = makeFragment(first.current)
    doc.getMap('scratch').set('text', fragment)
    const awareness = new Awareness(doc)
    const history = new Y.UndoManager(fragment, { trackedOrigins: new Set([EDITOR_ORIGIN]) })
    const [undo, redo] = [() => void history.undo(), () => void history.redo()]
    const editor = createEditor({
      element,
      doc,
      fragment,
      variant,
      label,
      awareness,
      undo,
      redo,
      holdOthers: () => () => {},
    })
    const tell = () => told.get()(readFragment(fragment))
    fragment.observeDeep(tell)
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !UNDO_KEYS.test(event.code)) return
      event.preventDefault()
      if (event.code === 'KeyY' || event.shiftKey) redo()
      else undo()
    }
    element.addEventListener('keydown', press)
    portOf(editor).place({ at: 'end' })
    return () => {
      element.removeEventListener('keydown', press)
      editor.destroy()
      history.destroy()
      awareness.destroy()
      doc.destroy()
    }
  }, [variant, label, told])
  return <div ref={root} />
}
