/**
 * The editor of the one cell that is being written in: mounts before paint, with the caret where it belongs.
 * Loaded later than the table (`load-editor.ts`); must not know rows or columns.
 */
import type { Editor } from '@tiptap/react'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import type { PlanSession } from '../plan/plan-session.ts'
import { FormatBar } from './FormatBar.tsx'
import { createEditor, nameEditor } from './create-editor.ts'
import type { CaretHint, EditorPort } from './editor-port.ts'
import { portOf } from './port.ts'
import { EDITOR_ORIGIN } from './shared-text.ts'
import type { Variant } from './variants.ts'
import { wakeFlag } from './wake-flag.ts'

export interface CellEditorProps {
  session: PlanSession
  fragment: Y.XmlFragment
  variant: Variant
  label: string
  caret: CaretHint
  /** Told of the open editor, and null when it closes. */
  onPort: (port: EditorPort | null) => void
}

/** Colleagues' flags show again when their carets move. */
const useFlags = ({ colleagues }: PlanSession, root: React.RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    let before = new Map(colleagues.get().map((one) => [one.clientId, one.cursor]))
    return colleagues.subscribe(() => {
      const now = colleagues.get()
      for (const { clientId, cursor } of now) {
        if (cursor === before.get(clientId)) continue
        const caret = root.current?.querySelector(`.remote-caret[data-client="${clientId}"]`)
        if (caret) wakeFlag(caret)
      }
      before = new Map(now.map((one) => [one.clientId, one.cursor]))
    })
  }, [colleagues, root])
}

export const CellEditor = memo(({ session, fragment, variant, label, caret, onPort }: CellEditorProps) => {
  const root = useRef<HTMLDivElement>(null)
  const hint = useRef(caret)
  const name = useRef(label)
  const [editor, setEditor] = useState<Editor | null>(null)
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    session.undo.track(EDITOR_ORIGIN)
    const undo = () => void session.undo.undo()
    const redo = () => void session.undo.redo()
    const made = createEditor({
      element,
      doc: session.doc,
      fragment,
      variant,
      label: name.current,
      awareness: session.awareness,
      undo,
      redo,
      holdOthers: () => session.holdOthers(),
    })
    const port = portOf(made)
    port.place(hint.current)
    onPort(port)
    setEditor(made)
    return () => {
      onPort(null)
      made.destroy()
    }
  }, [session, fragment, variant, onPort])
  useLayoutEffect(() => {
    name.current = label
    if (editor) nameEditor(editor, label)
  }, [editor, label])
  useFlags(session, root)
  return (
    <>
      <div ref={root} />
      {editor && variant === 'rich' && <FormatBar editor={editor} />}
    </>
  )
})
CellEditor.displayName = 'CellEditor'
