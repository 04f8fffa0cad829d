/** The clipboard's events in the sheet: which are the sheet's, which the open editor's. Owns that choice alone. */
import type { ClipboardEvent } from 'react'
import { useMemo } from 'react'
import { OWN_ATTRIBUTE } from '../../shared/clip/own.ts'
import type { Flavours } from '../editor/clipboard/read-clipboard.ts'
import { showLostCode } from '../lost-code.ts'
import { fetchCode } from '../ui/new-build.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import type { Announcer } from '../plan/announcer.ts'
import { useBox } from '../plan/box.ts'
import type { SheetScope } from './sheet-context.ts'
import type { Focus } from './sheet-model.ts'

const loadPaste = () => fetchCode(() => import('./paste.ts'))

const flavoursOf = (data: DataTransfer): Flavours => ({
  html: data.getData('text/html'),
  text: data.getData('text/plain'),
})

/** Whether a paste may be more than the text of one cell; the reader knows it for sure. */
export const mayBeGrid = ({ html, text }: Flavours): boolean =>
  html === '' ? text.includes('\t') : /<table/i.test(html) || html.includes(OWN_ATTRIBUTE)

/** Words that a reader has marked with the mouse are the browser's to copy. */
const hasMarkedWords = (): boolean => {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && selection.toString().trim() !== ''
}

type Scope = SheetScope & { announcer: Announcer }

/** Whether an event comes from a cell of the sheet, not from a tool, a dialog or a menu of it. */
const isOurs = ({ currentTarget, target }: ClipboardEvent): boolean =>
  target instanceof Element && currentTarget.contains(target) && !target.closest('[data-sheet-tool]')

export const useClipboard = (scope: Scope) => {
  const latest = useBox({ scope, text: useText() })
  return useMemo(() => {
    const paste = async (flavours: Flavours, focus: Focus) => {
      const { scope: now, text } = latest.get()
      const start = { focus, picked: now.picks.get() }
      await loadPaste().then(
        ({ pasteIntoSheet }) => pasteIntoSheet({ ...now, text, show: showToast }, flavours, start),
        (error: unknown) => showLostCode(error, text, text('table.paste.failed')),
      )
    }
    const take = (event: ClipboardEvent, verb: 'copy' | 'cut') => {
      const { model, cells } = latest.get().scope
      const focus = model.get()
      if (!focus || focus.mode === 'edit' || !isOurs(event)) return
      if (model.picked() === null && hasMarkedWords()) return
      if (cells[verb](event.clipboardData)) event.preventDefault()
    }
    return {
      onCopy: (event: ClipboardEvent) => take(event, 'copy'),
      onCut: (event: ClipboardEvent) => take(event, 'cut'),
      onPasteCapture: (event: ClipboardEvent) => {
        const focus = latest.get().scope.model.get()
        if (!focus || !isOurs(event) || focus.spot.kind === 'block') return
        const flavours = flavoursOf(event.clipboardData)
        const isOpen = focus.mode === 'edit'
        const isNumber = focus.spot.kind === 'cell' && focus.spot.column === 'number'
        if (isOpen && (focus.spot.kind !== 'cell' || isNumber || !mayBeGrid(flavours))) return
        event.preventDefault()
        event.stopPropagation()
        void paste(flavours, focus)
      },
    }
  }, [latest])
}
