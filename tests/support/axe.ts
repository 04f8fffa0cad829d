/** Accessibility of a page as axe sees it, by WCAG 2.2 A and AA. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is run instead of axe's source where the page has it already: to read it twice a look costs as much as some looks. */
const NOTHING_TO_LOAD = ';'

/** What axe finds on the page as it is: the rule, the reason and the elements. */
export const findingsOf = async (page: Page) => {
  const hasAxe = await page.evaluate(() => 'axe' in window)
  // Without frames of other sites the rules can run in the page itself, without a second page to sum up in.
  // Of what passes nothing is asked for: describing every element that does costs more than looking.
  const options = { resultTypes: ['violations' as const] }
  const { violations } = await new AxeBuilder({ page, ...(hasAxe ? { axeSource: NOTHING_TO_LOAD } : {}) })
    .options(options)
    .withTags(RULES)
    .setLegacyMode()
    .analyze()
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`),
  }))
}

/** Fails with the rule, the reason and the elements where axe finds something. */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect(await findingsOf(page), 'accessibility of the page').toEqual([])
}
