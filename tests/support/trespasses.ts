/** What a change of a plan does that its author may not, found by comparing the whole plan before and after. */
import * as Y from 'yjs'
import type { Identity } from '../../shared/identity.ts'
import { NOBODYS, can } from '../../shared/permissions.ts'
import { readPlaces, readSections } from '../../shared/plan/read.ts'
import { serverOf } from '../../shared/plan/schema.ts'
import { buildTree } from '../../shared/plan/tree.ts'
import { commentTrespass } from './comment-trespasses.ts'
import { fieldsOf } from './plan-fields.ts'

/** Whose each row is, by the tree that everybody sees. */
const departmentsOf = (doc: Y.Doc): Map<string, string | null> => {
  const sections = readSections(doc)
  const known = new Map(sections.map(({ id, department }) => [id, department]))
  const tree = buildTree(readPlaces(doc), sections)
  const rows = [...tree.sections.flatMap((one) => one.rows), ...tree.hidden]
  return new Map(rows.map(({ row, section }) => [row.id, known.has(section) ? known.get(section)! : NOBODYS]))
}

/** The address of whatever a change inside `type` (under `key`, where it is a map) belongs to. */
const addressOf = (type: Y.AbstractType<unknown>, key: string | null): string | null => {
  const path = key === null ? [] : [key]
  let at = type
  for (let item = at._item; item !== null; item = at._item) {
    if (item.parentSub !== null) path.unshift(item.parentSub)
    at = item.parent as Y.AbstractType<unknown>
  }
  const root = Y.findRootTypeKey(at)
  if (root === 'meta') return JSON.stringify([root, null, path[0] ?? null])
  return JSON.stringify([root, path[0] ?? null, path[1] ?? null])
}

/** Runs `change` and tells everything that it wrote, also what says the same as before. */
export const writesOf = (doc: Y.Doc, change: () => void): Set<string> => {
  const written = new Set<string>()
  const note = ({ changed }: Y.Transaction) => {
    for (const [type, keys] of changed) {
      for (const key of keys) written.add(addressOf(type as Y.AbstractType<unknown>, key) ?? '')
    }
  }
  doc.on('afterTransaction', note)
  change()
  doc.off('afterTransaction', note)
  return written
}

/** What `who` changed that is not theirs, or wrote (`written`) where it is not theirs; empty where all is as it should be. */
export const trespasses = (
  before: Y.Doc,
  after: Y.Doc,
  who: Identity,
  written: ReadonlySet<string> = new Set(),
): string[] => {
  const locked = serverOf(before).get('locked') === true
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const [whose, whoseNow] = [departmentsOf(before), departmentsOf(after)]
  const faults: string[] = []
  const ask = (action: Parameters<typeof can>[1], row: string, address: string): void => {
    for (const map of [whose, whoseNow]) {
      if (map.has(row) && !can(who, action, { department: map.get(row)!, locked })) faults.push(address)
    }
  }
  const askAbout = (action: Parameters<typeof can>[1], row: string, address: string): void => {
    const department = whose.has(row) ? whose.get(row)! : NOBODYS
    if (!can(who, action, { department, locked })) faults.push(address)
  }
  for (const address of new Set([...was.keys(), ...is.keys(), ...written])) {
    if (was.get(address) === is.get(address) && !written.has(address)) continue
    const [root, entity, field] = JSON.parse(address) as [string, string | null, string | null]
    if (root === 'rows')
      ask(
        field === 'state' ? 'state.edit' : field === 'number' ? 'numbers.edit' : 'rows.edit',
        entity!,
        address,
      )
    else if (root === 'threads' || root === 'messages') {
      const row = commentTrespass(before, after, who, { root, entity: entity!, field })
      if (row === 'forbidden') faults.push(address)
      else if (row !== null) askAbout(row.action, row.row, address)
    } else {
      const action = root === 'meta' ? 'front.edit' : root === 'cols' ? 'columns.edit' : 'sections.edit'
      if (root === 'srv' || !can(who, action, { department: NOBODYS, locked })) faults.push(address)
    }
  }
  // A row that came into another section without being written to was taken along.
  for (const [row, department] of whoseNow) {
    if (whose.has(row) && whose.get(row) !== department && who.role !== 'chief')
      ask('rows.edit', row, `moved ${row}`)
  }
  return faults
}
