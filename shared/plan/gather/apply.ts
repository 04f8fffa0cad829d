/** Takes changes of the gathered plans over into the summary, those that somebody chose and no others (SPEC GA*). Must not decide who may. */
import { type Editing, addSection, deleteRow, setCell, setState } from '../edit.ts'
import { parseHtml } from '../html.ts'
import { insertRows } from '../insert-rows.ts'
import type { PlanJson } from '../json.ts'
import { isOrigin } from '../origin.ts'
import { printOf } from '../print.ts'
import { textToBlocks } from '../rich.ts'
import { isState, rowsOf } from '../schema.ts'
import { fold } from '../table-text.ts'
import { type GatherInput, type Group, columnKey, gatheredItem, groupsOf, textsOf } from './gather.ts'
import { type GatherChange, type Origins, rowName, rowsIn } from './refresh.ts'

type Edited = Extract<GatherChange, { kind: 'changed' | 'conflict' }>

/** Origins of all rows of a document, those in the trash too. */
export const originsIn = (doc: Editing['doc']): Origins =>
  new Map(
    [...rowsOf(doc)].flatMap(([id, fields]) => {
      const origin = fields.get('origin')
      return isOrigin(origin) ? [[id, origin] as const] : []
    }),
  )

class Applying {
  private readonly edit: Editing
  private readonly target: PlanJson
  private readonly input: GatherInput
  private readonly columns: ReadonlyMap<string, string>
  private readonly rows: ReturnType<typeof rowsIn>

  constructor(edit: Editing, target: PlanJson, input: GatherInput) {
    this.edit = edit
    this.target = target
    this.input = input
    this.rows = rowsIn(input.plans)
    this.columns = new Map(target.columns.map((column) => [columnKey(column), column.key]))
  }

  /** What the source says of a field now. */
  private textOf({ item, field }: Edited): string | undefined {
    const origin = rowsOf(this.edit.doc).get(item)?.get('origin')
    if (!isOrigin(origin)) return undefined
    const there = this.rows.get(rowName(origin.plan, origin.item))
    return there && textsOf(there.item, there.plan.columns)[field]
  }

  take(change: Edited): void {
    const { item, field } = change
    const text = this.textOf(change)
    if (text === undefined) return
    if (field === 'title') setCell(this.edit, item, 'title', parseHtml(text))
    else if (field === 'state') {
      if (isState(text)) setState(this.edit, item, text)
    } else setCell(this.edit, item, this.columns.get(field) ?? '', textToBlocks(text))
    this.remember(item, field, text)
  }

  private remember(item: string, field: string, text: string): void {
    const fields = rowsOf(this.edit.doc).get(item)
    const origin = fields?.get('origin')
    if (!isOrigin(origin)) return
    fields?.set('origin', { ...origin, took: { ...origin.took, [field]: printOf(text) } })
  }

  /** The section of the summary that such rows stand in; a new one at the end where there is none. */
  private sectionFor({ key, title, department }: Group): string {
    const isIt = key.startsWith('d ')
      ? (one: PlanJson['sections'][number]) => one.department === department
      : (one: PlanJson['sections'][number]) => fold(one.title) === fold(title)
    const known = this.target.sections.find((one) => one.id !== '' && isIt(one))
    return (
      known?.id ??
      addSection(this.edit, { after: this.target.sections.at(-1)?.id || null, title, department })
    )
  }

  add(wanted: ReadonlySet<string>): void {
    for (const group of groupsOf(this.input)) {
      const rows = group.rows.filter(({ plan, item }) => wanted.has(`add~${plan.id}~${item.id}`))
      if (rows.length === 0) continue
      const items = rows.map(gatheredItem)
      insertRows(this.edit, { section: this.sectionFor(group), items, columns: this.columns })
    }
  }
}

/** Takes over `changes`, which are of the plan as it stands now. */
export const applyChanges = (
  edit: Editing,
  target: PlanJson,
  input: GatherInput,
  changes: readonly GatherChange[],
): void => {
  const applying = new Applying(edit, target, input)
  for (const change of changes) {
    if (change.kind === 'gone') deleteRow(edit, change.item)
    else if (change.kind !== 'added') applying.take(change)
  }
  applying.add(new Set(changes.filter(({ kind }) => kind === 'added').map(({ id }) => id)))
}
