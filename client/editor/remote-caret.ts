/**
 * How a colleague's caret and selection look inside an open editor; `table/RemoteCarets.tsx` draws the same in cells
 * that are not open (both through `remote-caret.css`).
 */
import type { DecorationAttrs } from '@tiptap/pm/view'
import './remote-caret.css'

interface CaretUser {
  name?: unknown
  hue?: unknown
}

/** A department's hue as the value of `data-hue`; '0' where there is none. */
const hueOf = (user: CaretUser): string =>
  typeof user.hue === 'number' && user.hue >= 1 && user.hue <= 6 ? String(user.hue) : '0'

/** A thin bar; the name flag shows on movement and fades by itself. */
export const makeRemoteCaret = (user: CaretUser, clientId: number): HTMLElement => {
  const caret = document.createElement('span')
  caret.className = 'remote-caret'
  caret.dataset.client = String(clientId)
  caret.dataset.name = typeof user.name === 'string' ? user.name : ''
  caret.dataset.hue = hueOf(user)
  return caret
}

export const remoteSelection = (user: CaretUser): DecorationAttrs => ({
  class: 'remote-selection',
  'data-hue': hueOf(user),
})
