/** The Chromium of the browser tests, one for all files of a worker. Owns its start; it ends with the worker. */
import { type Browser, chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, ensureChromium } from '../run/chromium.ts'

let running: Promise<Browser> | null = null

/** The browser, started at the first call. */
export const browser = (): Promise<Browser> => {
  running ??= chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS], headless: true })
  return running
}
