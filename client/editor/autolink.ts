/**
 * Web and mail addresses become links when a space or Enter closes them, and on paste over a selection.
 * Pure recognition, and the extension of rich cells that applies it.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isSafeHref } from '../../shared/plan/schema.ts'
import { isHost } from '../../shared/plan/hosts.ts'

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>«»"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/iu
const MAIL = /^[\w.+-]+@(?:[\w-]+\.)+[a-z][a-z-]*[a-z\d]$/iu
const NAMED_WEB = /^www(?:\.[\p{L}\d-]+)*\.\p{L}[\p{L}\d-]*(?:[/?#]\S*)?$/iu
const BARE = /^([^\s/?#]+)(?:[/?#]\S*)?$/u
/** Closing punctuation that belongs to the sentence. */
const TAIL = /[.,;:!?)\]}…]+$/u

/** The link target of an address as people write it, or null. */
export const hrefOf = (text: string): string | null => {
  const trimmed = text.trim()
  if (trimmed === '' || /\s/.test(trimmed)) return null
  const whole: unknown = trimmed
  if (isSafeHref(whole)) return whole
  if (MAIL.test(trimmed)) return `mailto:${trimmed}`
  const isWeb = NAMED_WEB.test(trimmed) || isHost(BARE.exec(trimmed)?.[1] ?? '')
  return isWeb && isSafeHref(`https://${trimmed}`) ? `https://${trimmed}` : null
}

/** The address that ends `text`, with its place in it. */
export const addressAtEnd = (text: string): { from: number; to: number; href: string } | null => {
  const word = /\S+$/u.exec(text)
  if (!word) return null
  const match = ADDRESS.exec(word[0])
  if (!match) return null
  const address = match[0].replace(TAIL, '')
  const href = hrefOf(address)
  const from = word.index + match.index
  return href === null ? null : { from, to: from + address.length, href }
}

/** Makes a link of the address that ends there, where it is none yet. */
export const linkAddressBefore = (view: EditorView, pos: number): void => {
  const { state } = view
  const $pos = state.doc.resolve(pos)
  const before = $pos.parent.textBetween(0, $pos.parentOffset, undefined, '\ufffc')
  const found = addressAtEnd(before)
  const link = state.schema.marks.link
  if (!found || !link) return
  const [from, to] = [$pos.start() + found.from, $pos.start() + found.to]
  if (!state.doc.rangeHasMark(from, to, link))
    view.dispatch(state.tr.addMark(from, to, link.create({ href: found.href })))
}

export const Autolink = Extension.create({
  name: 'autolink',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput: (view, from, _to, text) => {
          if (text === ' ') linkAddressBefore(view, from)
          return false
        },
        handlePaste: (view, event) => {
          const { state } = view
          const link = state.schema.marks.link
          const href = hrefOf(event.clipboardData?.getData('text/plain') ?? '')
          if (!link || href === null || state.selection.empty) return false
          const { from, to } = state.selection
          view.dispatch(state.tr.addMark(from, to, link.create({ href })))
          return true
        },
      },
    }),
  ],
})
