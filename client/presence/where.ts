/** Where somebody is, in words. Pure but for the reading of the plan that it is given. */
import { cutText } from '../../shared/cut-text.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import type { Colleague, Place } from '../plan/plan-session.ts'
import type { Text } from '../ui/use-text.ts'

const TITLE_LENGTH = 48

const shorten = (text: string): string =>
  text.length > TITLE_LENGTH ? `${cutText(text, TITLE_LENGTH).trimEnd()}…` : text

const whereRow = (view: PlanView, id: string, text: Text): string | null => {
  for (const { title: section, rows } of view.sections) {
    const row = rows.find((candidate) => candidate.id === id)
    if (row === undefined) continue
    const number = row.number.replace(/\.$/, '')
    if (number !== '') return text('sync.where.row', { section, number })
    return text('sync.where.row-unnumbered', { section, title: shorten(blocksToLine(row.cells.title ?? [])) })
  }
  return null
}

/** "Section “…”, row 3"; "reading the plan" where they are in no cell. */
export const whereText = (view: PlanView, place: Place | null, text: Text): string => {
  if (place === null) return text('sync.where.reading')
  const section = view.sections.find((candidate) => candidate.id === place.section)
  const row = place.row === null ? null : whereRow(view, place.row, text)
  if (row !== null) return row
  return section === undefined
    ? text('sync.where.front')
    : text('sync.where.section', { section: section.title })
}

/** One entry a person: the tab in which they are writing before one in which they only read. */
export const onePerPerson = (colleagues: readonly Colleague[]): readonly Colleague[] => {
  const people = new Map<string, Colleague>()
  for (const colleague of colleagues) {
    const known = people.get(colleague.id)
    if (known === undefined || (known.place === null && colleague.place !== null))
      people.set(colleague.id, colleague)
  }
  return [...people.values()]
}
