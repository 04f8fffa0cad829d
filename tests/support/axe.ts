/**
 * Accessibility of a page as axe sees it, by WCAG 2.2 A and AA. Owns how axe comes into a page and how it is asked:
 * reading its program is a third of what a look costs, so that a page reads it once.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const OPTIONS: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  // Of what passes nothing is asked for: describing every element that does costs more than looking.
  resultTypes: ['violations'],
}

/** axe as it stands in a page: what is used of it. */
interface Axe {
  run(context: Document, options: RunOptions): Promise<AxeResults>
  commons: { color: { Color: { prototype: Colour } } }
}

/** A colour that axe reads from computed styles. */
interface Colour {
  r: number
  g: number
  b: number
  alpha: number
  parseString: (this: Colour, text: string) => Colour
}

declare const axe: Axe

let program: string | null = null

/** axe's own program, through the package that carries it. */
const programOfAxe = (): string => {
  const carrier = createRequire(import.meta.url).resolve('@axe-core/playwright')
  program ??= readFileSync(createRequire(carrier).resolve('axe-core/axe.min.js'), 'utf8')
  return program
}

/** Reading a colour costs axe more than comparing two, and a page has a dozen of them in a thousand places. */
const rememberColours = (): void => {
  const { prototype } = axe.commons.color.Color
  const parse = prototype.parseString
  const known = new Map<string, Pick<Colour, 'r' | 'g' | 'b' | 'alpha'>>()
  prototype.parseString = function (text) {
    const read = known.get(text)
    if (read) return Object.assign(this, read)
    parse.call(this, text)
    known.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha })
    return this
  }
}

const violationsOf = async (options: RunOptions) => {
  const { violations } = await axe.run(document, options)
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`),
  }))
}

/** What axe finds on the page as it is: the rule, the reason and the elements. */
export const findingsOf = async (page: Page) => {
  if (await page.evaluate(() => !('axe' in window))) {
    await page.evaluate(programOfAxe())
    await page.evaluate(rememberColours)
  }
  return page.evaluate(violationsOf, OPTIONS)
}

/** Fails with the rule, the reason and the elements where axe finds something. */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect(await findingsOf(page), 'accessibility of the page').toEqual([])
}
