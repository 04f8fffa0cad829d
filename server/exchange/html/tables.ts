/**
 * A `<table>` → a table of the model. Owns cells that reach over rows and columns; what a page says of them is bounded.
 */
import { SvodError } from '../../../shared/errors.ts'
import { findHeader } from '../../../shared/plan/table-header.ts'
import type { Cell, Finding, FlowItem, Row, Table } from '../../../shared/plan/table-model.ts'
import { sheetFlow } from '../../../shared/plan/table-sheet.ts'
import { MAX_COLUMNS, requireFewColumns } from '../column-limit.ts'
import type { Look } from './css.ts'
import { type HtmlElement, type HtmlNode, attributeOf, classesOf, elementsIn, textIn } from './parse.ts'

/** What reads the insides of cells, and is told what stays out. */
export interface CellReader {
  /** Svod wrote the page. */
  readonly isOwn: boolean
  /** Of how many columns tables with a header were, so far. */
  readonly headed: Set<number>
  lookOf(element: HtmlElement): Look
  read(nodes: readonly HtmlNode[], look: Look): FlowItem[]
  report(code: Finding['code'], text: string): void
}

const MAX_ROWSPAN = 60_000
const MAX_PLACES = 600_000

interface Carried {
  rows: number
  span: number
}

const spanIn = (cell: HtmlElement, name: string, most: number): number => {
  const value = Number.parseInt(attributeOf(cell, name) ?? '1', 10)
  return Math.max(1, Math.min(most, Number.isNaN(value) ? 1 : value))
}

/** 0 reaches to the end of the rows that belong together: a header, a body. */
const rowsIn = (cell: HtmlElement): number =>
  /^\s*0/.test(attributeOf(cell, 'rowspan') ?? '') ? MAX_ROWSPAN : spanIn(cell, 'rowspan', MAX_ROWSPAN)

const rowsOf = (table: HtmlElement): HtmlElement[] =>
  elementsIn(table).flatMap((child) => {
    if (child.tagName === 'tr') return [child]
    return /^t(?:head|body|foot)$/.test(child.tagName)
      ? elementsIn(child).filter(({ tagName }) => tagName === 'tr')
      : []
  })

/** Builds rows one after another; cells that reach downwards are carried on. */
class GridReader {
  private readonly reader: CellReader
  private readonly carried = new Map<number, Carried>()
  private places = 0
  private group: HtmlElement['parentNode'] = null

  constructor(reader: CellReader) {
    this.reader = reader
  }

  row(element: HtmlElement, outer: Look): Row {
    // No cell reaches out of a header, a body or a foot.
    if (element.parentNode !== this.group) this.carried.clear()
    this.group = element.parentNode
    const cells: Cell[] = []
    let at = 0
    const passCarried = (): void => {
      for (let above = this.carried.get(at); above; above = this.carried.get(at)) {
        cells.push({ at, span: above.span, merged: true, content: [] })
        if (above.rows > 1) this.carried.set(at, { ...above, rows: above.rows - 1 })
        else this.ended.push(at)
        at += above.span
      }
    }
    const rowLook = { ...outer, ...this.reader.lookOf(element) }
    for (const cell of elementsIn(element).filter(({ tagName }) => tagName === 'td' || tagName === 'th')) {
      passCarried()
      const look = this.reader.lookOf(cell)
      if (look.hidden) {
        this.reader.report('hidden-text', textIn(cell))
        continue
      }
      const span = spanIn(cell, 'colspan', MAX_COLUMNS)
      const rows = rowsIn(cell)
      requireFewColumns(at + span)
      cells.push({
        at,
        span,
        merged: false,
        content: this.reader.read(cell.childNodes, { ...rowLook, ...look }),
      })
      if (rows > 1) this.started.push([at, { rows: rows - 1, span }])
      at += span
    }
    passCarried()
    this.endRow(cells.length)
    return { cells, header: element.parentNode?.nodeName === 'thead' }
  }

  private readonly ended: number[] = []
  private readonly started: [number, Carried][] = []

  private endRow(count: number): void {
    for (const at of this.ended.splice(0)) this.carried.delete(at)
    for (const [at, carried] of this.started.splice(0)) this.carried.set(at, carried)
    this.places += count
    if (this.places > MAX_PLACES) throw new SvodError('file-inflates', { places: this.places })
  }
}

/** In a page of our own a row stands in stretches, a date beside each: they are one row again. */
const joinStretches = (rows: readonly { row: Row; on: boolean }[]): Row[] => {
  const joined: Row[] = []
  for (const { row, on } of rows) {
    const above = joined.at(-1)
    if (!on || !above) {
      joined.push(row)
      continue
    }
    const more = new Map(row.cells.map((cell) => [cell.at, cell.content]))
    const cells = above.cells.map((cell) => ({
      ...cell,
      content: [...cell.content, ...(more.get(cell.at) ?? [])],
    }))
    joined[joined.length - 1] = { ...above, cells }
  }
  return joined
}

const levelOf = (element: HtmlElement): number | undefined => {
  const level = classesOf(element).flatMap((name) => /^level-([0-2])$/.exec(name)?.[1] ?? [])[0]
  return level === undefined ? undefined : Number(level)
}

const isBordered = (table: HtmlElement): boolean => {
  const border = attributeOf(table, 'border')
  const style = `${attributeOf(table, 'style') ?? ''};${elementsIn(table)
    .map((one) => attributeOf(one, 'style') ?? '')
    .join(';')}`
  if (border !== undefined) return border !== '0' || /border[^:;]*:[^;]*(?:solid|single)/i.test(style)
  return !/border(?:-collapse)?\s*:\s*(?:none|0)/i.test(style)
}

const widthOf = (rows: readonly Row[]): number =>
  rows.reduce((most, { cells }) => cells.reduce((end, { at, span }) => Math.max(end, at + span), most), 0)

/** Pages made of a spreadsheet hold everything in one table; one as wide as one with a header goes on with that. */
const isSheet = (reader: CellReader, table: Table): boolean => {
  const width = widthOf(table.rows)
  if (findHeader(table) === null) return table.rows.length > 8 && !reader.headed.has(width)
  reader.headed.add(width)
  return false
}

/** A table of the page; of one that holds title and signatures as well, those as paragraphs. */
export const tableOf = (reader: CellReader, element: HtmlElement, look: Look): FlowItem[] => {
  const grid = new GridReader(reader)
  const captions = elementsIn(element).filter(({ tagName }) => tagName === 'caption')
  const above = captions.flatMap((caption) => reader.read([caption], { ...look, align: 'center' }))
  const rows = rowsOf(element).flatMap((row): { row: Row; on: boolean }[] => {
    if (reader.lookOf(row).hidden) {
      reader.report('hidden-text', textIn(row))
      return []
    }
    const level = reader.isOwn ? levelOf(row) : undefined
    const made = grid.row(row, look)
    // The page's own tree is let go row by row: it would lie beside the rows.
    row.childNodes = []
    return [
      {
        row: level === undefined ? made : { ...made, level },
        on: reader.isOwn && classesOf(row).includes('on'),
      },
    ]
  })
  const table: Table = { kind: 'table', rows: joinStretches(rows), widths: [], bordered: isBordered(element) }
  const filled = table.rows.filter(({ cells }) => cells.length > 0)
  if (filled.length === 0) return above
  const whole: Table = { ...table, rows: filled }
  if (!isSheet(reader, whole)) return [...above, whole]
  const { flow, findings } = sheetFlow(table)
  for (const { code, quote = '' } of findings) reader.report(code, quote)
  return [...above, ...flow]
}
