/** What a sheet of a workbook is called, and whether anybody called it so. Owns names alone. */
import { headerAt, isCountRow } from '../../../shared/plan/table-header.ts'
import type { FlowItem, Row } from '../../../shared/plan/table-model.ts'
import { cellText, flowText, fold, paragraph, plainSpan, rowText } from '../../../shared/plan/table-text.ts'

/** A sheet that is seen, with what stands on it. */
export interface NamedSheet {
  name: string
  flow: readonly FlowItem[]
}

/** A name that a table program gives, also to a copy: «Лист1», «Sheet1 (2)». */
export const isDefaultName = (name: string): boolean =>
  /^(?:лист|sheet|аркуш|таблица|table|план|plan)\s*\d*(?:\s*\(\d+\))?$/i.test(name.trim())

/** One of several sheets with its name over it. */
export const withName = ({ name, flow }: NamedSheet): FlowItem[] =>
  isDefaultName(name)
    ? [...flow]
    : [paragraph('', { spans: [{ ...plainSpan(name), bold: true }], heading: 2 }), ...flow]

const isBand = ({ cells }: Row): boolean => cells.filter((cell) => cellText(cell) !== '').length === 1

/** Whether a line of the sheet or a band of its tables says these words; dates of single rows do not count. */
export const headsSay = (flow: readonly FlowItem[], words: string): boolean =>
  flow
    .flatMap((item) => (item.kind === 'table' ? item.rows.filter(isBand).map(rowText) : [flowText([item])]))
    .some((text) => fold(text).includes(words))

/** Whether the first row under a table's header is a section's title. */
export const beginsWithBand = (table: FlowItem | undefined): boolean => {
  if (table?.kind !== 'table') return false
  const first = table.rows.slice(headerAt(table, 0) ?? 0).find((row) => !isCountRow(row))
  return first !== undefined && isBand(first)
}
