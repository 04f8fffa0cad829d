/**
 * The verbs for what is said beside the text: correcting how dates were read, setting a finding aside. Owns what they
 * write; must not decide who may.
 */
import type { Editing } from './edit.ts'
import type { Finding } from './check/finding.ts'
import type { PeriodJson } from './json.ts'
import { type PeriodFix, isDismissals, isPeriodFix, withDismissal } from './notes.ts'
import { readFragment } from './fragment.ts'
import { printOf } from './print.ts'
import { blocksToText } from './rich.ts'
import { type Fields, cellKey, metaOf, rowsOf, sectionsOf } from './schema.ts'

/** A reading as somebody gives it. */
export type PeriodReading = Pick<PeriodJson, 'kind' | 'months' | 'start' | 'end' | 'hours'>

/** Corrects what is understood of a row's dates as they stand now; null takes the correction back. False where it cannot be. */
export const setPeriodFix = (edit: Editing, row: string, reading: PeriodReading | null): boolean => {
  const fields = rowsOf(edit.doc).get(row)
  if (!fields) return false
  if (reading === null) {
    edit.doc.transact(() => fields.set('fix', null), edit.origin)
    return true
  }
  const { kind, months, start, end, hours } = reading
  const of = printOf(blocksToText(readFragment(fields.get(cellKey('period')))))
  const fix: PeriodFix = { kind, months, start, end, hours, of, by: edit.by, at: edit.now() }
  if (!isPeriodFix(fix)) return false
  edit.doc.transact(() => fields.set('fix', fix), edit.origin)
  return true
}

const placeOf = ({ doc }: Editing, { item, section }: Finding): Fields | undefined => {
  if (item !== null) return rowsOf(doc).get(item)
  return section === null ? metaOf(doc) : sectionsOf(doc).get(section)
}

/** Sets a finding aside with a reason, or (`why` null) takes it up again. It comes back when its words change. */
export const dismissFinding = (edit: Editing, finding: Finding, why: string | null): boolean => {
  const fields = placeOf(edit, finding)
  if (!fields) return false
  const key = `ok:${finding.code}`
  const before = fields.get(key)
  const said = why === null ? null : { why, by: edit.by, at: edit.now() }
  const next = withDismissal(isDismissals(before) ? before : [], finding.about, said)
  edit.doc.transact(() => fields.set(key, next), edit.origin)
  return true
}
