/** Rows of a file for a section of an open plan: which column goes where, and what becomes of the file's own sections. Pure. */
import { jsonToDraft } from '../../shared/plan/build.ts'
import type { Insertion } from '../../shared/plan/insert-rows.ts'
import type { ColumnJson, ItemDraft, PlanJson } from '../../shared/plan/json.ts'
import { escapeHtml } from '../../shared/plan/rich.ts'
import { fold, quotesOf } from '../../shared/plan/table-text.ts'
import { MAX_LEVEL } from '../../shared/plan/schema.ts'

/** Where a column of the file goes: into a column of the plan (its id), `NEW` or `LEFT_OUT`. */
export type ColumnChoice = string
/** It becomes a new column; no id looks like this. */
export const NEW = '+'
export const LEFT_OUT = '-'

export type Choices = ReadonlyMap<string, ColumnChoice>

export interface PlanColumn {
  id: string
  title: string
}

const FIXED: ReadonlySet<string> = new Set(['number', 'title', 'period'])

/** The columns of a file beside number, title and dates. */
export const ownColumns = ({ columns }: PlanJson): ColumnJson[] =>
  columns.filter(({ key }) => !FIXED.has(key))

const words = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()

/** The first letters of words are enough: «Ответственный» and «Ответственные», «Отв. исполнитель». */
const resembles = (a: string, b: string): boolean => {
  const [one, other] = [words(a), words(b)]
  if (one === '' || other === '') return false
  if (one === other) return true
  const stem = Math.min(one.length, other.length) - 2
  return stem >= 6 && one.slice(0, stem) === other.slice(0, stem)
}

/** Columns by what they keep when the file is read once more, which gives them other keys: their title, and which of that title. */
const lastingNames = (columns: readonly ColumnJson[]): Map<string, string> => {
  const counts = new Map<string, number>()
  return new Map(
    columns.map(({ key, title }) => {
      const count = (counts.get(title) ?? 0) + 1
      counts.set(title, count)
      return [key, `${count} ${title}`]
    }),
  )
}

/** Choices as they hold for another reading of the same file. */
export const lastingChoices = (columns: readonly ColumnJson[], choices: Choices): Choices => {
  const names = lastingNames(columns)
  return new Map(
    [...choices].flatMap(([key, choice]) => {
      const name = names.get(key)
      return name === undefined ? [] : [[name, choice] as const]
    }),
  )
}

/**
 * What was chosen (`lasting`) holds. Of the others, columns of one name go together, each once; the rest are new where
 * columns may be added, else left out.
 */
export const matchColumns = (
  columns: readonly ColumnJson[],
  plan: readonly PlanColumn[],
  mayAdd: boolean,
  lasting: Choices = new Map(),
): Map<string, ColumnChoice> => {
  const names = lastingNames(columns)
  const chosen = (key: string): ColumnChoice | undefined => lasting.get(names.get(key) ?? '')
  const taken = new Set(columns.map(({ key }) => chosen(key)))
  return new Map(
    columns.map(({ key, title }) => {
      const choice = chosen(key)
      if (choice !== undefined) return [key, choice]
      const known = plan.find(({ id, title: name }) => !taken.has(id) && resembles(title, name))
      if (known) taken.add(known.id)
      return [key, known?.id ?? (mayAdd ? NEW : LEFT_OUT)]
    }),
  )
}

const deeper = (item: ItemDraft): ItemDraft => ({ ...item, level: Math.min(MAX_LEVEL, item.level + 1) })

const filledSections = (sections: PlanJson['sections']): PlanJson['sections'] =>
  sections.filter(({ title, items }) => title !== '' || items.length > 0)

/** What a file says around its rows, and where: a section has no place for it. */
export const textsAround = (plan: PlanJson): { quote: string; section?: number }[] => {
  const { agreed, approved, intro, outro } = plan.front
  const quotes = [agreed, approved, intro.text, outro.text].flatMap((text) => quotesOf(text))
  const [only, ...others] = filledSections(plan.sections)
  const title = only !== undefined && others.length === 0 ? quotesOf(only.title) : []
  return [
    ...quotes.map((quote) => ({ quote })),
    ...title.map((quote) => ({ quote, section: plan.sections.findIndex((one) => one === only) })),
  ]
}

/** One section's rows are taken as they are; of several, each title is a row over its own. */
export const rowsFor = (plan: PlanJson): ItemDraft[] => {
  const sections = jsonToDraft(plan).sections.filter(({ title, items }) => title !== '' || items.length > 0)
  if (sections.length === 1) return sections.flatMap(({ items }) => items)
  return sections.flatMap(({ title, items }) => {
    if (title === '') return items
    const head: ItemDraft = {
      level: 0,
      numbering: 'none',
      number: '',
      title: `<p><strong>${escapeHtml(title)}</strong></p>`,
      period: '',
      cells: {},
    }
    return [head, ...items.map(deeper)]
  })
}

/** Everything that is written, for `insertRows`. */
export const insertionOf = (section: string, plan: PlanJson, choices: Choices): Insertion => {
  const isKnown = (choice: ColumnChoice | undefined): choice is string =>
    choice !== undefined && choice !== NEW && choice !== LEFT_OUT
  const columns = new Map<string, string>()
  const fresh = new Map<string, string>()
  for (const { key, title } of ownColumns(plan)) {
    const choice = choices.get(key)
    if (isKnown(choice)) columns.set(key, choice)
    else if (choice === NEW) fresh.set(key, title)
  }
  return { section, items: rowsFor(plan), columns, fresh }
}
