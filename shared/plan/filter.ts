/**
 * Which rows of a plan are shown: by words, department, state, month, whose they are, and what hangs on them (SPEC FV*).
 * Pure. Owns what passes; where a filter is kept and how it is changed is the client's.
 */
import { responsibleColumns } from './check/row.ts'
import type { PlanFilter } from './filter-value.ts'
import { contextOf, periodOf } from './period-text.ts'
import { blocksToText } from './rich.ts'
import type { PlanView, RowView, SectionView } from './view.ts'

/** Who asks for what is theirs. */
export interface Reader {
  readonly name: string
  readonly departments: readonly string[]
}

export interface FilterSources {
  readonly reader: Reader
  /** Open threads of a row. */
  readonly comments: (row: string) => number
  readonly findings: (row: string) => boolean
}

export const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

export const wordsOf = (text: string): string[] => folded(text).split(/\s+/).filter(Boolean)

type Columns = PlanView['columns']

const texts = new WeakMap<Columns, WeakMap<RowView, string>>()

const textsWith = (columns: Columns): WeakMap<RowView, string> => {
  const known = texts.get(columns)
  if (known !== undefined) return known
  const made = new WeakMap<RowView, string>()
  texts.set(columns, made)
  return made
}

/** Everything that a row says in the plan's columns, in one line; what it said in deleted ones nobody sees. */
const textOf = (row: RowView, columns: Columns): string => {
  const read = textsWith(columns)
  const known = read.get(row)
  if (known !== undefined) return known
  const text = folded([row.number, ...columns.map(({ id }) => blocksToText(row.cells[id] ?? []))].join('\n'))
  read.set(row, text)
  return text
}

/** A surname is looked for by its beginning, so that «Ивановой» is Иванова, too; short ones as they are. */
const surnameOf = ({ name }: Reader): string => {
  const [first = ''] = wordsOf(name).sort((a, b) => b.length - a.length)
  return first.length > 5 ? first.slice(0, -1) : first
}

type Test = (row: RowView, section: SectionView) => boolean

const isMine = (view: PlanView, reader: Reader): Test => {
  const columns = responsibleColumns(view.columns)
  const surname = surnameOf(reader)
  return (row, { department }) =>
    (department !== null && reader.departments.includes(department)) ||
    (surname.length > 2 &&
      columns.some(({ id }) => folded(blocksToText(row.cells[id] ?? [])).includes(surname)))
}

const testsOf = (view: PlanView, filter: PlanFilter, sources: FilterSources): Test[] => {
  const { department, state, month } = filter
  const words = wordsOf(filter.words)
  const tests: Test[] = []
  if (department !== null) tests.push((_, section) => (section.department ?? '') === department)
  if (state !== null) tests.push((row) => row.state === state)
  if (filter.mine) tests.push(isMine(view, sources.reader))
  if (filter.comments) tests.push(({ id }) => sources.comments(id) > 0)
  if (filter.findings) tests.push(({ id }) => sources.findings(id))
  if (words.length > 0)
    tests.push((row, { title }) => {
      const text = `${textOf(row, view.columns)}\n${folded(title)}`
      return words.every((word) => text.includes(word))
    })
  if (month !== null)
    tests.push(({ cells, fix }, { title }) =>
      periodOf(cells.period ?? [], contextOf(view.meta.year, title), fix).months.includes(month),
    )
  return tests
}

/** Ids of the rows that pass. */
export const rowsPassing = (view: PlanView, filter: PlanFilter, sources: FilterSources): Set<string> => {
  const tests = testsOf(view, filter, sources)
  return new Set(
    view.sections.flatMap((section) =>
      section.rows.filter((row) => tests.every((test) => test(row, section))).map(({ id }) => id),
    ),
  )
}
