/**
 * How a grid of cells is laid over a plan: which cells are overwritten, which rows and sections are made, or why it
 * cannot be. Pure: a reading of the plan in, a job for `write.ts` out; decides nothing about who may.
 */
import { cutText } from '../cut-text.ts'
import { nextNumber } from '../plan/number.ts'
import { type Block, blocksToHtml, isNothing } from '../plan/rich.ts'
import { LONGEST_NUMBER, type NumberRegister } from '../plan/schema.ts'
import type { ColumnView, PlanView, RowView, SectionView } from '../plan/view.ts'
import { type Mapping, mapColumns } from './columns.ts'
import { type ClipCell, type ClipGrid, type ClipRow, cellWords, isEmptyCell, linesToBlocks } from './grid.ts'
import type { NewRow, PasteJob, PastePlace, PasteRefusal, RowWrite } from './job.ts'

/** What one paste may bring; more is an import. */
export const MOST_PASTED_ROWS = 2000
/** Letters of all cells; an update of the document is at most 4 MiB. */
const MOST_LETTERS = 1_000_000

export interface PasteSetup {
  readonly view: PlanView
  readonly grid: ClipGrid
  readonly place: PastePlace
  /** Whether a band may become a section; else it becomes a row without a number. */
  readonly maySections: boolean
  /** Ids of the rows that are on the page; left out: all are. What is not seen is not overwritten. */
  readonly shown?: ReadonlySet<string>
}

export const isRefusal = (result: PasteJob | PasteRefusal): result is PasteRefusal => 'code' in result

// ── cells ───────────────────────────────────────────────────────────────────────────────────────────────────────

const isBare = (blocks: readonly Block[]): boolean =>
  blocks.every(
    (block) =>
      block.type === 'paragraph' &&
      block.content.every((inline) => inline.type === 'text' && inline.marks.length === 0),
  )

/** As the column takes it: the title lists and marks, the others plain paragraphs. */
export const blocksFor = (column: string, { blocks, lines }: ClipCell): readonly Block[] =>
  column === 'title' || isBare(blocks) ? blocks : linesToBlocks(lines)

/** The text of a number without the sign behind it, by which numbers are compared. */
const bare = (number: string): string => number.replace(/[.)\s]+$/, '')

/** Counts on as the plan will, so that a pasted number that it would give itself stays automatic. */
class Numbers {
  private above: string | null

  constructor(above: string | null) {
    this.above = above
  }

  read(text: string): NumberRegister {
    const next = nextNumber(this.above, null)
    const isNext = text !== '' && bare(text) === bare(next)
    if (text !== '') this.above = isNext ? next : text
    if (text === '') return { mode: 'none', text: '' }
    return isNext ? { mode: 'auto', text: '' } : { mode: 'typed', text }
  }

  count(): NumberRegister {
    this.above = nextNumber(this.above, null)
    return { mode: 'auto', text: '' }
  }

  /** A row that keeps the number that it shows. */
  pass(number: string): void {
    if (number !== '') this.above = number
  }
}

type Line = ClipRow & { readonly kind: 'row' }

class Laying {
  private readonly mapping: Mapping
  readonly tooLongNumbers: string[] = []

  constructor(mapping: Mapping) {
    this.mapping = mapping
  }

  /** What a pasted row writes. `existing` is the row under it, whose own number stays if it is the same. */
  write(line: Line, numbers: Numbers, existing: RowView | null): RowWrite {
    const cells = new Map<string, readonly Block[]>()
    let number: NumberRegister | null = null
    this.mapping.targets.forEach((column, index) => {
      const cell = line.cells[index]
      if (column === null || !cell) return
      if (column === 'number') number = this.number(line, cellWords(cell), numbers, existing)
      else cells.set(column, blocksFor(column, cell))
    })
    if (existing && number === null) numbers.pass(existing.level === 0 ? existing.number : '')
    return { cells, number }
  }

  private number(
    { counted }: Line,
    text: string,
    numbers: Numbers,
    existing: RowView | null,
  ): NumberRegister | null {
    if (text.length > LONGEST_NUMBER) this.tooLongNumbers.push(text)
    // Nothing where nothing was: the row keeps being numbered as it is.
    if (existing && (counted ? existing.numbering === 'auto' : bare(text) === bare(existing.number))) {
      numbers.pass(existing.number)
      return null
    }
    return counted ? numbers.count() : numbers.read(text)
  }
}

// ── merged cells ────────────────────────────────────────────────────────────────────────────────────────────────

const joined = (above: ClipCell, more: ClipCell): ClipCell =>
  isEmptyCell(more) || more.merged
    ? above
    : { ...above, blocks: [...above.blocks, ...more.blocks], lines: [...above.lines, ...more.lines] }

/** A row whose title is merged with the one above, without a number of its own, holds more lines of that row. */
const isMoreOf = (line: ClipRow, { targets }: Mapping): boolean => {
  const title = targets.indexOf('title')
  const number = targets.indexOf('number')
  if (title < 0 || line.cells[title]?.merged !== true) return false
  const own = number < 0 ? undefined : line.cells[number]
  return own === undefined || own.merged || isEmptyCell(own)
}

/** Every row says by itself what cells merged downwards say of it; its number is its own. */
const unmerged = (rows: readonly ClipRow[], mapping: Mapping): ClipRow[] => {
  const read: ClipRow[] = []
  for (const row of rows) {
    const above = read.at(-1)
    if (row.kind === 'row' && above?.kind === 'row' && isMoreOf(row, mapping)) {
      const cells = above.cells.map((cell, index) => joined(cell, row.cells[index] ?? cell))
      read[read.length - 1] = { ...above, cells }
    } else {
      const cells = row.cells.map((cell, index) => {
        const from = cell.merged && mapping.targets[index] !== 'number' ? above?.cells[index] : undefined
        return from ?? cell
      })
      read.push({ ...row, cells })
    }
  }
  return read
}

// ── the job ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Part {
  /** '' for the part before the first band. */
  title: string
  lines: Line[]
}

const sameWords = (a: string, b: string): boolean =>
  a
    .toLowerCase()
    .replace(/[\s.:]+/g, ' ')
    .trim() ===
  b
    .toLowerCase()
    .replace(/[\s.:]+/g, ' ')
    .trim()

const asLine = (row: ClipRow): Line => ({ ...row, kind: 'row' })

/** The row that a band becomes where no section may be made: its words are the title. */
const bandAsLine = (row: ClipRow, { targets }: Mapping): Line => {
  const home = Math.max(0, targets.indexOf('title'))
  const [words] = row.cells
  const empty: ClipCell = { blocks: [], lines: [], merged: false }
  return {
    ...row,
    kind: 'row',
    cells: row.cells.map((_, index) => (index === home ? (words ?? empty) : empty)),
  }
}

/** Cuts rows at their bands; a band that names the section in which the paste begins says nothing new. */
const partsOf = (
  rows: readonly ClipRow[],
  section: SectionView,
  setup: PasteSetup,
  mapping: Mapping,
): Part[] => {
  const parts: Part[] = [{ title: '', lines: [] }]
  rows.forEach((row, index) => {
    const words = row.cells[0] ? cellWords(row.cells[0]) : ''
    const last = parts.at(-1)
    if (row.kind === 'row') last?.lines.push(asLine(row))
    else if (index === 0 && sameWords(words, section.title)) return
    else if (setup.maySections) parts.push({ title: cutText(words, 2000), lines: [] })
    else last?.lines.push(bandAsLine(row, mapping))
  })
  return parts
}

const lettersIn = (grid: ClipGrid): number =>
  grid.rows.reduce(
    (sum, { cells }) =>
      sum + cells.reduce((own, { lines }) => own + lines.reduce((n, line) => n + line.length, 0), 0),
    0,
  )

const refusalOf = ({ grid }: PasteSetup): PasteRefusal | null => {
  if (grid.rows.length === 0) return { code: 'empty' }
  if (grid.rows.length > MOST_PASTED_ROWS + 1)
    return { code: 'tooLong', count: grid.rows.length, most: MOST_PASTED_ROWS }
  const isTooMuch = grid.rows.some(({ loose }) => loose) || lettersIn(grid) > MOST_LETTERS
  return isTooMuch ? { code: 'tooMuch' } : null
}

const newRow = (line: Line, laying: Laying, numbers: Numbers): NewRow => ({
  ...laying.write(line, numbers, null),
  level: line.level,
})

/** The number over the rows that are made: the last one shown at the top level. */
const lastNumber = (rows: readonly RowView[]): string | null =>
  rows.filter(({ level, number }) => level === 0 && number !== '').at(-1)?.number ?? null

/** Row by row as they stand on the page; one that is not shown keeps what it says, and its number counts. */
const layFirst = (
  lines: readonly Line[],
  section: SectionView,
  { place, shown }: PasteSetup,
  laying: Laying,
) => {
  const start =
    place.row === null ? section.rows.length : section.rows.findIndex(({ id }) => id === place.row)
  const above = place.row === null ? [] : section.rows.slice(0, start)
  const numbers = new Numbers(lastNumber(above))
  const over = new Map<string, RowWrite>()
  for (const row of section.rows.slice(start)) {
    const line = lines[over.size]
    if (line && (shown?.has(row.id) ?? true)) over.set(row.id, laying.write(line, numbers, row))
    else numbers.pass(row.level === 0 ? row.number : '')
  }
  const rows = lines.slice(over.size).map((line) => newRow(line, laying, numbers))
  return { over, rows }
}

/** Lays a grid over the plan. Nothing is written: the whole job, or why there is none. */
export const spread = (setup: PasteSetup): PasteJob | PasteRefusal => {
  const { view, grid, place, maySections } = setup
  const section = view.sections.find(({ id }) => id === place.section)
  const refused = refusalOf(setup)
  if (refused || !section) return refused ?? { code: 'empty' }
  const columns: ColumnView[] = view.columns.filter(({ hidden }) => !hidden)
  const mapping = mapColumns(grid, columns, place.column)
  if ('code' in mapping) return mapping
  const rows = unmerged(grid.rows.slice(mapping.skip), mapping)
  if (rows.length === 0) return { code: 'empty' }
  const laying = new Laying(mapping)
  const [first, ...others] = partsOf(rows, section, { ...setup, maySections }, mapping)
  const { over, rows: made } = layFirst(first?.lines ?? [], section, setup, laying)
  const sections = others.map(({ title, lines }) => {
    const numbers = new Numbers(null)
    return { title, rows: lines.map((line) => newRow(line, laying, numbers)) }
  })
  const [tooLong] = laying.tooLongNumbers
  if (tooLong !== undefined) return { code: 'numberTooLong', text: tooLong }
  const used = columns.map(({ id }) => id).filter((id) => mapping.targets.includes(id))
  const at = place.row === null ? 'start' : 'end'
  return { section: section.id, over, rows: made, at, sections, columns: used }
}

/** The same words, lists, marks and links. */
const sameBlocks = (a: readonly Block[], b: readonly Block[]): boolean =>
  (isNothing(a) && isNothing(b)) || blocksToHtml(a) === blocksToHtml(b)

/** Whether a job leaves the plan as it is. */
export const changesNothing = ({ over, rows, sections }: PasteJob, view: PlanView): boolean =>
  rows.length === 0 &&
  sections.length === 0 &&
  view.sections.every((section) =>
    section.rows.every((row) => {
      const write = over.get(row.id)
      if (!write) return true
      const same = [...write.cells].every(([column, blocks]) => sameBlocks(blocks, row.cells[column] ?? []))
      return same && write.number === null
    }),
  )
