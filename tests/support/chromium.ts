/** The Chromium of the browser tests, started once per test file. Owns its flags and its end. */
import { type Browser, chromium } from 'playwright-core'
import { afterAll } from 'vitest'
import { ensureChromium } from '../run/chromium.ts'

/** Nothing in the background, nothing over the network but what the test opens; runs as root in a container too. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

let running: Promise<Browser> | null = null

/** The browser, started at the first call. Must be called where vitest accepts hooks, or inside a test. */
export const browser = (): Promise<Browser> => {
  running ??= chromium.launch({ executablePath: ensureChromium(), args: FLAGS, headless: true })
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
