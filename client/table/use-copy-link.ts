/** Puts the link of a row on the clipboard, and says so. */
import { copyWords } from '../ui/copy-words.ts'
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
    if (await copyWords(link)) showToast({ text: text('table.said.linkCopied') })
    // The link is shown, to be copied by hand.
    else showToast({ text: text('table.said.linkFailed', { link }), tone: 'bad' })
  }
}
