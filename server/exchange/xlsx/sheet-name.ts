/** What a sheet of a workbook is called, and whether anybody called it so. Owns names alone. */
import type { FlowItem } from '../../../shared/plan/table-model.ts'
import { paragraph, plainSpan } from '../../../shared/plan/table-text.ts'

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
