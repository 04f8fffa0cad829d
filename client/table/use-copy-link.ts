/** Puts the link of a row on the clipboard, and says so. */
import { useText } from '../ui/use-text.ts'
import { showToast } from '../ui/toast.ts'
import { useSheet } from './sheet-context.ts'

/** The path of a row's link. */
export const rowLink = (planId: string, row: string): string => `/p/${planId}#row=${row}`

export const useCopyLink = (): ((row: string) => Promise<void>) => {
  const { session } = useSheet()
  const text = useText()
  return async (row) => {
    const link = new URL(rowLink(session.planId, row), window.location.href).href
    try {
      await navigator.clipboard.writeText(link)
      showToast({ text: text('table.said.linkCopied') })
    } catch {
      // No clipboard here (plain http, or refused): the link is shown, to be copied by hand.
      showToast({ text: text('table.said.linkFailed', { link }), tone: 'bad' })
    }
  }
}
