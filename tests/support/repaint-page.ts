/** Waiting for a page's drawing, where `installRepaint` runs in it. */
import type { Page } from 'playwright-core'
import { ru } from './words.ts'

/** Resolves when two frames have passed: what was told has been drawn. */
export const untilDrawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )

/** Resolves when the first check has come, which is when the browser is idle, and the chips and marks that it brings are drawn. */
export const untilAtRest = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${ru('plan.checks')} \\d`) }).waitFor()
  for (let drawn = 1; drawn > 0;) {
    await page.evaluate(() => window.repaintProbe.start())
    for (let frames = 0; frames < 10; frames++) await untilDrawn(page)
    drawn = await page.evaluate(() => window.repaintProbe.end().components)
  }
}
