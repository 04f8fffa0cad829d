/** The Chromium of the browser tests, one for all files of a worker. Owns its start; it ends with the worker. */
import { type Browser, chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, ensureChromium } from '../run/chromium.ts'

/**
 * Pages of tests live too short for optimised code to pay for its compilation; those of the bench do not. Where a stack is
 * asked for, which pages and tools do while they start, V8 would read the functions on it once more for their positions:
 * it keeps them from the first reading.
 */
const SHORT_LIVED = '--js-flags=--no-maglev,--no-turbofan,--no-enable-lazy-source-positions'

let running: Promise<Browser> | null = null

/** The browser, started at the first call. */
export const browser = (): Promise<Browser> => {
  const args = [...CHROMIUM_FLAGS, SHORT_LIVED]
  running ??= chromium.launch({ executablePath: ensureChromium(), args, headless: true })
  return running
}
