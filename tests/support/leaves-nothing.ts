/**
 * What a file of tests with a page leaves to the next one in its worker: nothing on the page, in its storage or in its
 * address. Set up for every file of such a project; owns the check alone, each file tidies up after itself. Messages to the reader
 * are put away here: whatever is pressed may leave one.
 */
import { deepStrictEqual } from 'node:assert'
import { afterAll, afterEach, vi } from 'vitest'
import { toasts } from '../../client/ui/toast.ts'

const NOTHING = { text: '', kept: [] as string[], address: '/' }

afterEach(() => toasts.clear())

afterAll(async () => {
  // Code that was asked for and not waited for would come when the page has gone, and be broken for the next file, too.
  await vi.dynamicImportSettled()
  if (typeof document === 'undefined') return
  const { pathname, search, hash } = location
  const left = {
    text: document.body.textContent,
    kept: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    address: `${pathname}${search}${hash}`,
  }
  deepStrictEqual(left, NOTHING, `left for the next file: ${JSON.stringify(left)}`)
})
