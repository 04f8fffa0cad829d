/**
 * Changes as the list of an order («внести изменения»): one sentence a change, by section (SPEC DF6). Owns what is worth a
 * sentence and which one; the words are the catalogue's. Pure.
 */
import { cutText } from '../cut-text.ts'
import type { Change, Place } from './diff.ts'
import { parseHtml } from './html.ts'
import { fillMessage } from '../i18n/format.ts'
import type { ItemJson, PlanJson, RichText } from './json.ts'
import { textToBlocks } from './rich.ts'
import { type MarkedLine, diffWords } from './words.ts'

export interface AmendmentGroup {
  /** Title of the section; null for what concerns the whole plan. */
  section: string | null
  sentences: string[]
}

/** The catalogue: sentences with placeholders. */
export type AmendmentTexts = Readonly<Record<string, string>>

/** One of the two plans, with what is looked up in it. */
interface Side {
  items: ReadonlyMap<string, ItemJson>
  sections: ReadonlyMap<string, string>
  columns: ReadonlyMap<string, string>
}

interface Writer {
  texts: AmendmentTexts
  a: Side
  b: Side
}

const sideOf = (plan: PlanJson): Side => ({
  items: new Map(plan.sections.flatMap(({ items }) => items.map((item) => [item.id, item] as const))),
  sections: new Map(plan.sections.map(({ id, title }) => [id, title])),
  columns: new Map(plan.columns.map(({ key, title }) => [key, title])),
})

const MAX_QUOTE = 2000
const spaced = (text: string): string =>
  text.replaceAll(/\s+/g, (space) => (space.includes('\n') ? ' ' : space)).trim()
const flat = (text: string): string => cutText(spaced(text), MAX_QUOTE)
/** Whether an order that replaced the one by the other would change a word. */
const isSaidAlike = (before: string | null, after: string | null): boolean =>
  spaced(before ?? '') === spaced(after ?? '')
const bare = (number: string): string => number.replace(/[.)]+$/, '')

const say = ({ texts }: Writer, key: string, values: Record<string, string> = {}): string =>
  fillMessage(texts[`amend.${key}`] ?? key, values)

const itemIn = (side: Side, id: string | null): ItemJson | undefined => side.items.get(id ?? '')

const sectionTitle = (side: Side, id: string | null): string => flat(side.sections.get(id ?? '') ?? '')

/** How an order calls a row: by its number, or by its words where it has none. `form` is the grammatical case. */
const nameOf = (
  writer: Writer,
  form: 'row' | 'row.in' | 'row.by' | 'row.of',
  number: string,
  title: string,
): string =>
  number === ''
    ? say(writer, `${form}.unnumbered`, { title: flat(title) })
    : say(writer, form, { number: bare(number) })

const named = (
  writer: Writer,
  form: 'row' | 'row.in' | 'row.by' | 'row.of',
  item: ItemJson | undefined,
): string => nameOf(writer, form, item?.number ?? '', item?.title.text ?? '')

const columnTitle = ({ a, b }: Writer, key: string): string =>
  flat(b.columns.get(key) ?? a.columns.get(key) ?? '')

/** The row as it is to read: its title, its date, its other columns. */
const contentOf = (writer: Writer, item: ItemJson): string => {
  const parts = [say(writer, 'quoted', { text: flat(item.title.text) })]
  if (item.period.text !== '') parts.push(say(writer, 'content.period', { text: flat(item.period.text) }))
  for (const [key, text] of Object.entries(item.cells)) {
    if (text !== '')
      parts.push(say(writer, 'content.cell', { column: columnTitle(writer, key), text: flat(text) }))
  }
  return parts.join(', ')
}

const MAX_SWAPPED_WORDS = 8
/** Words of a text that say where something was added. */
const ANCHOR_WORDS = 4

const blocksOf = ({ html, text }: RichText) => (html === '' ? textToBlocks(text) : parseHtml(html))

/** The one place where a text was changed, where it is one place and short. */
const swapIn = (before: RichText, lines: readonly MarkedLine[]): { old: string; fresh: string } | null => {
  const runs = lines.flatMap((line) => line.runs)
  const of = (fate: 'old' | 'new') => runs.filter((run) => run.fate === fate)
  if (lines.some((line) => line.fate !== 'kept') || of('old').length !== 1 || of('new').length > 1)
    return null
  const [old = '', fresh = ''] = [of('old')[0]?.text.trim(), of('new')[0]?.text.trim()]
  const isShort = Math.max(old.split(/\s+/).length, fresh.split(/\s+/).length) <= MAX_SWAPPED_WORDS
  return isShort && old !== '' && before.text.split(old).length === 2 ? { old, fresh } : null
}

/** Words that came to the end of a text, or behind some of its words; nothing else was changed. */
const additionIn = (
  before: RichText,
  lines: readonly MarkedLine[],
): { behind: string; fresh: string } | null => {
  const runs = lines.flatMap((line) => line.runs)
  const at = runs.findIndex(({ fate }) => fate === 'new')
  const isAlone = runs.every(({ fate }, index) => fate === 'kept' || index === at)
  const begins = lines.some((line) => line.fate !== 'kept' || line.runs[0] === runs[at])
  if (at < 1 || !isAlone || begins) return null
  const fresh = runs[at]?.text.trim() ?? ''
  const kept = runs[at - 1]?.text ?? ''
  if (!/^[\p{L}\p{N}«"(]/u.test(fresh)) return null
  if (at === runs.length - 1) return { behind: '', fresh }
  const behind = kept.trim().split(/\s+/).slice(-ANCHOR_WORDS).join(' ')
  return behind !== '' && before.text.split(behind).length === 2 ? { behind, fresh } : null
}

/** Null where the words are the same: how they are set is no part of what was approved. */
const titleSentence = (writer: Writer, change: Change, item: ItemJson | undefined): string | null => {
  const [from, to] = [change.from as RichText, change.to as RichText]
  if (isSaidAlike(from.text, to.text)) return null
  const lines = diffWords(blocksOf(from), blocksOf(to))
  const more = additionIn(from, lines)
  if (more) {
    const form = more.behind === '' ? 'end' : 'new'
    const row = named(writer, form === 'end' ? 'row' : 'row.in', item)
    return say(writer, `words.${form}`, { row, before: more.behind, after: more.fresh })
  }
  const swap = swapIn(from, lines)
  const row = named(writer, swap ? 'row.in' : 'row', item)
  if (!swap) return say(writer, 'title', { row, after: flat(to.text) })
  return say(writer, swap.fresh === '' ? 'words.gone' : 'words', { row, before: swap.old, after: swap.fresh })
}

/**
 * «заменить», or «указать» where there was nothing, or «исключить» where there is nothing left; null where the words are the same,
 * and only how they are read or set is another.
 */
const valueSentence = (
  writer: Writer,
  key: string,
  change: Change,
  values: Record<string, string>,
): string | null => {
  if (isSaidAlike(change.before, change.after)) return null
  const [before, after] = [flat(change.before ?? ''), flat(change.after ?? '')]
  const form = before === '' ? `${key}.new` : after === '' ? `${key}.gone` : key
  return say(writer, form, { ...values, before, after })
}

const placeSentence = (writer: Writer, change: Change): string => {
  const [from, to] = [change.from as Place, change.to as Place]
  const [was, is] = [itemIn(writer.a, change.item), itemIn(writer.b, change.item)]
  const row = named(writer, 'row', was)
  const there = named(writer, 'row.by', is)
  const same = bare(was?.number ?? '') === bare(is?.number ?? '') ? '.same' : ''
  if (from.section !== to.section) {
    return say(writer, 'moved.section', { row, section: sectionTitle(writer.a, from.section), there })
  }
  if (from.parent !== to.parent && to.parent !== null) {
    const parent = named(writer, 'row.by', itemIn(writer.b, to.parent))
    return say(writer, `moved.under${same}`, { row, parent, there })
  }
  const neighbour = itemIn(writer.b, to.after)
  if (!neighbour) return say(writer, `moved.first${same}`, { row, there })
  return say(writer, `moved${same}`, { row, there, neighbour: named(writer, 'row.of', neighbour) })
}

const itemSentence = (writer: Writer, change: Change): string | null => {
  const [was, is] = [itemIn(writer.a, change.item), itemIn(writer.b, change.item)]
  const { kind, field } = change
  if (kind === 'removed') {
    return say(writer, 'removed', { row: named(writer, 'row', was), title: flat(was?.title.text ?? '') })
  }
  if (kind === 'moved') return placeSentence(writer, change)
  if (kind !== 'edited')
    return is
      ? say(writer, 'added', { row: named(writer, 'row.by', is), content: contentOf(writer, is) })
      : null
  // An order calls a row by the number that it has until the order is in force.
  if (field === 'title') return titleSentence(writer, change, was)
  const row = named(writer, 'row.in', was)
  if (field === 'period') return valueSentence(writer, 'period', change, { row })
  if (field?.startsWith('cells.') === true) {
    const column = columnTitle(writer, field.slice('cells.'.length))
    return valueSentence(writer, 'cell', change, { row, column })
  }
  // Facts are no part of what was approved.
  if (field !== 'number') return null
  return say(writer, 'number', { row: named(writer, 'row', was), there: named(writer, 'row.by', is) })
}

const sectionSentence = (writer: Writer, change: Change): string | null => {
  const [before, after] = [flat(change.before ?? ''), flat(change.after ?? '')]
  const title = sectionTitle(writer.a, change.section) || sectionTitle(writer.b, change.section)
  if (change.kind === 'removed') return say(writer, 'section.removed', { title: before })
  if (change.kind === 'moved') return say(writer, 'section.moved', { title })
  if (change.kind !== 'edited') return say(writer, 'section.added', { title: after })
  return change.field === 'title' ? say(writer, 'section.title', { before, after }) : null
}

const columnSentence = (writer: Writer, change: Change): string | null => {
  const [before, after] = [flat(change.before ?? ''), flat(change.after ?? '')]
  if (change.kind === 'removed') return say(writer, 'column.removed', { title: before })
  if (change.kind === 'added' || change.kind === 'restored')
    return say(writer, 'column.added', { title: after })
  return change.field === 'title' ? say(writer, 'column.title', { before, after }) : null
}

const PLAN_FIELDS: readonly string[] = [
  'title',
  'organisation',
  'front.agreed',
  'front.approved',
  'front.intro',
  'front.outro',
]

const sentenceOf = (writer: Writer, change: Change): string | null => {
  if (change.subject === 'item') return itemSentence(writer, change)
  if (change.subject === 'section') return sectionSentence(writer, change)
  if (change.subject === 'column') return columnSentence(writer, change)
  if (!PLAN_FIELDS.includes(change.field ?? '')) return null
  return valueSentence(writer, `plan.${change.field ?? ''}`, change, {})
}

/** A run of rows whose automatic numbers follow: «пункты 4–9 считать пунктами 5–10». */
const numberRuns = (writer: Writer, changes: readonly Change[]): string[] => {
  const runs: { first: Change; last: Change; shift: number; count: number }[] = []
  const count = (text: string | null): number => Number(/\d+(?=\D*$)/.exec(text ?? '')?.[0] ?? Number.NaN)
  for (const change of changes) {
    const shift = count(change.after) - count(change.before)
    const run = runs.at(-1)
    const goesOn = run && run.shift === shift && count(change.before) === count(run.last.before) + 1
    if (run && goesOn) Object.assign(run, { last: change, count: run.count + 1 })
    else runs.push({ first: change, last: change, shift, count: 1 })
  }
  const range = (first: string | null, last: string | null) => `${bare(first ?? '')}–${bare(last ?? '')}`
  return runs.map(({ first, last, count: length }) =>
    length === 1
      ? say(writer, 'number', {
          row: nameOf(writer, 'row', first.before ?? '', ''),
          there: nameOf(writer, 'row.by', first.after ?? '', ''),
        })
      : say(writer, 'numbers', {
          before: range(first.before, last.before),
          after: range(first.after, last.after),
        }),
  )
}

/** The last sentence of all ends the list. */
const closed = (groups: AmendmentGroup[]): AmendmentGroup[] =>
  groups.map((group, index) =>
    index < groups.length - 1
      ? group
      : { ...group, sentences: group.sentences.with(-1, group.sentences.at(-1)?.replace(/;$/, '.') ?? '') },
  )

/** The list, in the order of the changes; sections without anything to say are left out. */
export const amendmentsOf = (
  changes: readonly Change[],
  a: PlanJson,
  b: PlanJson,
  texts: AmendmentTexts,
): AmendmentGroup[] => {
  const writer = { texts, a: sideOf(a), b: sideOf(b) }
  const bySection = new Map<string | null, Change[]>()
  for (const change of changes) {
    // What happens to a section as a whole concerns the plan.
    const of = change.subject === 'item' ? change.section : null
    const known = bySection.get(of)
    if (known) known.push(change)
    else bySection.set(of, [change])
  }
  const groups = [...bySection].map(([section, all]) => {
    // A row that has moved or come says its number itself.
    const told = new Set(all.filter(({ kind }) => kind === 'moved').map(({ item }) => item))
    const follow = all.filter(({ follows, item }) => follows && !told.has(item))
    const rest = all.filter(({ follows, field, item }) => !follows && !(field === 'number' && told.has(item)))
    const sentences = rest.map((change) => sentenceOf(writer, change)).filter((one) => one !== null)
    const title = section === null ? null : sectionTitle(writer.b, section) || sectionTitle(writer.a, section)
    return { section: title, sentences: [...sentences, ...numberRuns(writer, follow)] }
  })
  return closed(groups.filter(({ sentences }) => sentences.length > 0))
}
