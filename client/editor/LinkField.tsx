/** The address of a link: typed, changed, opened or taken away. Only safe targets are taken. */
import type { Editor } from '@tiptap/react'
import { Check, ExternalLink, Unlink } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isSafeHref } from '../../shared/plan/schema.ts'
import { isComposing } from '../plan/chord.ts'
import { useText } from '../ui/use-text.ts'
import { hrefOf } from './autolink.ts'
import styles from './format-bar.module.css'

/** The name of the highlight in `rich.css`. */
const KEPT = 'kept-selection'

const currentHref = (editor: Editor): string => {
  const href: unknown = editor.getAttributes('link').href
  return isSafeHref(href) ? href : ''
}

/** Sets the link on the selection, on the link around the caret, or inserts the address itself. */
const applyLink = (editor: Editor, href: string): void => {
  const { empty } = editor.state.selection
  const chain = editor.chain().focus()
  if (!empty || editor.isActive('link')) chain.extendMarkRange('link').setMark('link', { href }).run()
  else chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
}

interface LinkFieldProps {
  editor: Editor
  onClose: () => void
}

type Press = (event: KeyboardEvent) => void

/**
 * Esc gives the address up, wherever in its line the focus is. The bar is drawn elsewhere, but its keys come to the
 * card or row that is open around the editor, which Esc would close as well.
 */
const escapeOf =
  ({ editor, onClose }: LinkFieldProps): Press =>
  (event) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (isComposing(event.nativeEvent)) return
    event.preventDefault()
    editor.commands.focus()
    onClose()
  }

/** What can be done with a link that is there. */
const Existing = ({ editor, onClose, onKeyDown }: LinkFieldProps & { onKeyDown: Press }) => {
  const text = useText()
  const href = currentHref(editor)
  if (href === '') return null
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
    onClose()
  }
  const named = (label: string) => ({ 'aria-label': label, title: label, onKeyDown })
  return (
    <>
      <a
        className={styles.tool}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        {...named(text('table.format.openLink'))}
      >
        <ExternalLink />
      </a>
      <button
        className={styles.tool}
        type="button"
        onClick={remove}
        {...named(text('table.format.removeLink'))}
      >
        <Unlink />
      </button>
    </>
  )
}

const AddressInput = ({ value, refused, onChange, onKeyDown }: AddressProps) => {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  // One asked for the field: the typing goes on in it.
  useEffect(() => input.current?.select(), [])
  return (
    <input
      ref={input}
      className={styles.address}
      inputMode="url"
      value={value}
      placeholder="https://"
      aria-label={text('table.format.address')}
      aria-invalid={refused}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}

interface AddressProps {
  value: string
  refused: boolean
  onChange: (value: string) => void
  onKeyDown: Press
}

/** Keeps what is selected in sight while the address has the focus; where the browser cannot, nothing is lost. */
const useKeptSelection = (editor: Editor): void => {
  useLayoutEffect(() => {
    if (!('highlights' in CSS)) return
    const { from, to } = editor.state.selection
    const start = editor.view.domAtPos(from)
    const end = editor.view.domAtPos(to)
    const range = document.createRange()
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    CSS.highlights.set(KEPT, new Highlight(range))
    return () => void CSS.highlights.delete(KEPT)
  }, [editor])
}

export const LinkField = ({ editor, onClose }: LinkFieldProps) => {
  const text = useText()
  useKeptSelection(editor)
  const [address, setAddress] = useState(() => currentHref(editor))
  const [refused, setRefused] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const href = hrefOf(address)
    setRefused(href === null)
    if (href === null) return
    applyLink(editor, href)
    onClose()
  }
  const change = (value: string) => {
    setAddress(value)
    setRefused(false)
  }
  const press = escapeOf({ editor, onClose })
  const label = text('table.format.setLink')
  return (
    <form className={styles.link} onSubmit={submit}>
      <AddressInput value={address} refused={refused} onChange={change} onKeyDown={press} />
      <button className={styles.tool} type="submit" aria-label={label} title={label} onKeyDown={press}>
        <Check />
      </button>
      <Existing editor={editor} onClose={onClose} onKeyDown={press} />
    </form>
  )
}
