/**
 * A page in its looks: light and dark, wide and narrow, Russian and English. Nothing is loaded for another look: the page
 * changes as it does under its reader. Owns the list of looks; with SVOD_PICTURES each is drawn, for people to look at.
 */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { LOCALES, type Locale } from '../../shared/i18n/locale.ts'
import { expectAccessible, findingsOf } from './axe.ts'
import { DESKTOP, PHONE, shoot, takesPictures } from './browser.ts'

/** Colours come from the theme and layout from the width, so two looks show both. */
const LOOKS = [
  ['wide-light', DESKTOP, 'light'],
  ['narrow-dark', PHONE, 'dark'],
] as const
const MORE_LOOKS = [
  ['wide-dark', DESKTOP, 'dark'],
  ['narrow-light', PHONE, 'light'],
] as const

/** Every pair of a width, a theme and a language meets in one of the four; the page ends as it was. */
const IN_BOTH_LANGUAGES = [
  [DESKTOP, 'dark', 'ru'],
  [PHONE, 'light', 'ru'],
  [PHONE, 'dark', 'en'],
  [DESKTOP, 'light', 'en'],
] as const

type Size = typeof DESKTOP

/** Until the page has been drawn in its new look: until then its styles are partly the old ones. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )

const wear = async (page: Page, viewport: Size, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.setViewportSize(viewport)
  // Where a resize and a theme meet in one frame, Chromium keeps the old colour of some words (DECISIONS 234).
  await drawn(page)
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await drawn(page)
}

const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

/** Chooses a language in another window of the browser, a frame for a moment: whatever is open here stays so. */
const chooseElsewhere = async (page: Page, locale: Locale): Promise<void> => {
  await page.evaluate((chosen) => {
    const other = document.body.appendChild(document.createElement('iframe'))
    other.contentWindow?.localStorage.setItem('svod.locale', chosen)
    other.remove()
  }, locale)
  await page.locator(`html[lang=${locale}]`).waitFor({ state: 'attached' })
}

/** Looks at a page in light and dark, wide and narrow; takes a picture of each. */
export const expectAccessibleInAllLooks = async (page: Page, name: string): Promise<void> => {
  for (const [look, viewport, colorScheme] of [...LOOKS, ...(takesPictures ? MORE_LOOKS : [])]) {
    await wear(page, viewport, colorScheme)
    await shoot(page, `${name}-${look}`)
    await expectAccessible(page)
    expect(await fits(page), look).toBe(true)
  }
}

/**
 * Looks at a page, and whatever is open in it, in light and dark, wide and narrow, Russian and English, and says all that is
 * wrong at once. The page is Russian and light, and is so again; what has the keys keeps them.
 */
export const expectAccessibleInBothLanguages = async (page: Page, name: string): Promise<void> => {
  const size = page.viewportSize() ?? DESKTOP
  const found: Record<string, unknown> = {}
  let spoken: Locale = LOCALES[0]
  for (const [viewport, theme, locale] of IN_BOTH_LANGUAGES) {
    await wear(page, viewport, theme)
    if (locale !== spoken) {
      await chooseElsewhere(page, locale)
      await drawn(page)
      spoken = locale
    }
    const look = `${viewport === PHONE ? 'narrow' : 'wide'}-${theme}-${locale}`
    await shoot(page, `${name}-${look}`)
    const findings = await findingsOf(page)
    if (findings.length > 0) found[look] = findings
    if (!(await fits(page))) found[`${look} scrolls sideways`] = true
  }
  await chooseElsewhere(page, LOCALES[0])
  if (size.width !== DESKTOP.width) await wear(page, size, 'light')
  expect(found, `accessibility of ${name}`).toEqual({})
}
