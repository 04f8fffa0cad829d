/**
 * A workbook that Svod wrote → the plan's own columns. Owns knowing it again: its maker's name and the columns behind the
 * plan's, which say what is understood of the dates and are no part of the plan; `own-dates.ts` reads what people wrote there.
 */
import { exportEn } from '../../../shared/i18n/en/export.ts'
import { exportRu } from '../../../shared/i18n/ru/export.ts'
import type { Finding, FlowItem, Row, Table } from '../../../shared/plan/table-model.ts'
import { cellText } from '../../../shared/plan/table-text.ts'
import { type XmlHandler, parsePart } from '../docx/xml.ts'
import type { Archive } from '../docx/zip.ts'
import { type WorkedOut, withOwnDates } from './own-dates.ts'
import { type NamedSheet, withName } from './sheet-name.ts'

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

/** The columns between the plan's own and the state; null where the header is another. */
const workedOut = (header: Row): WorkedOut | null => {
  const titles = header.cells.map(cellText)
  const placeOf = (index: number): number => header.cells[index]?.at ?? 0
  for (const [start = '', end = '', hours = ''] of WORKED_OUT) {
    const first = titles.lastIndexOf(start)
    if (first < 0 || titles[first + 1] !== end) continue
    const hasHours = titles[first + 2] === hours
    return { start: placeOf(first), end: placeOf(first + 1), hours: hasHours ? placeOf(first + 2) : null }
  }
  return null
}

const without = (table: Table, dropped: ReadonlySet<number>): Table => ({
  ...table,
  rows: table.rows.map((row) => {
    const kept = row.cells.filter(({ at }) => !dropped.has(at))
    return { ...row, cells: kept.map((cell, at) => ({ ...cell, at })) }
  }),
})

/** The plan's own columns, with what was written into the others since. */
const planTable = (table: Table, worked: WorkedOut, title: string): { table: Table; findings: Finding[] } => {
  const dated = withOwnDates(table, worked, title)
  if (dated === null) return { table, findings: [] }
  const dropped = new Set([worked.start, worked.end, ...(worked.hours === null ? [] : [worked.hours])])
  return { ...dated, table: without(dated.table, dropped) }
}

export interface OwnSheet {
  flow: FlowItem[]
  findings: Finding[]
  title: string
}

/** What a file of our own says; null where somebody else made it. */
export const ownSheet = async (archive: Archive, sheets: readonly NamedSheet[]): Promise<OwnSheet | null> => {
  const properties = await propertiesOf(archive)
  const [plan, ...added] = sheets
  const [first, ...others] = plan?.flow ?? []
  if (properties?.creator !== MAKER || first?.kind !== 'table') return null
  const worked = first.rows[0] ? workedOut(first.rows[0]) : null
  if (worked === null) return null
  const title = properties.title.trim()
  const { table, findings } = planTable(first, worked, title)
  return { flow: [table, ...others, ...added.flatMap(withName)], findings, title }
}
