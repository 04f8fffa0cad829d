/**
 * Which column of a plan each column of a pasted grid goes into: by a header row that names them, by the titles that
 * the clipboard says, else side by side from the focused cell. Must not look at the rows below for more than that.
 */
import { roleOfTitle } from '../plan/table-columns.ts'
import { fold } from '../plan/table-text.ts'
import { looksLikeNumber } from '../plan/table-words.ts'
import type { ColumnView } from '../plan/view.ts'
import { type ClipCell, type ClipGrid, type ClipRow, cellWords } from './grid.ts'
import type { PasteRefusal } from './job.ts'

export interface Mapping {
  /** Column of the plan for each column of the grid; null for one that says nothing. */
  readonly targets: readonly (string | null)[]
  /** Rows at the top that are header and no content. */
  readonly skip: number
}

/** Titles are compared by their letters and digits alone. */
const plain = (title: string): string => fold(title).replace(/[^\p{L}\p{N}№#]+/gu, '')

const isCount = (row: ClipRow | undefined): boolean =>
  row !== undefined &&
  row.cells.length >= 3 &&
  row.cells.every((cell, index) => cellWords(cell).replace(/\.$/, '') === String(index + 1))

const LONGEST_TITLE = 160

/** Titles → columns: by the same words, else (number, title, period) by what the words mean. Null for unknown ones. */
const byTitles = (titles: readonly string[], columns: readonly ColumnView[]): (string | null)[] => {
  const free = new Map(columns.map(({ id, title }) => [id, plain(title)]))
  const take = (id: string | undefined): string | null => {
    if (id === undefined || !free.delete(id)) return null
    return id
  }
  const found = titles.map((title) =>
    title === '' ? null : take([...free].find(([, other]) => other !== '' && other === plain(title))?.[0]),
  )
  return found.map((id, index) => {
    const title = titles[index] ?? ''
    if (id !== null || title === '') return id
    const role = roleOfTitle(title)?.role
    return role === undefined || role === 'other' ? null : take(free.has(role) ? role : undefined)
  })
}

const wordsOf = (cells: readonly ClipCell[]): string[] => cells.map(cellWords)

/**
 * The header that a grid begins with: at least two titles, all of them known, one of them the plan's very words or the
 * title column among them.
 */
const headed = (grid: ClipGrid, columns: readonly ColumnView[]): Mapping | PasteRefusal | null => {
  const [first] = grid.rows
  if (!first || first.kind === 'band' || grid.rows.length < 2) return null
  const titles = wordsOf(first.cells)
  const filled = titles.filter((title) => title !== '')
  if (filled.length < 2 || filled.some((title) => title.length > LONGEST_TITLE)) return null
  const targets = byTitles(titles, columns)
  const known = targets.filter((id) => id !== null).length
  const exact = columns.filter(({ title }) => filled.some((one) => plain(one) === plain(title))).length
  const isHeader = known >= 2 && (exact >= 2 || targets.includes('title'))
  if (!isHeader) return null
  const unknown = titles.findIndex((title, index) => title !== '' && targets[index] === null)
  if (unknown >= 0) return { code: 'noColumn', column: titles[unknown] ?? '' }
  return { targets, skip: isCount(grid.rows[1]) ? 2 : 1 }
}

const share = (grid: ClipGrid, test: (text: string) => boolean): number => {
  const texts = grid.rows.flatMap(({ kind, cells }) =>
    kind === 'row' && cells[0] ? [cellWords(cells[0])] : [],
  )
  const filled = texts.filter((text) => text !== '')
  return filled.length === 0 ? 0 : filled.filter((text) => test(fold(text))).length / filled.length
}

/** Where the columns of a grid begin that has no header and no cell under it. */
const firstColumn = (grid: ClipGrid, ids: readonly string[]): number => {
  const title = Math.max(0, ids.indexOf('title'))
  return ids[0] === 'number' && grid.width > 1 && share(grid, looksLikeNumber) >= 0.6 ? 0 : title
}

/** Side by side from a cell on; a grid as wide as the plan whose first column does not fit there begins at the first. */
const beside = (
  grid: ClipGrid,
  columns: readonly ColumnView[],
  from: string | null,
): Mapping | PasteRefusal => {
  const ids = columns.map(({ id }) => id)
  const asked = from === null ? firstColumn(grid, ids) : Math.max(0, ids.indexOf(from))
  const fits = asked + grid.width <= ids.length
  const start = !fits && grid.width === ids.length ? 0 : asked
  if (start + grid.width > ids.length) return { code: 'tooWide', count: grid.width, room: ids.length - start }
  return { targets: Array.from({ length: grid.width }, (_, index) => ids[start + index] ?? null), skip: 0 }
}

/** The mapping, or why there is none. `from` is the column of the focused cell. */
export const mapColumns = (
  grid: ClipGrid,
  columns: readonly ColumnView[],
  from: string | null,
): Mapping | PasteRefusal => {
  if (grid.titles === null) return headed(grid, columns) ?? beside(grid, columns, from)
  const targets = byTitles(grid.titles, columns)
  const unknown = grid.titles.findIndex((title, index) => {
    const says = grid.rows.some(
      ({ kind, cells }) => kind === 'row' && cells[index] && cellWords(cells[index]) !== '',
    )
    return targets[index] === null && says && title !== ''
  })
  if (unknown >= 0) return { code: 'noColumn', column: grid.titles[unknown] ?? '' }
  return { targets, skip: 0 }
}
