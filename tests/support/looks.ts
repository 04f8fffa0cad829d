/**
 * A page in its looks: light and dark, wide and narrow. Colours come from the theme and layout from the width, so two
 * looks show both; with SVOD_PICTURES all four are gone through, for people to look at. Owns the list of looks.
 */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from './axe.ts'
import { DESKTOP, PHONE, shoot, takesPictures } from './browser.ts'

const LOOKS = [
  ['wide-light', DESKTOP, 'light'],
  ['narrow-dark', PHONE, 'dark'],
] as const
const MORE_LOOKS = [
  ['wide-dark', DESKTOP, 'dark'],
  ['narrow-light', PHONE, 'light'],
] as const

/** Until the page has been drawn in its new look: until then its styles are partly the old ones. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )

/** What is open, such as a dialog, in the colours of both themes, at the width that it has. */
export const expectAccessibleInBothThemes = async (page: Page, name: string): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await drawn(page)
    await shoot(page, `${name}-${colorScheme}`)
    await expectAccessible(page)
  }
}

/** Looks at a page in light and dark, wide and narrow; takes a picture of each. */
export const expectAccessibleInAllLooks = async (page: Page, name: string): Promise<void> => {
  for (const [look, viewport, colorScheme] of [...LOOKS, ...(takesPictures ? MORE_LOOKS : [])]) {
    await page.setViewportSize(viewport)
    // Where a resize and a theme meet in one frame, Chromium keeps the old colour of some words (DECISIONS 234).
    await drawn(page)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await drawn(page)
    await shoot(page, `${name}-${look}`)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), look).toBe(true)
  }
}
