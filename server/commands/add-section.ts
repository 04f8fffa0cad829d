/** A new section of a plan. */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { addSection as write } from '../../shared/plan/edit.ts'
import { knownDepartment } from './checks.ts'
import { type EditDeps, editDocument } from './edit-document.ts'
import { sectionOrder } from './lookup.ts'

export interface NewSection {
  title: string
  department?: string | null
  /** The section it follows; null = first, left out = last. */
  after?: string | null
}

/** The section to follow, checked. @throws SvodError `bad-request` */
export const sectionBefore = (order: readonly string[], after: string | null | undefined): string | null => {
  if (after === undefined) return order.at(-1) ?? null
  if (after !== null && !order.includes(after))
    throw new SvodError('bad-request', { field: 'after', reason: 'is no section' })
  return after
}

/** The new section's id. @throws SvodError `bad-request`, and as `editDocument` */
export const addSection = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  section: NewSection,
): Promise<string> =>
  editDocument(deps, who, planId, 'sections.edit', (editing, demand) => {
    demand([{ root: 'sections', entity: '', field: null }])
    const { title, department = null } = section
    knownDepartment(deps.storage.catalogue, department)
    const after = sectionBefore(sectionOrder(editing.doc), section.after)
    return write(editing, { after, title, department })
  })
