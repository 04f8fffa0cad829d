/** One cell of the open row: read, or written in with the cells' own editor as soon as it has the focus. */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import * as Y from 'yjs'
import { cellKey, rowsOf } from '../../shared/plan/schema.ts'
import type { ColumnView, RowView } from '../../shared/plan/view.ts'
import type { CaretHint } from '../editor/editor-port.ts'
import { editorStore, loadEditor } from '../editor/load-editor.ts'
import { showLostCode } from '../lost-code.ts'
import { RichView } from '../editor/RichView.tsx'
import { variantOf } from '../editor/variants.ts'
import { useStore } from '../plan/use-plan.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './panel.module.css'
import { useRowPeople, useRowScope } from './row-context.ts'

interface FieldProps {
  row: RowView
  column: ColumnView
  readOnly: boolean
  /** Stands under the words. */
  children: ReactNode
}

/** Tells colleagues and the undo stack where I write, while I do. */
const usePlace = (row: string, column: string, isOpen: boolean): void => {
  const { session } = useRowScope()
  useEffect(() => {
    if (!isOpen) return
    const place = { row, field: column, section: null }
    session.undo.cut()
    session.undo.at(place)
    session.setPlace(place)
    return () => {
      session.undo.cut()
      session.undo.at(null)
    }
  }, [session, row, column, isOpen])
}

const stay = () => {}

const Open = ({
  row,
  column,
  label,
  caret,
}: Omit<FieldProps, 'readOnly' | 'children'> & { label: string; caret: CaretHint }) => {
  const { session } = useRowScope()
  const text = useText()
  const loaded = useStore(editorStore)
  const fragment = useMemo(
    () => rowsOf(session.doc).get(row.id)?.get(cellKey(column.id)),
    [session, row.id, column.id],
  )
  useEffect(() => {
    if (!loaded)
      loadEditor().catch((error: unknown) => showLostCode(error, text, text('table.said.editorFailed')))
  }, [loaded, text])
  if (!loaded || !(fragment instanceof Y.XmlFragment)) return <RichView blocks={row.cells[column.id] ?? []} />
  const { Editor } = loaded
  return (
    <Editor
      session={session}
      fragment={fragment}
      variant={variantOf(column.id)}
      label={label}
      caret={caret}
      onPort={stay}
    />
  )
}

const People = ({ row, column }: { row: string; column: string }) => {
  const here = useRowPeople(row).filter(({ place, cursor }) => place?.field === column && cursor !== null)
  if (here.length === 0) return null
  return (
    <span className={styles.writing} data-hue={here[0]?.hue}>
      {here.map(({ clientId, name, hue }) => (
        <span key={clientId}>
          <Avatar name={name} hue={hue} size={18} />
          {name}
        </span>
      ))}
    </span>
  )
}

export const Field = ({ row, column, readOnly, children }: FieldProps) => {
  const { language } = useRowScope()
  const text = useText()
  const frame = useRef<HTMLDivElement>(null)
  const [caret, setCaret] = useState<CaretHint | null>(null)
  const isOpen = caret !== null && !readOnly
  usePlace(row.id, column.id, isOpen)
  const label = column.title || text('table.column.untitled')
  const blocks = row.cells[column.id] ?? []
  const shut = useCallback((event: React.FocusEvent) => {
    const to = event.relatedTarget
    if (to instanceof Element && (frame.current?.contains(to) || to.closest('[data-sheet-tool]'))) return
    // A window that is left for another keeps its cell open.
    if (to === null && !document.hasFocus()) return
    setCaret(null)
  }, [])
  // The editor in it has these itself.
  const closed = { role: 'textbox', 'aria-label': label, 'aria-multiline': true, 'aria-readonly': readOnly }
  const handlers = {
    onMouseDown: (event: React.MouseEvent) => {
      if (isOpen || readOnly || event.button !== 0) return
      event.preventDefault()
      setCaret({ at: 'point', x: event.clientX, y: event.clientY })
    },
    onFocus: (event: React.FocusEvent) => {
      if (!isOpen && !readOnly && event.target === frame.current) setCaret({ at: 'end' })
    },
    onBlur: shut,
  }
  return (
    <div className={styles.field} data-field={column.id}>
      <span className={styles.label}>
        {label}
        <People row={row.id} column={column.id} />
      </span>
      <div
        ref={frame}
        {...(isOpen ? {} : closed)}
        tabIndex={isOpen ? -1 : 0}
        lang={language}
        data-writing={isOpen || undefined}
        data-closed={readOnly || undefined}
        className={styles.text}
        {...handlers}
      >
        {isOpen ? (
          <Open row={row} column={column} label={label} caret={caret} />
        ) : (
          <RichView blocks={blocks} />
        )}
      </div>
      {children}
    </div>
  )
}
