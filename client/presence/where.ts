/** Where somebody is, in words. Pure but for the reading of the plan that it is given. */
import { cutText } from '../../shared/cut-text.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import type { PlanView, RowView, SectionView } from '../../shared/plan/view.ts'
import type { Colleague, Place } from '../plan/plan-session.ts'
import type { Text } from '../ui/use-text.ts'

const TITLE_LENGTH = 48

const shorten = (text: string): string =>
  text.length > TITLE_LENGTH ? `${cutText(text, TITLE_LENGTH).trimEnd()}…` : text

const whereSection = ({ id, title }: SectionView, text: Text): string => {
  if (title !== '') return text('sync.where.section', { section: title })
  return text(id === UNASSIGNED ? 'sync.where.section-unassigned' : 'sync.where.section-untitled')
}

const whereRow = (section: SectionView, row: RowView, text: Text): string => {
  const place = whereSection(section, text)
  const number = row.number.replace(/\.$/, '')
  if (number !== '') return text('sync.where.row', { place, number })
  const title = shorten(blocksToLine(row.cells.title ?? []))
  return title === ''
    ? text('sync.where.row-untitled', { place })
    : text('sync.where.row-unnumbered', { place, title })
}

/** "Section “…”, row 3"; "reading the plan" where they are in no cell, or in one that is not here. */
export const whereText = (view: PlanView, place: Place | null, text: Text): string => {
  if (place === null) return text('sync.where.reading')
  if (place.row === null && place.section === null)
    return text(place.field === 'outro' ? 'sync.where.outro' : 'sync.where.front')
  for (const section of view.sections) {
    const row = section.rows.find(({ id }) => id === place.row)
    if (row !== undefined) return whereRow(section, row, text)
  }
  const section = view.sections.find(({ id }) => id === place.section)
  return section === undefined ? text('sync.where.reading') : whereSection(section, text)
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
