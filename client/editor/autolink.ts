/**
 * Web and mail addresses become links when a space or the paragraph's end closes them, and on paste over a selection.
 * Pure recognition, and the extension of rich cells that applies it.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
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

export const Autolink = Extension.create({
  name: 'autolink',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput: (view, from, _to, text) => {
          if (text !== ' ') return false
          const { state } = view
          const $from = state.doc.resolve(from)
          const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
          const found = addressAtEnd(before)
          const link = state.schema.marks.link
          if (!found || !link) return false
          const start = $from.start()
          const { from: a, to: b } = { from: start + found.from, to: start + found.to }
          if (state.doc.rangeHasMark(a, b, link)) return false
          view.dispatch(state.tr.addMark(a, b, link.create({ href: found.href })))
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
