/** Title, department, place and deletion of a section. */
import type { Identity } from '../../shared/identity.ts'
import {
  deleteSection,
  moveSection,
  restoreSection,
  setDepartment,
  setSectionTitle,
} from '../../shared/plan/edit.ts'
import { type NewSection, sectionBefore } from './add-section.ts'
import { knownDepartment } from './checks.ts'
import { type EditDeps, editDocument } from './edit-document.ts'
import { requireSection, sectionOrder } from './lookup.ts'

export type SectionChange = Partial<NewSection> & {
  /** True: into the trash; false: out of it. */
  deleted?: boolean
}

/** What the document calls what is named otherwise outside. */
const FIELDS: Readonly<Record<string, string>> = { deleted: 'del', department: 'dept', after: 'ord' }

/** @throws SvodError `bad-request`, and as `editDocument` */
export const changeSection = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  sectionId: string,
  change: SectionChange,
): Promise<void> =>
  editDocument(deps, who, planId, 'sections.edit', (editing, demand) => {
    const { title, department, after, deleted } = change
    requireSection(editing.doc, sectionId, { inTrash: deleted !== undefined })
    const fields = Object.keys(change).map((key) => FIELDS[key] ?? key)
    demand(fields.map((field) => ({ root: 'sections', entity: sectionId, field })))
    knownDepartment(deps.storage.catalogue, department)
    const others = sectionOrder(editing.doc).filter((id) => id !== sectionId)
    const behind = after === undefined ? undefined : sectionBefore(others, after)
    if (title !== undefined) setSectionTitle(editing, sectionId, title)
    if (department !== undefined) setDepartment(editing, sectionId, department)
    if (behind !== undefined) moveSection(editing, sectionId, behind)
    if (deleted === true) deleteSection(editing, sectionId)
    if (deleted === false) restoreSection(editing, sectionId)
  })
