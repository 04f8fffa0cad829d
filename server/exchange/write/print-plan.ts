/**
 * A plan as it goes on paper: PlanJson → columns, and sections of rows whose cells are blocks. What every writer sits on.
 * Owns which columns are shown and what stands in a cell; must not know any file format.
 */
import { parseHtml } from '../../../shared/plan/html.ts'
import type { ColumnJson, ItemJson, PlanJson, RichText } from '../../../shared/plan/json.ts'
import { type Block, blocksToText, listItems, textToBlocks } from '../../../shared/plan/rich.ts'
import { FIXED_COLUMNS } from '../../../shared/plan/schema.ts'

export type PrintRole = (typeof FIXED_COLUMNS)[number] | 'own'

export interface PrintColumn extends ColumnJson {
  role: PrintRole
}

/** A stretch of a row whose period stands beside it: paragraphs without a date of their own, or a sub-event. */
export interface PrintPart {
  title: readonly Block[]
  /** Which block of the title the list item is of: a list runs through many stretches; null for paragraphs. */
  list: number | null
  /** Lines of the period, empty ones too; null where no line belongs to this stretch. */
  period: readonly string[] | null
}

export interface PrintItem {
  item: ItemJson
  /** 0 for a top-level row. */
  level: number
  /** Blocks by column key; a cell without text has none. */
  cells: ReadonlyMap<string, readonly Block[]>
  /** Where every sub-event has a date of its own: the row in stretches, top to bottom; [] elsewhere. */
  parts: readonly PrintPart[]
}

export interface PrintSection {
  id: string
  title: string
  department: string | null
  items: readonly PrintItem[]
}

export interface PrintPlan {
  plan: PlanJson
  /** Those that are printed, in their order. */
  columns: readonly PrintColumn[]
  sections: readonly PrintSection[]
  intro: readonly Block[]
  outro: readonly Block[]
}

const isFixed = (key: string): key is (typeof FIXED_COLUMNS)[number] =>
  (FIXED_COLUMNS as readonly string[]).includes(key)

export const richBlocks = ({ html, text }: RichText): readonly Block[] =>
  html !== '' ? parseHtml(html) : textBlocks(text)

const textBlocks = (text: string): readonly Block[] => (text === '' ? [] : textToBlocks(text))

/** A paragraph with bold, links and the like is a line all the same: number and own columns hold bare text. */
export const cellBlocks = (item: ItemJson, key: string): readonly Block[] => {
  if (key === 'number') return textBlocks(item.number)
  if (key === 'title') return richBlocks(item.title)
  return textBlocks(key === 'period' ? item.period.text : (item.cells[key] ?? ''))
}

/** The title cut before and behind every outermost list item; each item is a list of its own that counts on. */
const stretchesOf = (title: readonly Block[]): { blocks: Block[]; list: number | null }[] => {
  const stretches: { blocks: Block[]; list: number | null }[] = []
  for (const [at, block] of title.entries()) {
    if (block.type === 'paragraph') {
      const last = stretches.at(-1)
      if (last?.list === null) last.blocks.push(block)
      else stretches.push({ blocks: [block], list: null })
      continue
    }
    block.items.forEach((item, index) => {
      const one: Block =
        block.type === 'orderedList'
          ? { ...block, start: block.start + index, items: [item] }
          : { ...block, items: [item] }
      stretches.push({ blocks: [one], list: at })
    })
  }
  return stretches
}

/** The lines of a period, shared out: each filled one begins a share, empty ones stay with the line above them. */
const linesByDate = (text: string): string[][] => {
  const shares: string[][] = []
  const leading: string[] = []
  for (const line of text.split('\n')) {
    if (line.trim() !== '') shares.push([...leading.splice(0), line])
    else if (shares.length > 0) shares.at(-1)?.push(line)
    else leading.push(line)
  }
  return shares
}

/** @returns [] where the counts do not match: then nobody can know which date is whose (SPEC DM11). */
const partsOf = (item: ItemJson, title: readonly Block[]): PrintPart[] => {
  if (item.parts.length < 2 || listItems(title).length !== item.parts.length) return []
  const dates = linesByDate(item.period.text)
  if (dates.length !== item.parts.length) return []
  return stretchesOf(title).map(({ blocks, list }) => ({
    title: blocks,
    list,
    period: list === null ? null : (dates.shift() ?? null),
  }))
}

const itemOf = (item: ItemJson, level: number, columns: readonly PrintColumn[]): PrintItem => {
  const cells = new Map(columns.map(({ key }) => [key, cellBlocks(item, key)]))
  return { item, level, cells, parts: partsOf(item, cells.get('title') ?? []) }
}

const itemsOf = (items: readonly ItemJson[], columns: readonly PrintColumn[]): PrintItem[] => {
  const levels = new Map<string, number>()
  return items.map((item) => {
    const level = item.parent === null ? 0 : (levels.get(item.parent) ?? -1) + 1
    levels.set(item.id, level)
    return itemOf(item, level, columns)
  })
}

/** `hidden`: the columns that the plan does not show are printed, too. */
export const printPlan = (plan: PlanJson, { hidden }: { hidden: boolean }): PrintPlan => {
  const shown = plan.columns.filter((column) => hidden || column.hidden !== true)
  const printed = shown.length > 0 ? shown : plan.columns.filter(({ key }) => key === 'title')
  const columns = printed.map((column): PrintColumn => {
    const { key } = column
    return { ...column, role: isFixed(key) ? key : 'own' }
  })
  return {
    plan,
    columns,
    sections: plan.sections.map(({ id, title, department, items }) => ({
      id,
      title,
      department,
      items: itemsOf(items, columns),
    })),
    intro: richBlocks(plan.front.intro),
    outro: richBlocks(plan.front.outro),
  }
}

/** The text of a cell, one paragraph or list item a line. */
export const cellText = (row: PrintItem, key: string): string => blocksToText(row.cells.get(key) ?? [])

/** The language that most of the plan's words are in, for programs that speak, hyphenate or spell. */
export const languageOf = ({ title, sections, columns }: PlanJson): 'ru' | 'en' => {
  const sample = [title, ...columns.map((column) => column.title), ...sections.map((one) => one.title)].join(
    '',
  )
  const cyrillic = sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  return cyrillic * 2 >= (sample.match(/\p{L}/gu)?.length ?? 0) ? 'ru' : 'en'
}
