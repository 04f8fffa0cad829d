/**
 * Makes a live plan say again what an earlier one said: wholly, in some sections or in some rows, as a new change on top
 * (SPEC HI3). Writes only what differs, by identity; what has come since goes into the trash. Must not decide who may.
 */
import * as Y from 'yjs'
import { fixOf } from './build.ts'
import { type Change, type Place, diffPlans } from './diff.ts'
import type { Editing } from './edit.ts'
import { writeWholeFact } from './edit-facts.ts'
import { makeFragment } from './fragment.ts'
import { parseHtml } from './html.ts'
import type { ColumnJson, FactJson, ItemJson, PeriodJson, PlanJson, RichText, SectionJson } from './json.ts'
import { type Layout, layoutOf, writeShownPlaces } from './layout.ts'
import { compareOrder, countBefore, initialKeys, keyBetween } from './order.ts'
import { readColumns, readSectionPlaces } from './read.ts'
import { type Block, textToBlocks } from './rich.ts'
import { type EntityRoot, type Fields, cellKey, columnsOf, metaOf, rowsOf, sectionsOf } from './schema.ts'
import { writeBlocks } from './write-blocks.ts'

/** What is to be restored; without both: everything. */
export interface Selection {
  items?: readonly string[]
  sections?: readonly string[]
}

const isEverything = ({ items, sections }: Selection): boolean =>
  items === undefined && sections === undefined

/** What has to be changed in the plan `now` to make it say what `then` says. */
export const changesToRestore = (now: PlanJson, then: PlanJson, selection: Selection = {}): Change[] => {
  const all = diffPlans(now, then).filter(({ follows }) => !follows)
  if (isEverything(selection)) return all
  const items = new Set(selection.items)
  const sections = new Set(selection.sections)
  return all.filter(({ item, section, from }) => {
    if (item !== null && items.has(item)) return true
    const left = from !== null && typeof from === 'object' && 'section' in from ? from.section : null
    return sections.has(section ?? '') || sections.has(String(left))
  })
}

interface Sibling {
  id: string
  ord: string
}

/** Lists whose members have order keys, kept sorted while members come and go. */
class Groups {
  private readonly lists = new Map<string, Sibling[]>()
  private readonly members = new Map<string, Sibling & { group: string }>()

  constructor(members: Iterable<Sibling & { group: string }>) {
    for (const member of members) {
      this.listOf(member.group).push(member)
      this.members.set(member.id, member)
    }
    for (const list of this.lists.values()) list.sort(compareOrder)
  }

  private listOf(group: string): Sibling[] {
    const list = this.lists.get(group) ?? []
    this.lists.set(group, list)
    return list
  }

  has(group: string, id: string): boolean {
    return this.members.get(id)?.group === group
  }

  /** The keys around the place behind `after`; of equal keys the last one's other neighbour. */
  private gap(list: readonly Sibling[], group: string, after: string | null): [string | null, string | null] {
    const before = after !== null && this.has(group, after) ? (this.members.get(after) ?? null) : null
    if (before === null) return [null, list[0]?.ord ?? null]
    let at = countBefore(list, before) + 1
    while (list[at]?.ord === before.ord) at++
    return [before.ord, list[at]?.ord ?? null]
  }

  /** Takes `id` out of its list and gives it a place behind `after` in `group`; its new key. */
  put(id: string, group: string, after: string | null, random: Editing['random']): string {
    const old = this.members.get(id)
    if (old) {
      const left = this.listOf(old.group)
      left.splice(countBefore(left, old), 1)
      this.members.delete(id)
    }
    const list = this.listOf(group)
    const ord = keyBetween(...this.gap(list, group, after), random)
    const member = { id, ord, group }
    list.splice(countBefore(list, member), 0, member)
    this.members.set(id, member)
    return ord
  }

  /** The members in order, those of `wanted` alone. */
  order(group: string, wanted: ReadonlySet<string>): string[] {
    return (this.lists.get(group) ?? []).map(({ id }) => id).filter((id) => wanted.has(id))
  }
}

const rowGroup = (section: string | null, parent: string | null): string =>
  parent === null ? `section ${section ?? ''}` : `row ${parent}`

const richBlocks = ({ html, text }: RichText): readonly Block[] =>
  html === '' ? (text === '' ? [] : textToBlocks(text)) : parseHtml(html)

const plainBlocks = (text: string): readonly Block[] => (text === '' ? [] : textToBlocks(text))

const writeText = (fields: Fields, key: string, blocks: readonly Block[]): void => {
  const fragment = fields.get(key)
  if (fragment instanceof Y.XmlFragment) writeBlocks(fragment, blocks)
  else fields.set(key, makeFragment(blocks))
}

const entity = (root: EntityRoot, id: string): Fields => {
  const known = root.get(id)
  if (known instanceof Y.Map) return known
  const fields: Fields = new Y.Map()
  root.set(id, fields)
  return fields
}

/** Ids of the rows that are shown. */
const shownIn = ({ shown }: Layout): Set<string> => new Set(shown.map(({ row }) => row.id))

/** One restoration under way. */
class Restoration {
  private readonly edit: Editing
  private readonly target: PlanJson
  private readonly rows: Groups
  private readonly lists: Groups
  /** The rows of `then` under each parent, in order, and which one of them a row is. */
  private readonly thenGroups = new Map<string, string[]>()
  private readonly thenAt = new Map<string, number>()
  private readonly thenSections: ReadonlyMap<string, SectionJson>
  private readonly parents = new Map<string, string | null>()
  /** Rows that may be shown: those that were, and those that come back. */
  private readonly expected: Set<string>

  constructor(edit: Editing, target: PlanJson) {
    this.edit = edit
    this.target = target
    this.thenSections = new Map(target.sections.map((section) => [section.id, section]))
    const layout = layoutOf(edit.doc)
    this.expected = shownIn(layout)
    const placed = [...layout.placed.values()]
    writeShownPlaces(edit.doc, placed)
    this.rows = new Groups(
      placed.map(({ row: { id, ord }, section, parent }) => ({ id, ord, group: rowGroup(section, parent) })),
    )
    for (const { row, parent } of placed) this.parents.set(row.id, parent)
    const sections = readSectionPlaces(edit.doc).map(({ id, ord }) => ({ id, ord, group: 'sections' }))
    const columns = readColumns(edit.doc).map(({ id, ord }) => ({ id, ord, group: 'columns' }))
    this.lists = new Groups([...sections, ...columns])
    for (const section of target.sections) {
      for (const { id, parent } of section.items) {
        const group = rowGroup(section.id, parent)
        const rows = this.thenGroups.get(group) ?? []
        this.thenAt.set(id, rows.push(id) - 1)
        this.thenGroups.set(group, rows)
      }
    }
  }

  apply(change: Change): void {
    if (change.subject === 'item') this.applyItem(change, change.item ?? '')
    else if (change.subject === 'section') this.applySection(change, change.section ?? '')
    else if (change.subject === 'column') this.applyColumn(change, change.column ?? '')
    else this.applyPlan(change)
  }

  private trash(root: EntityRoot, id: string): void {
    root.get(id)?.set('del', { by: this.edit.by, at: this.edit.now() })
  }

  private applyPlan({ field, to }: Change): void {
    const meta = metaOf(this.edit.doc)
    if (field === 'year' || field === 'organisation' || field === 'numbering') meta.set(field, to)
    else if (field === 'title') writeText(meta, 'title', plainBlocks(String(to)))
    else if (field !== null) {
      const key = field.slice('front.'.length)
      writeText(meta, key, typeof to === 'string' ? plainBlocks(to) : richBlocks(to as RichText))
    }
  }

  private place(list: 'sections' | 'columns', fields: Fields, id: string, { after }: Place): void {
    fields.set('ord', this.lists.put(id, list, after, this.edit.random))
  }

  private applyColumn({ kind, field, to, place }: Change, key: string): void {
    const root = columnsOf(this.edit.doc)
    if (kind === 'removed') return this.trash(root, key)
    const fields = entity(root, key)
    if (kind === 'edited') fields.set(field ?? '', to)
    else if (place) this.place('columns', fields, key, place)
    if (kind !== 'added' && kind !== 'restored') return
    const column = to as ColumnJson
    fields.set('title', column.title)
    fields.set('hidden', column.hidden === true)
    fields.set('del', null)
    if (key === 'number') return
    for (const row of rowsOf(this.edit.doc).values()) {
      if (!row.has(cellKey(key))) row.set(cellKey(key), makeFragment([]))
    }
    // Its cells kept their texts in the trash; those of the plan that is restored may be others.
    for (const item of this.target.sections.flatMap(({ items }) => items)) {
      const row = rowsOf(this.edit.doc).get(item.id)
      if (row) this.writeField(row, `cells.${key}`, item.cells[key] ?? '')
    }
  }

  private applySection({ kind, field, to, place }: Change, id: string): void {
    const root = sectionsOf(this.edit.doc)
    if (kind === 'removed') return this.trash(root, id)
    const fields = entity(root, id)
    if (kind === 'edited') this.writeSection(fields, field ?? '', to)
    else if (place) this.place('sections', fields, id, place)
    if (kind === 'added' || kind === 'restored') this.reviveSection(to as SectionJson, fields)
  }

  private writeSection(fields: Fields, field: string, to: unknown): void {
    if (field === 'title') writeText(fields, 'title', plainBlocks(String(to)))
    else fields.set('dept', to)
  }

  private reviveSection(section: SectionJson, fields: Fields): void {
    this.writeSection(fields, 'title', section.title)
    this.writeSection(fields, 'department', section.department)
    fields.set('del', null)
  }

  private applyItem(change: Change, id: string): void {
    const { kind, field, to, place } = change
    const root = rowsOf(this.edit.doc)
    if (kind === 'removed') return this.trash(root, id)
    const fields = entity(root, id)
    if (kind === 'edited') return this.writeField(fields, field ?? '', to)
    if (place) this.placeRow(fields, id, place)
    if (kind === 'moved') return
    const item = to as ItemJson
    this.expected.add(id)
    this.writeField(fields, 'number', item)
    this.writeField(fields, 'title', item.title)
    this.writeField(fields, 'period', item.period)
    for (const [key, text] of Object.entries(item.cells)) this.writeField(fields, `cells.${key}`, text)
    this.writeField(fields, 'state', item.state)
    this.writeField(fields, 'fact', item.fact ?? {})
    fields.set('del', null)
  }

  private writeField(fields: Fields, field: string, to: unknown): void {
    if (field === 'title') writeText(fields, cellKey('title'), richBlocks(to as RichText))
    else if (field === 'period') this.writePeriod(fields, to as PeriodJson)
    else if (field === 'state') fields.set('state', to)
    else if (field === 'fact') writeWholeFact(fields, to as FactJson)
    else if (field === 'number') {
      const { numbering, number } = to as Pick<ItemJson, 'numbering' | 'number'>
      fields.set('number', { mode: numbering, text: numbering === 'typed' ? number : '' })
    } else {
      const key = field.slice('cells.'.length)
      // A column that is in the trash has no cell to write in.
      const column = columnsOf(this.edit.doc).get(key)
      if (column && !column.get('del')) writeText(fields, cellKey(key), plainBlocks(String(to)))
    }
  }

  /** The words, and how they were corrected: a correction that the edition did not know must not come back with its words. */
  private writePeriod(fields: Fields, period: PeriodJson): void {
    writeText(fields, cellKey('period'), plainBlocks(period.text))
    const fix = period.corrected ? fixOf(period, period.text) : null
    if (fix !== null || fields.get('fix')) fields.set('fix', fix)
  }

  private isLive(root: EntityRoot, id: string): boolean {
    const fields = root.get(id)
    return fields instanceof Y.Map && !fields.get('del')
  }

  /** Whether a row and all that it stands under are live. */
  private isShown(id: string): boolean {
    const seen = new Set<string>()
    for (let at: string | null = id; at !== null && !seen.has(at); at = this.parents.get(at) ?? null) {
      if (!this.isLive(rowsOf(this.edit.doc), at)) return false
      seen.add(at)
    }
    return true
  }

  /** Whether `parent` stands, at any depth, under `id`. */
  private isUnder(parent: string, id: string): boolean {
    const seen = new Set<string>()
    for (let at: string | null = parent; at !== null && !seen.has(at); at = this.parents.get(at) ?? null) {
      if (at === id) return true
      seen.add(at)
    }
    return false
  }

  private placeRow(fields: Fields, id: string, place: Place): void {
    const { doc, random } = this.edit
    const section = place.section ?? ''
    const hasParent = place.parent !== null && this.isShown(place.parent) && !this.isUnder(place.parent, id)
    const parent = hasParent ? place.parent : null
    // Where single rows come back, their section may have gone since.
    const gone = this.thenSections.get(section)
    if (gone && !this.isLive(sectionsOf(doc), section)) {
      const title = entity(sectionsOf(doc), section)
      if (!title.has('ord'))
        this.place('sections', title, section, { section: null, parent: null, after: null })
      this.reviveSection(gone, title)
    }
    const group = rowGroup(section, parent)
    fields.set('pos', [section, parent, this.rows.put(id, group, this.neighbour(id, group, place), random)])
    this.parents.set(id, parent)
  }

  /** The nearest row that stood before it then and stands there now. */
  private neighbour(id: string, group: string, place: Place): string | null {
    const then = this.thenGroups.get(rowGroup(place.section, place.parent)) ?? []
    const rows = rowsOf(this.edit.doc)
    const own = this.thenAt.get(id) ?? 0
    for (let at = then[own] === id ? own - 1 : -1; at >= 0; at--) {
      const one = then[at]
      if (one !== undefined && this.rows.has(group, one) && this.isLive(rows, one)) return one
    }
    return null
  }

  /** What was hidden in a section or under a row that has come back stays where it was for everybody: in the trash. */
  tidy(): void {
    const { doc } = this.edit
    for (const id of shownIn(layoutOf(doc))) if (!this.expected.has(id)) this.trash(rowsOf(doc), id)
  }

  /** Gives rows keys anew where equal keys kept them from coming into order; only after all was restored. */
  settle(): void {
    for (const [group, wanted] of this.thenGroups) {
      const there = this.rows.order(group, new Set(wanted))
      if (there.length !== wanted.length || there.every((id, index) => id === wanted[index])) continue
      const keys = initialKeys(wanted.length)
      wanted.forEach((id, index) => {
        const [section, parent] = (rowsOf(this.edit.doc).get(id)?.get('pos') ?? []) as [string, string | null]
        rowsOf(this.edit.doc).get(id)?.set('pos', [section, parent, keys[index]])
      })
    }
  }
}

/** Applies what `changesToRestore` found; one transaction. `isWhole`: all of it. */
export const restorePlan = (
  edit: Editing,
  then: PlanJson,
  changes: readonly Change[],
  isWhole: boolean,
): void => {
  edit.doc.transact(() => {
    const restoration = new Restoration(edit, then)
    for (const change of changes) restoration.apply(change)
    restoration.tidy()
    if (isWhole) restoration.settle()
  }, edit.origin)
}
