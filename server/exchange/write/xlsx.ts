/**
 * A plan → an Excel table: a row an item, its section in front, real dates behind where days are pinned, so that it can be
 * sorted and filtered; letters of titles as they are. Owns the sheet; no cell is ever a formula, since texts are written as texts.
 */
import type { Cell } from 'hucre'
import { writeXlsx as writeWorkbook } from 'hucre/xlsx'
import type { ItemJson } from '../../../shared/plan/json.ts'
import { letterRuns } from './letter-runs.ts'
import { type PrintItem, type PrintPlan, type PrintRole, cellText } from './print-plan.ts'
import { rowHeights } from './row-height.ts'
import { heldByXml, sheetText } from './xml-chars.ts'

/** Words beside the plan's own. */
export interface SheetTexts {
  sheet: string
  section: string
  start: string
  end: string
  hours: string
  state: string
  states: Record<ItemJson['state'], string>
}

type Value = string | number | Date | null

interface SheetColumn {
  title: string
  /** In characters. */
  width: number
  wraps: boolean
  date: boolean
  value: (section: string, row: PrintItem) => Value
}

const WIDTHS: Record<PrintRole, number> = { number: 8, title: 60, period: 24, own: 24 }
const BORDER = { style: 'thin', color: { rgb: 'A6A6A6' } } as const
const BORDERS = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER }

const dateOf = (iso: string | null): Date | null => (iso === null ? null : new Date(`${iso}T00:00:00Z`))

const columnsOf = ({ columns, sections }: PrintPlan, texts: SheetTexts): SheetColumn[] => {
  const plain = { width: 12, wraps: false, date: false }
  const hasHours = sections.some(({ items }) => items.some(({ item }) => item.period.hours !== null))
  return [
    { title: texts.section, width: 30, wraps: true, date: false, value: (section) => sheetText(section) },
    ...columns.map(({ key, title, role }): SheetColumn => {
      const value = (_: string, row: PrintItem) => sheetText(cellText(row, key))
      return { title: sheetText(title), width: WIDTHS[role], wraps: role !== 'number', date: false, value }
    }),
    { ...plain, title: texts.start, date: true, value: (_, { item }) => dateOf(item.period.start) },
    { ...plain, title: texts.end, date: true, value: (_, { item }) => dateOf(item.period.end) },
    ...(hasHours
      ? [{ ...plain, title: texts.hours, value: (_: string, { item }: PrintItem) => item.period.hours }]
      : []),
    { ...plain, title: texts.state, width: 14, value: (_, { item }) => texts.states[item.state] },
  ]
}

/** A, B, … Z, AA, … */
const letterOf = (index: number): string =>
  (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

const styleOf = ({ wraps, date }: SheetColumn) => ({
  alignment: { vertical: 'top', wrapText: wraps } as const,
  border: BORDERS,
  ...(date ? { numFmt: 'dd.mm.yyyy' } : {}),
})

/** The workbook's own, which a run has to repeat. */
const FONT = { name: 'Calibri', size: 11 } as const

/** Cells with bold, italic, underlined or struck letters, by their place. */
const letteredCells = ({ columns, sections }: PrintPlan, sheetColumns: readonly SheetColumn[]) =>
  sections
    .flatMap(({ items }) => items)
    .flatMap((row, at) =>
      columns.flatMap(({ key }, index) => {
        const value = sheetText(cellText(row, key))
        const runs = letterRuns(row.cells.get(key) ?? [], value)
        const column = sheetColumns[index + 1]
        if (runs === null || !column) return []
        const richText = runs.map(({ text, letters }) => ({ text, font: { ...FONT, ...fontOf(letters) } }))
        const cell = { value, type: 'richText' as const, style: styleOf(column), richText }
        return [[`${at + 1},${index + 1}`, cell] as const]
      }),
    )

const fontOf = (letters: readonly (keyof typeof FONT_WORDS)[]) =>
  Object.fromEntries(letters.map((letter) => [FONT_WORDS[letter], true]))

const FONT_WORDS = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikethrough',
} as const

/** `at`: ISO time that the file says it was changed. */
export const writeXlsx = async (print: PrintPlan, at: string, texts: SheetTexts): Promise<Uint8Array> => {
  const columns = columnsOf(print, texts)
  const items = print.sections.flatMap(({ title, items }) =>
    items.map((row) => columns.map(({ value }) => value(title, row))),
  )
  const rows = [columns.map(({ title }) => title), ...items]
  const head = {
    font: { bold: true },
    alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2EFE9' } },
    border: BORDERS,
  } as const
  const cells = new Map<string, Partial<Cell>>([
    ...columns.map(
      ({ title }, at) => [`0,${at}`, { value: title, type: 'string' as const, style: head }] as const,
    ),
    ...letteredCells(print, columns),
  ])
  return writeWorkbook({
    properties: {
      title: heldByXml(print.plan.title),
      creator: 'Svod',
      created: new Date(at),
      modified: new Date(at),
    },
    sheets: [
      {
        name: texts.sheet,
        columns: columns.map((column) => ({ width: column.width, style: styleOf(column) })),
        rows,
        cells,
        rowDefs: rowHeights(rows, columns),
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${letterOf(columns.length - 1)}${rows.length}` },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$1:$1',
        },
      },
    ],
  })
}
