/** SpreadsheetML by hand, for tests: sheets as rows of cells, and the parts of a workbook. */
import { escapeXml } from './docx-xml.ts'
import { type ZipFile, zipOf } from './docx-zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A cell: text, number, or ready-made XML (starting with '<c'); '' is left out. */
export type CellSpec = string | number

export interface SheetSpec {
  name?: string
  state?: 'hidden' | 'veryHidden'
  /** '' is an empty row. */
  rows: (readonly CellSpec[] | '')[]
  merges?: string[]
  /** Numbers of hidden rows; `<col>` elements; what stands behind the cells. */
  hiddenRows?: number[]
  columns?: string
  tail?: string
  /** Relationships of the sheet, as `[id, type, target, external]`. */
  relations?: (readonly [string, string, string, boolean?])[]
  dimension?: string
}

export interface BookSpec {
  sheets: SheetSpec[]
  /** Inner XML of the styles part. */
  styles?: string
  /** Inner XML of the shared strings. */
  strings?: string
  files?: ZipFile[]
}

const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** An inline text with a style. */
export const ct = (text: string, style = 0): string =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
/** A number with a style. */
export const cn = (value: number | string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`

const cellXml = (cell: CellSpec, at: string): string => {
  if (cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  return (cell.startsWith('<c') ? cell : ct(cell)).replace('<c ', `<c r="${at}" `)
}

const sheetXml = (sheet: SheetSpec): string => {
  const rows = sheet.rows.map((cells, index) => {
    const hidden = sheet.hiddenRows?.includes(index + 1) ? ' hidden="1"' : ''
    const inner =
      cells === '' ? '' : cells.map((cell, at) => cellXml(cell, `${letters(at)}${index + 1}`)).join('')
    return `<row r="${index + 1}"${hidden}>${inner}</row>`
  })
  const merges = sheet.merges?.map((ref) => `<mergeCell ref="${ref}"/>`).join('') ?? ''
  return `<?xml version="1.0"?><worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${
    sheet.dimension === undefined ? '' : `<dimension ref="${sheet.dimension}"/>`
  }${sheet.columns === undefined ? '' : `<cols>${sheet.columns}</cols>`}<sheetData>${rows.join('')}</sheetData>${
    merges === '' ? '' : `<mergeCells>${merges}</mergeCells>`
  }${sheet.tail ?? ''}</worksheet>`
}

const relationsXml = (relations: readonly (readonly [string, string, string, boolean?])[]): string =>
  `<Relationships xmlns="${PACKAGE}">${relations
    .map(
      ([id, type, target, external]) =>
        `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

/** The files of a workbook, to be changed before they are packed. */
export const xlsxFiles = ({ sheets, styles = '', strings, files = [] }: BookSpec): ZipFile[] => {
  const names = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${escapeXml(name ?? `Лист${at + 1}`)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="s${at + 1}"/>`,
  )
  const made: ZipFile[] = [
    { name: '_rels/.rels', content: relationsXml([['r1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationsXml([
        ...sheets.map((_, at) => [`s${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ['st', 'styles', 'styles.xml'],
        ['sh', 'sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` },
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(sheet) })),
    ...sheets.flatMap(({ relations }, at) =>
      relations
        ? [{ name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`, content: relationsXml(relations) }]
        : [],
    ),
    ...files,
  ]
  if (strings !== undefined)
    made.push({ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings}</sst>` })
  return made
}

export const xlsxOf = (book: BookSpec): Uint8Array => zipOf(xlsxFiles(book))
export const sheetOf = (rows: SheetSpec['rows'], more: Partial<SheetSpec> = {}): Uint8Array =>
  xlsxOf({ sheets: [{ rows, ...more }] })
