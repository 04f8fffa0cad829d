/**
 * A worksheet's XML → the cells that say something, and what holds over them: merges, hidden rows and columns, links.
 * What the sheet declares of its size is not believed; formulas are passed over, the value that the table program
 * kept beside them is read.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Attributes, XmlHandler } from '../docx/xml.ts'
import { type CellLook, PLAIN_LOOK } from './look.ts'
import { type FormatContext, numberAsShown } from './number-format.ts'
import { RunReader, type TextRun } from './strings.ts'

export interface SheetCell {
  row: number
  column: number
  runs: readonly TextRun[]
  look: CellLook
  /** It holds a number and no words. */
  amount: boolean
}

/** A block of cells, ends included. */
export interface Range {
  top: number
  left: number
  bottom: number
  right: number
}

export interface SheetContext extends FormatContext {
  texts: readonly (readonly TextRun[])[]
  looks: readonly CellLook[]
}

const MAX_CELLS = 400_000
/** Of all cells together: one long text may be named by many. */
const MAX_CHARS = 30_000_000
const MAX_MERGES = 100_000
const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384

/** «BC12» → row 12, column 55. */
export const placeOf = (name: string | undefined): { row: number; column: number } | null => {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name ?? '')
  if (!match) return null
  const column = Array.from(match[1] ?? '').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(match[2]), column }
}

export const rangeOf = (name: string | undefined): Range | null => {
  const [from, to] = (name ?? '').split(':')
  const start = placeOf(from)
  const end = placeOf(to ?? from)
  if (!start || !end) return null
  return { top: start.row, left: start.column, bottom: end.row, right: end.column }
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

interface Open {
  type: string
  look: CellLook
  value: string
  formula: boolean
}

const BOOLEANS = { ru: ['ЛОЖЬ', 'ИСТИНА'], uk: ['ХИБНІСТЬ', 'ІСТИНА'], en: ['FALSE', 'TRUE'] } as const

export class SheetReader implements XmlHandler {
  readonly cells: SheetCell[] = []
  readonly merges: Range[] = []
  readonly links: { range: Range; id: string }[] = []
  readonly hiddenRows = new Set<number>()
  /** Spans of hidden columns. */
  readonly hiddenColumns: { from: number; to: number }[] = []
  readonly margins: string[] = []
  /** Numbers that their format does not show; that of a zero says nothing. */
  readonly unseen: string[] = []
  /** Formulas beside which no value was kept. */
  unknown = 0
  private readonly context: SheetContext
  private readonly runs = new RunReader()
  private row = 0
  private column = 0
  private cell: Open | null = null
  private inValue = false
  private inMargin = false
  private chars = 0

  constructor(context: SheetContext) {
    this.context = context
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'x:row') this.startRow(attributes)
    else if (name === 'x:c') this.startCell(attributes)
    else if (name === 'x:v') this.inValue = true
    else if (name === 'x:f' && this.cell) this.cell.formula = true
    else if (name === 'x:mergeCell') this.addMerge(attributes)
    else if (name === 'x:col') this.addColumn(attributes)
    else if (name === 'x:hyperlink') this.addLink(attributes)
    else if (/^x:(?:odd|even|first)(?:Header|Footer)$/.test(name)) {
      this.margins.push('')
      this.inMargin = true
    }
    if (this.cell) this.runs.open(name, attributes)
  }

  text(text: string): void {
    if (this.inValue && this.cell) this.cell.value += text
    else if (this.inMargin) this.margins[this.margins.length - 1] += text
    if (this.cell) this.runs.text(text)
  }

  close(name: string): void {
    if (this.cell) this.runs.close(name)
    if (name === 'x:v') this.inValue = false
    else if (name === 'x:c') this.endCell()
    else if (this.inMargin && /Header$|Footer$/.test(name)) this.inMargin = false
  }

  private startRow({ r, hidden }: Attributes): void {
    const at = Number.parseInt(r ?? '', 10)
    this.row = at > 0 ? at : this.row + 1
    this.column = 0
    if (this.row > LAST_ROW) throw new SvodError('file-broken', { row: this.row })
    if (isTrue(hidden)) this.hiddenRows.add(this.row)
  }

  private startCell({ r, s, t }: Attributes): void {
    const place = placeOf(r)
    this.column = place?.column ?? this.column + 1
    if (place) this.row = place.row
    if (this.column > LAST_COLUMN) throw new SvodError('file-broken', { column: this.column })
    const look = this.context.looks[Number.parseInt(s ?? '0', 10)] ?? PLAIN_LOOK
    this.cell = { type: t ?? 'n', look, value: '', formula: false }
  }

  private endCell(): void {
    const { cell } = this
    this.cell = null
    const inline = this.runs.take()
    if (cell === null) return
    const runs = cell.type === 'inlineStr' ? inline : this.runsOf(cell)
    if (cell.formula && cell.value === '' && runs.length === 0) this.unknown += 1
    this.chars += runs.reduce((sum, { text }) => sum + text.length, 0)
    if (this.chars > MAX_CHARS) throw new SvodError('file-inflates', { chars: this.chars })
    if (runs.every(({ text }) => text.trim() === '')) return
    if (this.cells.length >= MAX_CELLS) throw new SvodError('file-inflates', { cells: MAX_CELLS })
    this.cells.push({ row: this.row, column: this.column, runs, look: cell.look, amount: cell.type === 'n' })
  }

  private runsOf({ type, value, look }: Open): readonly TextRun[] {
    if (type === 's') return this.context.texts[Number.parseInt(value, 10)] ?? []
    const text = value === '' ? '' : this.shown(type, value, look)
    return text === '' ? [] : [{ text, letters: null }]
  }

  private shown(type: string, value: string, look: CellLook): string {
    if (type === 'b') return BOOLEANS[this.context.language][value === '1' ? 1 : 0]
    if (type === 'd') return value.replace(/^(\d{4})-(\d\d)-(\d\d).*$/, '$3.$2.$1')
    const number = type === 'n' ? Number(value) : Number.NaN
    if (!Number.isFinite(number)) return value.replace(/\r\n?/g, '\n')
    const text = numberAsShown(number, look.format, this.context)
    if (text === '' && number !== 0) this.unseen.push(value)
    return text
  }

  private addMerge({ ref }: Attributes): void {
    const range = rangeOf(ref)
    if (this.merges.length >= MAX_MERGES) throw new SvodError('file-inflates', { merges: MAX_MERGES })
    if (range) this.merges.push(range)
  }

  private addColumn({ min, max, hidden, width }: Attributes): void {
    const [from, to] = [Number(min), Number(max)]
    if ((isTrue(hidden) || width === '0') && from > 0 && to >= from) this.hiddenColumns.push({ from, to })
  }

  private addLink(attributes: Attributes): void {
    const range = rangeOf(attributes.ref)
    const id = attributes['r:id']
    if (range && id !== undefined && this.links.length < MAX_MERGES) this.links.push({ range, id })
  }
}
