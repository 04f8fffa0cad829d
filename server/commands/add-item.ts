/** A new item (row) of a plan. */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { addRow } from '../../shared/plan/edit.ts'
import { type EditDeps, editDocument } from './edit-document.ts'
import { type ItemFields, type ItemPlace, NEW, requireFact, touchesOfItem, writeItem } from './item-fields.ts'
import { type Standing, requireColumns, requireRow, requireSection, siblingsAt, standings } from './lookup.ts'

export type NewItem = ItemFields & ItemPlace

/** The sibling to follow, checked. @throws SvodError `bad-request` */
export const rowBefore = (siblings: readonly string[], after: string | null | undefined): string | null => {
  if (after === undefined) return siblings.at(-1) ?? null
  if (after !== null && !siblings.includes(after))
    throw new SvodError('bad-request', { field: 'after', reason: 'is no row there' })
  return after
}

/** The section and parent that are meant. @throws SvodError `not-found`; `bad-request` where they contradict */
export const placeOf = (all: ReadonlyMap<string, Standing>, { section, parent }: ItemPlace): Standing => {
  const above = parent === undefined || parent === null ? null : all.get(parent)
  if (above === undefined) throw new SvodError('not-found')
  const chosen = section ?? above?.section
  if (chosen === undefined || (above && above.section !== chosen)) {
    throw new SvodError('bad-request', { field: 'section', reason: 'is missing, or not that of the parent' })
  }
  return { section: chosen, parent: parent ?? null }
}

/** The new item's id. @throws SvodError `bad-request`, and as `editDocument` */
export const addItem = (deps: EditDeps, who: Identity, planId: string, item: NewItem): Promise<string> =>
  editDocument(deps, who, planId, 'state.edit', (editing, demand) => {
    const { doc } = editing
    if (item.section !== undefined) requireSection(doc, item.section)
    if (item.parent) requireRow(doc, item.parent)
    requireColumns(doc, Object.keys(item.cells ?? {}))
    requireFact(doc, NEW, item)
    const all = standings(doc)
    const place = placeOf(all, item)
    demand(touchesOfItem(NEW, { ...item, place }))
    const after = rowBefore(siblingsAt(all, place), item.after)
    const id = addRow(editing, { ...place, after })
    if (id === null) throw new SvodError('bad-request', { field: 'parent', reason: 'is too deep' })
    writeItem(editing, id, item)
    return id
  })
