/** The Chromium of the browser tests, started once per test file. Owns its start and its end. */
import { type Browser, chromium } from 'playwright-core'
import { afterAll } from 'vitest'
import { CHROMIUM_FLAGS, ensureChromium } from '../run/chromium.ts'

let running: Promise<Browser> | null = null

/** The browser, started at the first call. Must be called where vitest accepts hooks, or inside a test. */
export const browser = (): Promise<Browser> => {
  running ??= chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS], headless: true })
  return running
}

/** Ends the browser after the last test of the file; every e2e file calls it once. */
export const closeBrowserAtEnd = (): void => {
  afterAll(async () => {
    const open = running
    running = null
    await (await open)?.close()
  })
}
