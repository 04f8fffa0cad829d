/**
 * A workbook that Svod wrote → the plan's own columns. Owns knowing it again: its maker's name and the columns behind the
 * plan's, which say what is understood of the dates and are no part of the plan.
 */
import { exportEn } from '../../../shared/i18n/en/export.ts'
import { exportRu } from '../../../shared/i18n/ru/export.ts'
import type { FlowItem, Row, Table } from '../../../shared/plan/table-model.ts'
import { cellText } from '../../../shared/plan/table-text.ts'
import { type XmlHandler, parsePart } from '../docx/xml.ts'
import type { Archive } from '../docx/zip.ts'

const PROPERTIES = 'docprops/core.xml'
export const MAKER = 'Svod'

class Properties implements XmlHandler {
  readonly words = { creator: '', title: '' }
  private name = ''

  open(name: string): void {
    this.name = name.split(':').at(-1) ?? ''
  }
  text(text: string): void {
    if (this.name === 'creator' || this.name === 'title') this.words[this.name] += text
  }
  close(): void {
    this.name = ''
  }
}

const propertiesOf = async (archive: Archive): Promise<Properties['words'] | null> => {
  if (!archive.has(PROPERTIES)) return null
  const properties = new Properties()
  await parsePart(archive, PROPERTIES, properties)
  return properties.words
}

/** Titles of the columns that are worked out of the plan, in each language. */
const WORKED_OUT = [exportRu, exportEn].map((texts) =>
  (['start', 'end', 'hours'] as const).map((name) => texts[`export.column.${name}`] as string),
)

/** Places of the columns between the plan's own and the state: nothing where the header is another. */
const workedOut = (header: Row): Set<number> => {
  const titles = header.cells.map(cellText)
  for (const names of WORKED_OUT) {
    const [start = '', end = ''] = names
    const first = titles.lastIndexOf(start)
    if (first < 0 || titles[first + 1] !== end) continue
    const last = names.includes(titles[first + 2] ?? '') ? first + 2 : first + 1
    return new Set(header.cells.flatMap(({ at }, index) => (index >= first && index <= last ? [at] : [])))
  }
  return new Set()
}

const without = (table: Table, dropped: ReadonlySet<number>): Table => ({
  ...table,
  rows: table.rows.map((row) => {
    const kept = row.cells.filter(({ at }) => !dropped.has(at))
    return { ...row, cells: kept.map((cell, at) => ({ ...cell, at })) }
  }),
})

/** The flow and the title of a file of our own; null where somebody else made it. */
export const ownSheet = async (
  archive: Archive,
  sheets: readonly (readonly FlowItem[])[],
): Promise<{ flow: FlowItem[]; title: string } | null> => {
  const properties = await propertiesOf(archive)
  const [table, ...others] = sheets.flat()
  if (properties?.creator !== MAKER || table?.kind !== 'table') return null
  const header = table.rows[0]
  const dropped = header ? workedOut(header) : new Set<number>()
  if (dropped.size === 0) return null
  return { flow: [without(table, dropped), ...others], title: properties.title.trim() }
}
