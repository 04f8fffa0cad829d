/**
 * The period of a cell as PlanJson has it: the author's words to the letter, and what was understood of them beside.
 * Owns remembering what was read, so that a plan of 2,000 rows parses only the cell that changed, and a phrase once.
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

/** Longest text that is remembered by its words: longer ones would put out too many others. */
const MOST_CHARACTERS = 4000

/** Remembers what was worked out of texts, the newest of them: at most `most`, and of `characters` in all. */
const remembering = <Value>(most: number, characters: number) => {
  const known = new Map<string, Value>()
  let held = 0
  const makeRoomFor = (key: string): void => {
    for (const [oldest] of known) {
      if (known.size < most && held + key.length <= characters) return
      known.delete(oldest)
      held -= oldest.length
    }
  }
  return (key: string, workOut: () => Value): Value => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = workOut()
    if (key.length > MOST_CHARACTERS) return value
    makeRoomFor(key)
    known.set(key, value)
    held += key.length
    return value
  }
}

const contextBy = remembering<PeriodContext>(1000, 200_000)

/** The context of the cells under a section; the same object for the same title while it is remembered. */
export const contextOf = (year: number, sectionTitle: string): PeriodContext =>
  contextBy(`${year} ${sectionTitle}`, () => ({ year, heading: headingPeriod(sectionTitle, year) }))

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

/** The rows of a year say the same few hundred phrases; and one undone says what it said before. */
const readingOf = remembering<PeriodJson>(4000, 800_000)

const parse = (text: string, key: string, context: PeriodContext): PeriodJson =>
  readingOf(`${key}\n${text}`, () => {
    const { months, kind, start, end, hours } = parsePeriod(text, context)
    // Many cells share it, so that nobody may write in it.
    return Object.freeze({ text, months: Object.freeze(months) as number[], kind, start, end, hours })
  })

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
  const period = isFixOf(fix, blocks) ? corrected(text, fix) : parse(text, key, context)
  read.set(blocks, { key, fix, period })
  return period
}
