/**
 * The plan's table with its changes tracked: rows and sections that came, went or moved as a whole, cells word by word.
 * Owns rows and cells; the text in them is `tracked-text.ts`'s.
 */
import type { ItemJson } from '../../../../shared/plan/json.ts'
import { type Block, textToBlocks } from '../../../../shared/plan/rich.ts'
import type { RedColumn, RedRow } from '../../../../shared/plan/redline.ts'
import type { Page } from '../page.ts'
import { type PrintItem, cellBlocks } from '../print-plan.ts'
import { LEVEL_INDENT, type TableWriter, cellXml, framedXml, rowXml } from './table.ts'
import type { ParaLook } from './text.ts'
import type { Author, Fate } from './tracked.ts'
import { type TrackedBand, type TrackedRow, trackedSections } from './tracked-rows.ts'
import type { TrackedPlan } from './tracked-plan.ts'
import { type Tracking, comparedXml, wholeXml } from './tracked-text.ts'

const CELL: ParaLook = { style: 'PlanCell' }

const lineBlocks = (text: string): readonly Block[] => (text === '' ? [] : textToBlocks(text))

const fateOfColumn = ({ fate }: RedColumn): Fate =>
  fate === 'added' ? 'new' : fate === 'removed' ? 'old' : 'kept'

const fieldOf = (key: string): string => (key === 'number' ? 'number' : `c:${key}`)

export class TrackedTable {
  private readonly plan: TrackedPlan
  private readonly page: Page
  private readonly tracking: Tracking
  /** Writes rows in which nothing changed, with each date beside its bullet. */
  private readonly plain: TableWriter
  private readonly printed: ReadonlyMap<string, PrintItem>

  constructor(plan: TrackedPlan, page: Page, tracking: Tracking, plain: TableWriter) {
    this.plan = plan
    this.page = page
    this.tracking = tracking
    this.plain = plain
    this.printed = new Map(plan.print.sections.flatMap(({ items }) => items.map((row) => [row.item.id, row])))
  }

  private width(at: number): number {
    return this.page.columns[at] ?? 0
  }

  private text(
    fate: Fate,
    was: readonly Block[],
    is: readonly Block[],
    look: ParaLook,
    author: Author,
  ): string {
    if (fate === 'kept') return comparedXml(was, is, look, author, this.tracking)
    return wholeXml(fate, fate === 'old' ? was : is, look, author, this.tracking)
  }

  private header(): string {
    const cells = this.plan.redline.columns.map((column, at) => {
      const author = this.plan.authorOf('cols', column.key, ['title'])
      const fate = fateOfColumn(column)
      const [was, is] = [lineBlocks(column.wasTitle), lineBlocks(column.title)]
      const tracked = this.tracking.track.cell(fate, author)
      return cellXml(
        { width: this.width(at), middle: true, tracked },
        this.text(fate, was, is, { style: 'PlanHeader' }, author),
      )
    })
    return rowXml(cells, true)
  }

  private band({ fate, id, was, is }: TrackedBand): string {
    const { track } = this.tracking
    const author = this.plan.authorOf('sections', id, fate === 'kept' ? ['title'] : whole(fate))
    const look = { style: 'PlanSection', keepNext: true }
    const text = this.text(fate, lineBlocks(was), lineBlocks(is), look, author)
    const width = this.page.columns.reduce((sum, one) => sum + one, 0)
    const cell = cellXml({ width, span: this.plan.redline.columns.length, middle: true }, text)
    return rowXml([cell], false, track.sign(fate, author))
  }

  private cell(row: TrackedRow, column: RedColumn, at: number): string {
    const { fate, id, was, is } = row
    const { track } = this.tracking
    const blocksOf = (item: ItemJson | null) => (item ? cellBlocks(item, column.key) : [])
    const indent = column.key === 'title' ? { indent: row.level * LEVEL_INDENT } : {}
    const look = { ...CELL, ...indent }
    const own = fateOfColumn(column)
    const author =
      fate === 'kept'
        ? own === 'kept'
          ? this.plan.authorOf('rows', id, [fieldOf(column.key)])
          : this.plan.authorOf('cols', column.key, whole(own))
        : this.rowAuthor(row)
    const text = this.text(fate === 'kept' ? own : fate, blocksOf(was), blocksOf(is), look, author)
    return cellXml({ width: this.width(at), tracked: track.cell(own, author) }, text)
  }

  private rowAuthor({ fate, id, section, moved }: TrackedRow): Author {
    const acts = fate === 'kept' ? [] : moved ? ['act:move', 'pos'] : whole(fate)
    return this.plan.authorOf('rows', id, acts, section)
  }

  private row(row: TrackedRow): string {
    const { redline } = this.plan
    const isSteady = redline.columns.every((column) => fateOfColumn(column) === 'kept')
    const printed = this.printed.get(row.id)
    if (row.fate === 'kept' && isSteady && printed && isSame(row, redline.columns))
      return this.plain.row(printed)
    const cells = redline.columns.map((column, at) => this.cell(row, column, at))
    const sign = row.fate === 'kept' ? '' : this.tracking.track.sign(row.fate, this.rowAuthor(row))
    return rowXml(cells, false, sign)
  }

  xml(): string {
    const sections = trackedSections(this.plan).map(
      ({ band, rows }) => (band ? this.band(band) : '') + rows.map((row) => this.row(row)).join(''),
    )
    return framedXml(this.page, [this.header(), ...sections])
  }
}

/** What somebody did who made something come or go. */
const whole = (fate: 'old' | 'new'): string[] => [fate === 'old' ? 'act:delete' : 'act:create']

const cellOf = (item: ItemJson | null, key: string): string => {
  if (!item) return ''
  if (key === 'number') return item.number
  if (key === 'title') return item.title.html
  return key === 'period' ? item.period.text : (item.cells[key] ?? '')
}

/** Nothing of the row that is printed has changed. */
const isSame = ({ was, is }: Pick<RedRow, 'was' | 'is'>, columns: readonly RedColumn[]): boolean =>
  columns.every(({ key }) => cellOf(was, key) === cellOf(is, key))
