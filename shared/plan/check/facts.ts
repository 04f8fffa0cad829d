/** What the checks need to know of a row, worked out once for as long as the row stays as it is. Owns reading alone. */
import { withoutTail } from '../without-tail.ts'
import type { PeriodJson } from '../json.ts'
import { type PeriodContext, periodOf } from '../period-text.ts'
import { type Block, blocksToText, filledLines, listItems } from '../rich.ts'
import type { RowView } from '../view.ts'
import { shortText } from './finding.ts'
import { linksOf } from './links.ts'

export interface RowFacts {
  readonly row: RowView
  /** Title and dates on one line each. */
  readonly title: string
  /** The title's first line: how messages call the row. */
  readonly name: string
  readonly dates: string
  readonly period: PeriodJson
  readonly isEmpty: boolean
  /** Lower case words of the title's first paragraph on, without marks. */
  readonly words: readonly string[]
  /** Names in quotation marks. */
  readonly names: readonly string[]
  readonly bullets: number
  readonly lines: number
  /** Links that cannot be one. */
  readonly badLinks: readonly string[]
}

const NOTHING: readonly Block[] = []

const lineOf = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The title as the checks compare it: case, ё, quotes and punctuation are nobody's difference. */
export const wordsOf = (title: string): string[] =>
  title
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\d]+/gu) ?? []

const namesOf = (title: string): string[] =>
  [...title.matchAll(/[«"“„]([^«»"“”„]{6,120})[»"”“]/gu)].map(([, name = '']) => wordsOf(name).join(' '))

const make = (row: RowView, context: PeriodContext): RowFacts => {
  const text = blocksToText(row.cells.title ?? NOTHING)
  const title = lineOf(text)
  const period = periodOf(row.cells.period ?? NOTHING, context, row.fix)
  const isEmpty = Object.values(row.cells).every((blocks) => blocksToText(blocks) === '')
  return {
    row,
    title,
    name: shortText(withoutTail(text.split('\n', 1)[0] ?? '', /[\s:;,.]/u)),
    dates: lineOf(period.text),
    period,
    isEmpty,
    words: wordsOf(title),
    names: namesOf(title),
    bullets: listItems(row.cells.title ?? NOTHING).length,
    lines: filledLines(row.cells.period ?? NOTHING).length,
    badLinks: Object.values(row.cells).flatMap(linksOf),
  }
}

const known = new WeakMap<RowView['cells'], RowFacts>()

/** The facts of a row; the same object while its cells and their context stay the same. */
export const factsOf = (row: RowView, context: PeriodContext): RowFacts => {
  const before = known.get(row.cells)
  const period = periodOf(row.cells.period ?? NOTHING, context, row.fix)
  if (before?.period === period) return before.row === row ? before : renewed(before, row)
  const facts = make(row, context)
  known.set(row.cells, facts)
  return facts
}

const renewed = (before: RowFacts, row: RowView): RowFacts => {
  const facts = { ...before, row }
  known.set(row.cells, facts)
  return facts
}
