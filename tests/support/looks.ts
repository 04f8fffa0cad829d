/** A page in all its looks: light and dark, wide and narrow. Owns the list of looks; what axe asks for is `axe.ts`'s. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from './axe.ts'
import { DESKTOP, PHONE, shoot } from './browser.ts'

const LOOKS = [
  ['wide-light', DESKTOP, 'light'],
  ['wide-dark', DESKTOP, 'dark'],
  ['narrow-light', PHONE, 'light'],
  ['narrow-dark', PHONE, 'dark'],
] as const

/** Looks at a page in light and dark, wide and narrow; takes a picture of each. */
export const expectAccessibleInAllLooks = async (page: Page, name: string): Promise<void> => {
  for (const [look, viewport, colorScheme] of LOOKS) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await shoot(page, `${name}-${look}`)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), look).toBe(true)
  }
}
