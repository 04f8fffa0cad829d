/**
 * The clipboard of a page, through the real one: what another program would have put there is put there by a copy, and
 * taken by Ctrl+V. Owns the way in and out; what programs write is in `clipboards/`.
 */
import type { Page } from 'playwright-core'

export interface Copied {
  readonly html: string
  readonly text: string
}

/** Puts flavours onto the clipboard as another program does: raw, the browser cleans nothing. */
export const fillClipboard = async (page: Page, { html = '', text = '' }: Partial<Copied>): Promise<void> => {
  await page.evaluate(
    (flavours) => {
      const fill = (event: ClipboardEvent) => {
        if (flavours.html !== '') event.clipboardData?.setData('text/html', flavours.html)
        event.clipboardData?.setData('text/plain', flavours.text)
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      window.addEventListener('copy', fill, { capture: true, once: true })
    },
    { html, text },
  )
  await page.keyboard.press('Control+KeyC')
}

/** Pastes what another program copied into whatever has the focus. */
export const pasteFrom = async (page: Page, flavours: Partial<Copied>): Promise<void> => {
  await fillClipboard(page, flavours)
  await page.keyboard.press('Control+KeyV')
}

/** What the next paste on the page is given; the page itself gets none of it. */
export const readClipboardOf = async (page: Page): Promise<Copied> => {
  await page.evaluate(() => {
    const take = (event: ClipboardEvent) => {
      const data = event.clipboardData
      Object.assign(window, {
        taken: { html: data?.getData('text/html') ?? '', text: data?.getData('text/plain') ?? '' },
      })
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('paste', take, { capture: true, once: true })
  })
  await page.keyboard.press('Control+KeyV')
  return await page.evaluate(() => (window as unknown as { taken: Copied }).taken)
}
