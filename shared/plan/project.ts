/** Y.Doc → PlanJson; total on any merge result (SPEC DM7). Owns the mapping to the published format alone. */
import type * as Y from 'yjs'
import {
  type ColumnJson,
  type ItemJson,
  type OriginJson,
  PLAN_FORMAT,
  type PlanJson,
  type RichText,
  type SectionJson,
} from './json.ts'
import { hasFact } from './facts.ts'
import type { Origin } from './origin.ts'
import { partsOf } from './parts.ts'
import { type PeriodContext, contextOf, periodOf } from './period-text.ts'
import { type Block, blocksToHtml, blocksToText, isNothing } from './rich.ts'
import { FIXED_COLUMNS } from './schema.ts'
import { type ColumnView, PlanProjection, type PlanView, type RowView, type SectionView } from './view.ts'

const rich = (blocks: readonly Block[] = []): RichText => ({
  text: blocksToText(blocks),
  html: isNothing(blocks) ? '' : blocksToHtml(blocks),
})

export const isOwnColumn = (id: string): boolean => !(FIXED_COLUMNS as readonly string[]).includes(id)

/** What of a row its JSON is made of. */
type ItemSource = Omit<RowView, 'section' | 'level' | 'typed' | 'dismissed'>

const cellsOf = (row: ItemSource, own: readonly Pick<ColumnView, 'id'>[]): Record<string, string> =>
  Object.fromEntries(own.map((column) => [column.id, blocksToText(row.cells[column.id] ?? [])]))

const originOf = ({ kind, plan, item, year }: Origin): OriginJson => ({ kind, plan, item, year })

/** A row as JSON; `own`: the plan's own columns. */
export const itemOf = (
  row: ItemSource,
  own: readonly Pick<ColumnView, 'id'>[],
  context: PeriodContext,
): ItemJson => {
  const title = row.cells.title ?? []
  const period = row.cells.period ?? []
  return {
    id: row.id,
    parent: row.parent,
    number: row.number,
    numbering: row.numbering,
    title: rich(title),
    period: periodOf(period, context, row.fix),
    cells: cellsOf(row, own),
    state: row.state,
    ...(hasFact(row.fact) ? { fact: row.fact } : {}),
    parts: partsOf(row.id, title, period, context),
    ...(row.origin && { origin: originOf(row.origin) }),
  }
}

const columnOf = (column: ColumnView): ColumnJson => ({
  key: column.id,
  title: column.title,
  ...(column.hidden ? { hidden: true } : {}),
})

/** What rows came to. While a row, its section's title and the plan's own columns are the same, its JSON is the same object. */
export class ItemMemo {
  readonly #items = new WeakMap<RowView, { within: string; item: ItemJson }>()

  /** The row's JSON; `within` says everything beside the row that it is made of. */
  itemOf(row: RowView, within: string, make: () => ItemJson): ItemJson {
    const known = this.#items.get(row)
    if (known?.within === within) return known.item
    const item = make()
    this.#items.set(row, { within, item })
    return item
  }
}

const sectionOf = (
  section: SectionView,
  own: readonly ColumnView[],
  year: number,
  memo: ItemMemo | null,
): SectionJson => {
  const within = JSON.stringify([year, section.title, ...own.map(({ id }) => id)])
  const context = contextOf(year, section.title)
  return {
    id: section.id,
    title: section.title,
    department: section.department,
    items: section.rows.map((row) => {
      const make = () => itemOf(row, own, context)
      return memo ? memo.itemOf(row, within, make) : make()
    }),
  }
}

/** PlanJson of a view that is already there; whoever reads it again and again hands in the same `memo`. */
export const viewToJson = (view: PlanView, id: string, memo: ItemMemo | null = null): PlanJson => {
  const { meta } = view
  const own = view.columns.filter(({ id: column }) => isOwnColumn(column))
  return {
    format: PLAN_FORMAT,
    id,
    title: meta.title,
    year: meta.year,
    organisation: meta.organisation,
    front: {
      agreed: blocksToText(meta.blocks.agreed),
      approved: blocksToText(meta.blocks.approved),
      intro: rich(meta.blocks.intro),
      outro: rich(meta.blocks.outro),
    },
    ...(meta.numbering === 'plan' ? { numbering: 'plan' } : {}),
    columns: view.columns.map(columnOf),
    sections: view.sections.map((section) => sectionOf(section, own, meta.year, memo)),
  }
}

/** PlanJson of the document `doc` of plan `id`. */
export const projectPlan = (doc: Y.Doc, id: string): PlanJson => {
  const projection = new PlanProjection(doc)
  try {
    return viewToJson(projection.view(), id)
  } finally {
    projection.destroy()
  }
}
