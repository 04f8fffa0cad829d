/**
 * What dropping a row on a time, or moving an end of it, does to its dates (SPEC BD4–BD7, YV7): the words are moved where they can be, replaced only where
 * they say nothing but one vague time, and else left to the letter beside a corrected reading. Pure; writes nothing.
 */
import { monthName } from '../period/format.ts'
import { parsePeriod } from '../period/parse.ts'
import { type TextEdit, shiftWords, startMonth } from '../period/shift.ts'
import { stretchWords } from '../period/stretch.ts'
import type { PeriodReading } from '../plan/edit-notes.ts'
import type { PeriodJson, PeriodKind } from '../plan/json.ts'
import { type PeriodFix, isDay, isFixOf } from '../plan/notes.ts'
import { type PeriodContext, periodOf } from '../plan/period-text.ts'
import { type Block, blocksToText, textToBlocks } from '../plan/rich.ts'
import { editBlocks } from '../plan/rich-edit.ts'

/** Where it is to go: a month; exactly these months; a quarter (1–4); the whole year; by agreement. */
export type TimeGoal =
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'span'; readonly from: number; readonly to: number }
  | { readonly kind: 'quarter'; readonly quarter: number }
  | { readonly kind: 'year' }
  | { readonly kind: 'agreed' }

export type PeriodMove =
  /** Other words in the cell: what stood there, what stands there then. */
  | {
      readonly kind: 'words'
      readonly blocks: readonly Block[]
      readonly before: string
      readonly after: string
    }
  /** The words stay to the letter; `reading` is what they are taken for (null: what they say themselves). */
  | { readonly kind: 'reading'; readonly reading: PeriodReading | null; readonly words: string }
  | { readonly kind: 'same' }

export interface DatedCell {
  readonly blocks: readonly Block[]
  readonly fix: PeriodFix | null
  readonly context: PeriodContext
  /** The plan's own language: what is written into an empty cell. */
  readonly language: 'ru' | 'en'
}

const ALL_YEAR = Array.from({ length: 12 }, (_, at) => at + 1)

const QUARTERS = {
  ru: ['I квартал', 'II квартал', 'III квартал', 'IV квартал'],
  en: ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter'],
}
const WHOLE_YEAR = { ru: 'в течение года', en: 'throughout the year' }
const AGREED = { ru: 'по согласованию', en: 'by agreement' }

const quarterOf = (month: number): number => Math.ceil(month / 3)

const nameOf = (month: number, language: 'ru' | 'en'): string => {
  const name = monthName(month, language)
  return language === 'ru' ? name.toLowerCase() : name
}

/** The goal in the words of a plan. */
const wordsOf = (goal: TimeGoal, language: 'ru' | 'en'): string => {
  if (goal.kind === 'year') return WHOLE_YEAR[language]
  if (goal.kind === 'agreed') return AGREED[language]
  if (goal.kind === 'quarter') return QUARTERS[language][goal.quarter - 1] ?? ''
  if (goal.kind === 'month') return nameOf(goal.month, language)
  const [from, to] = [nameOf(goal.from, language), nameOf(goal.to, language)]
  return from === to ? from : `${from}–${to}`
}

/** What the goal is as a reading of words that do not say it. */
const readingOf = (goal: TimeGoal, hours: number | null): PeriodReading => {
  const none = { start: null, end: null, hours }
  if (goal.kind === 'year') return { kind: 'year', months: ALL_YEAR, ...none }
  if (goal.kind === 'agreed') return { kind: 'by-agreement', months: [], ...none }
  if (goal.kind === 'month') return { kind: 'months', months: [goal.month], ...none }
  if (goal.kind === 'quarter') {
    const last = goal.quarter * 3
    return { kind: 'quarter', months: [last - 2, last - 1, last], ...none }
  }
  const months = ALL_YEAR.slice(goal.from - 1, goal.to)
  return { kind: months.length === 1 ? 'months' : 'range', months, ...none }
}

/** By how many months a period that begins in `start` has to move; null where that is no movement along the year. */
const distance = (start: number | null, goal: TimeGoal): number | null => {
  if (start === null) return null
  if (goal.kind === 'month') return goal.month - start
  return goal.kind === 'quarter' ? (goal.quarter - quarterOf(start)) * 3 : null
}

/** Kinds that a time of the year's may stand for: nobody named a day, an hour or a condition. */
const REPLACEABLE: readonly PeriodKind[] = ['year', 'quarter', 'halfyear']

/** Whether the words say one vague time and nothing else. */
const isBareTime = (text: string, context: PeriodContext, goal: TimeGoal): boolean => {
  const { kind, hours, spans, months } = parsePeriod(text, context)
  // «июнь», not «последний четверг июня».
  const isOneMonth = kind === 'months' && months.length === 1 && /^\p{L}+\.?$/u.test(text)
  const isVague =
    REPLACEABLE.includes(kind) || (isOneMonth && goal.kind !== 'month' && goal.kind !== 'quarter')
  if (!isVague || hours !== null || /\d{4}|\n/.test(text)) return false
  let at = 0
  let rest = ''
  for (const { from, to } of spans) {
    rest += text.slice(at, from)
    at = to
  }
  return !/[\p{L}\d]/u.test(rest + text.slice(at))
}

const shiftedDay = (day: string | null, by: number): string | null | undefined => {
  if (day === null) return null
  const month = Number(day.slice(5, 7)) + by
  const moved = `${day.slice(0, 5)}${String(month).padStart(2, '0')}${day.slice(7)}`
  return isDay(moved) ? moved : undefined
}

/** A correction moved on; where it does not fit into the year, the goal alone. */
const movedReading = (period: PeriodJson, by: number | null, goal: TimeGoal): PeriodReading => {
  const { kind, months, hours } = period
  const moved = by === null ? [] : months.map((month) => month + by)
  const [start, end] = [shiftedDay(period.start, by ?? 0), shiftedDay(period.end, by ?? 0)]
  const fits = moved.length > 0 && moved.every((month) => month >= 1 && month <= 12)
  return fits && start !== undefined && end !== undefined
    ? { kind, months: moved, start, end, hours }
    : readingOf(goal, hours)
}

const isThere = (period: PeriodJson, goal: TimeGoal): boolean => {
  const start = startMonth(period)
  if (goal.kind === 'year') return period.kind === 'year'
  if (goal.kind === 'agreed') return period.kind === 'by-agreement'
  if (goal.kind === 'span') return period.months.join() === readingOf(goal, null).months.join()
  if (start === null) return false
  return goal.kind === 'month' ? start === goal.month : quarterOf(start) === goal.quarter
}

const words = (blocks: readonly Block[], before: string): PeriodMove => ({
  kind: 'words',
  blocks,
  before,
  after: blocksToText(blocks),
})

const moveCorrected = (cell: DatedCell, period: PeriodJson, goal: TimeGoal): PeriodMove => {
  const spoken = periodOf([...cell.blocks], cell.context)
  if (isThere(spoken, goal)) return { kind: 'reading', reading: null, words: period.text }
  const by = distance(startMonth(period), goal)
  return { kind: 'reading', reading: movedReading(period, by, goal), words: period.text }
}

/** The edits that move the words along the year; null where they cannot be moved safely. */
const shifted = (
  text: string,
  period: PeriodJson,
  context: PeriodContext,
  goal: TimeGoal,
): readonly TextEdit[] | null => {
  const isCondition = period.kind === 'by-agreement' || period.kind === 'on-demand'
  if (goal.kind === 'span') return isCondition ? null : stretchWords(text, context, goal)
  const by = distance(startMonth(period), goal)
  return by === null || isCondition || period.months.length === 12 ? null : shiftWords(text, context, by)
}

/** A capital where the words that stood there began with one. */
const likeBeginning = (before: string, said: string): string =>
  /^(?![IVX])\p{Lu}(?!\p{Lu})/u.test(before) ? said.charAt(0).toUpperCase() + said.slice(1) : said

/** What the drop does; `same` where the row is there already. */
export const movePeriod = (cell: DatedCell, goal: TimeGoal): PeriodMove => {
  const { blocks, fix, context, language } = cell
  const period = periodOf(blocks, context, fix)
  const { text } = period
  if (isThere(period, goal)) return { kind: 'same' }
  if (isFixOf(fix, blocks)) return moveCorrected(cell, period, goal)
  if (text === '') return words(textToBlocks(wordsOf(goal, language)), '')
  const edits = shifted(text, period, context, goal)
  const moved = edits === null ? null : editBlocks(blocks, edits)
  if (moved !== null) return words(moved, text)
  if (isBareTime(text, context, goal)) {
    const said = likeBeginning(text, wordsOf(goal, language))
    return words(editBlocks(blocks, [{ from: 0, to: text.length, text: said }]) ?? textToBlocks(said), text)
  }
  return { kind: 'reading', reading: readingOf(goal, period.hours), words: text }
}
