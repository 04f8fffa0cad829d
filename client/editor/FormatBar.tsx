/**
 * The quiet bar of a rich cell: marks, lists, link. Shows what stands at the caret; the keys do the same.
 */
import { type Editor, useEditorState } from '@tiptap/react'
import { Bold, Italic, Link2, List, ListOrdered, Strikethrough, Underline } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../ui/use-text.ts'
import { LinkField } from './LinkField.tsx'
import styles from './format-bar.module.css'
import { type ListKind, listAt, toggleList } from './lists.ts'

const MARKS = [
  { name: 'bold', icon: <Bold />, key: 'Ctrl+B' },
  { name: 'italic', icon: <Italic />, key: 'Ctrl+I' },
  { name: 'underline', icon: <Underline />, key: 'Ctrl+U' },
  { name: 'strike', icon: <Strikethrough />, key: 'Ctrl+Shift+X' },
] as const

const DashList = () => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    aria-hidden
  >
    <path d="M3 6h4M3 12h4M3 18h4M11 6h10M11 12h10M11 18h10" />
  </svg>
)

const LISTS: readonly { kind: ListKind; icon: ReactNode; key: string }[] = [
  { kind: 'disc', icon: <List />, key: 'Ctrl+Shift+8' },
  { kind: 'dash', icon: <DashList />, key: 'Ctrl+Shift+9' },
  { kind: 'ordered', icon: <ListOrdered />, key: 'Ctrl+Shift+7' },
]

interface ToolProps {
  label: string
  shortcut: string
  on: boolean
  icon: ReactNode
  onPress: () => void
}

const Tool = ({ label, shortcut, on, icon, onPress }: ToolProps) => (
  <button
    type="button"
    className={styles.tool}
    aria-label={label}
    aria-pressed={on}
    title={shortcut ? `${label} · ${shortcut}` : label}
    tabIndex={-1}
    // The caret has to stay in the cell.
    onMouseDown={(event) => event.preventDefault()}
    onClick={onPress}
  >
    {icon}
  </button>
)

const useActive = (editor: Editor) =>
  useEditorState({
    editor,
    selector: () => ({
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      underline: editor.isActive('underline'),
      strike: editor.isActive('strike'),
      link: editor.isActive('link'),
      list: listAt(editor),
    }),
  })

const Marks = ({ editor }: { editor: Editor }) => {
  const text = useText()
  const active = useActive(editor)
  return (
    <>
      {MARKS.map(({ name, icon, key }) => (
        <Tool
          key={name}
          label={text(`table.format.${name}`)}
          shortcut={key}
          on={active[name]}
          icon={icon}
          onPress={() => editor.chain().focus().toggleMark(name).run()}
        />
      ))}
      <span className={styles.rule} />
      {LISTS.map(({ kind, icon, key }) => (
        <Tool
          key={kind}
          label={text(`table.format.${kind}`)}
          shortcut={key}
          on={active.list === kind}
          icon={icon}
          onPress={() => toggleList(editor, kind)}
        />
      ))}
      <span className={styles.rule} />
    </>
  )
}

/** Height of what covers the foot of the window: a phone's keyboard. */
const useCovered = (): number => {
  const [covered, setCovered] = useState(0)
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const update = () => setCovered(Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop))
    update()
    viewport.addEventListener('resize', update)
    viewport.addEventListener('scroll', update)
    return () => {
      viewport.removeEventListener('resize', update)
      viewport.removeEventListener('scroll', update)
    }
  }, [])
  return covered
}

export const FormatBar = ({ editor }: { editor: Editor }) => {
  // Inside the page's main part, which the bar belongs to; not inside the sheet, whose size contains what is fixed.
  const host = editor.view.dom.closest('main') ?? document.body
  const text = useText()
  const covered = useCovered()
  const [linking, setLinking] = useState(false)
  const { link } = useActive(editor)
  return createPortal(
    <div
      className={styles.bar}
      style={{ marginBottom: covered }}
      role="toolbar"
      aria-label={text('table.format')}
      data-sheet-tool
      data-format-bar
    >
      {linking ? (
        <LinkField editor={editor} onClose={() => setLinking(false)} />
      ) : (
        <>
          <Marks editor={editor} />
          <Tool
            label={text('table.format.link')}
            shortcut=""
            on={link}
            icon={<Link2 />}
            onPress={() => setLinking(true)}
          />
        </>
      )}
    </div>,
    host,
  )
}
