/** Texts, number, state, place and deletion of an item (row). */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { type Editing, type Target, deleteRow, moveRow, restoreRow } from '../../shared/plan/edit.ts'
import { placeOf, rowBefore } from './add-item.ts'
import { type EditDeps, type Touch, editDocument } from './edit-document.ts'
import { type ItemFields, type ItemPlace, requireFact, touchesOfItem, writeItem } from './item-fields.ts'
import {
  deletedSectionOf,
  requireColumns,
  requireRow,
  requireSection,
  siblingsAt,
  standings,
  standingsWith,
} from './lookup.ts'

export type ItemChange = ItemFields &
  ItemPlace & {
    /** True: into the trash; false: out of it. */
    deleted?: boolean
  }

/** Where the change moves the row to; null where it stays. @throws SvodError `bad-request`, `not-found` */
const targetOf = ({ doc }: Editing, id: string, change: ItemChange): Target | null => {
  const { section, parent, after, deleted } = change
  if (section === undefined && parent === undefined && after === undefined) return null
  // What comes out of the trash moves from the place to which it would come back.
  const all = deleted === false ? standingsWith(doc, id) : standings(doc)
  const now = all.get(id)
  // A row of a deleted section or parent is not shown and has no place to move from.
  if (!now) throw new SvodError('not-found')
  if (section !== undefined)
    requireSection(doc, section, { inTrash: deleted === false && section === now.section })
  const moves = section !== undefined && section !== now.section
  const above = parent === undefined ? (moves ? null : now.parent) : parent
  const place = placeOf(all, {
    section: section ?? (above === null ? now.section : undefined),
    parent: above,
  })
  if (after === undefined && place.section === now.section && place.parent === now.parent) return null
  const siblings = siblingsAt(all, place).filter((one) => one !== id)
  return { ...place, after: rowBefore(siblings, after) }
}

/** @throws SvodError `bad-request`, and as `editDocument` */
export const changeItem = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  itemId: string,
  change: ItemChange,
): Promise<void> =>
  editDocument(deps, who, planId, 'state.edit', (editing, demand) => {
    const { deleted, cells = {} } = change
    requireRow(editing.doc, itemId, { inTrash: deleted !== undefined })
    requireColumns(editing.doc, Object.keys(cells))
    requireFact(editing.doc, itemId, change)
    const target = targetOf(editing, itemId, change)
    const section = deleted === false ? deletedSectionOf(editing.doc, itemId, target) : null
    const around: Touch[] = section === null ? [] : [{ root: 'sections', entity: section, field: 'del' }]
    demand([...touchesOfItem(itemId, { ...change, place: target }), ...around])
    if (target && !moveRow(editing, itemId, target))
      throw new SvodError('bad-request', {
        field: 'parent',
        reason: 'is too deep, in the trash, or under the row itself',
      })
    writeItem(editing, itemId, change)
    if (deleted === true) deleteRow(editing, itemId)
    if (deleted === false) restoreRow(editing, itemId)
  })
