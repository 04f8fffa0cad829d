/**
 * The period of a cell as PlanJson has it: the author's words to the letter, and what was understood of them beside.
 * Owns remembering what was read, so that a plan of 2,000 rows parses only the cell that changed.
 */
import { headingPeriod } from '../period/heading.ts'
import { type HeadingPeriod, parsePeriod } from '../period/parse.ts'
import type { PeriodJson } from './json.ts'
import { type PeriodFix, isFixOf } from './notes.ts'
import { type Block, blocksToText } from './rich.ts'

/** What a cell of dates is read against: the plan's year, and the month that its section names. */
export interface PeriodContext {
  readonly year: number
  readonly heading: HeadingPeriod | null
}

/** The context of the cells under a section. */
export const contextOf = (year: number, sectionTitle: string): PeriodContext => ({
  year,
  heading: headingPeriod(sectionTitle, year),
})

interface Read {
  key: string
  fix: PeriodFix | null
  period: PeriodJson
}

/** By the blocks of the cell, which are the same object until somebody writes in it. */
const read = new WeakMap<readonly Block[], Read>()

const keys = new WeakMap<PeriodContext, string>()

/** One context is asked about for every row of a section. */
const keyOf = (context: PeriodContext): string => {
  const known = keys.get(context)
  if (known !== undefined) return known
  const { year, heading } = context
  const key = heading === null ? String(year) : `${year} ${heading.kind} ${heading.months.join()}`
  keys.set(context, key)
  return key
}

const parse = (text: string, context: PeriodContext): PeriodJson => {
  const { months, kind, start, end, hours } = parsePeriod(text, context)
  return { text, months, kind, start, end, hours }
}

const corrected = (text: string, { kind, months, start, end, hours }: PeriodFix): PeriodJson => ({
  text,
  months,
  kind,
  start,
  end,
  hours,
  corrected: true,
})

/** What the cell says and means, as somebody corrected it where they did. The same object for the same blocks in the same context. */
export const periodOf = (
  blocks: readonly Block[],
  context: PeriodContext,
  fix: PeriodFix | null = null,
): PeriodJson => {
  const key = keyOf(context)
  const known = read.get(blocks)
  if (known?.key === key && known.fix === fix) return known.period
  const text = blocksToText(blocks)
  const period = isFixOf(fix, blocks) ? corrected(text, fix) : parse(text, context)
  read.set(blocks, { key, fix, period })
  return period
}
