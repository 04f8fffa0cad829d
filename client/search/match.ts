/**
 * Finding places in a plan: an index that follows its projection, and ranked matches with what to highlight
 * (SPEC "Search", rules SE*). Pure; must not know React or the document.
 */
import { blocksToText } from '../../shared/plan/rich.ts'
import type { PlanView, RowView, SectionView } from '../../shared/plan/view.ts'
import { fold, isEnding, type Term, termsOf } from './words.ts'

/** Part of a text: [from, to). */
export type Range = readonly [from: number, to: number]

/** A text in which something was found. */
export interface Found {
  /** Column id; `title` for a section's title. */
  field: string
  text: string
  ranges: readonly Range[]
}

export interface Hit {
  kind: 'row' | 'section'
  id: string
  section: SectionView
  /** What stands in print; '' for a section. */
  number: string
  numberRanges: readonly Range[]
  /** The title with what was found in it (perhaps nothing). */
  title: Found
  /** The best other column, where something was found in one. */
  other: Found | null
  score: number
}

export interface Matches {
  /** Best first, at most `limit`. */
  hits: readonly Hit[]
  total: number
}

interface Field {
  id: string
  text: string
  folded: string
  weight: number
}

interface Entry {
  kind: Hit['kind']
  id: string
  number: string
  /** Heaviest first. */
  fields: readonly Field[]
  /** Where each field begins in `all`. */
  starts: readonly number[]
  /** All fields, folded; every word has a space before it. */
  all: string
}

interface Placed {
  entry: Entry
  section: SectionView
}

const NUMBER_FIELD = 'number'
const TITLE_FIELD = 'title'
const WEIGHTS: Readonly<Record<string, number>> = { [NUMBER_FIELD]: 2, [TITLE_FIELD]: 3 }
const HEAVIEST = 3
const SECTION_TITLE_BONUS = 4
const PHRASE_BONUS = 12

/** How well a word of the text fits a term. */
const EXACT = 10
const FORM = 8
const PREFIX = 6
const INSIDE = 2
const SHORTEST_INSIDE = 3

const fieldOf = (id: string, text: string): Field => {
  // A soft hyphen is invisible and would split a word in two.
  const shown = text.replaceAll('\u00ad', '').normalize('NFC')
  return { id, text: shown, folded: ` ${fold(shown)} `, weight: WEIGHTS[id] ?? 1 }
}

const entryOf = (kind: Hit['kind'], id: string, number: string, some: readonly Field[]): Entry => {
  const fields = some.filter((field) => field.text !== '').sort((left, right) => right.weight - left.weight)
  let length = 0
  const starts = fields.map((field) => (length += field.folded.length) - field.folded.length)
  return { kind, id, number, fields, starts, all: fields.map((field) => field.folded).join('') }
}

/** The texts of deleted columns stay in the row, where nobody sees them. */
const rowEntry = (row: RowView, columns: ReadonlySet<string>): Entry => {
  const cells = Object.entries(row.cells).flatMap(([id, blocks]) =>
    columns.has(id) ? [fieldOf(id, blocksToText(blocks))] : [],
  )
  return entryOf('row', row.id, row.number, [fieldOf(NUMBER_FIELD, row.number), ...cells])
}

const sectionEntry = (section: SectionView): Entry =>
  entryOf('section', section.id, '', [fieldOf(TITLE_FIELD, section.title)])

/** How well the word that begins at `at` fits; 0 where its stem alone does not make it the same word. */
const qualityAt = (folded: string, at: number, term: Term): number => {
  const end = folded.indexOf(' ', at)
  if (folded.startsWith(term.word, at)) return end - at === term.word.length ? EXACT : PREFIX
  return isEnding(folded.slice(at + term.stem.length, end)) ? FORM : 0
}

interface Spot {
  range: Range
  quality: number
}

/** Where a term stands in a folded text: at the beginning of words; inside them only for three letters and more. */
const spotsOf = (folded: string, term: Term): Spot[] => {
  const spots: Spot[] = []
  const { start } = term
  for (let at = folded.indexOf(start); at >= 0; at = folded.indexOf(start, at + 1)) {
    const quality = qualityAt(folded, at + 1, term)
    const to = quality === FORM ? folded.indexOf(' ', at + 1) : at + 1 + term.word.length
    if (quality > 0) spots.push({ range: [at + 1, to], quality })
  }
  if (spots.length > 0 || term.word.length < SHORTEST_INSIDE) return spots
  for (let at = folded.indexOf(term.word); at >= 0; at = folded.indexOf(term.word, at + 1))
    spots.push({ range: [at, at + term.word.length], quality: INSIDE })
  return spots
}

const weightAt = ({ fields, starts }: Entry, at: number): number => {
  let index = starts.length - 1
  while (index > 0 && (starts[index] ?? 0) > at) index -= 1
  return fields[index]?.weight ?? 1
}

/** The best weighted quality of a term in an entry, 0 where it is not there. Runs for every row: no allocation. */
const bestOf = (entry: Entry, term: Term): number => {
  const { all } = entry
  const { start } = term
  let best = 0
  for (let at = all.indexOf(start); at >= 0; at = all.indexOf(start, at + 1)) {
    const quality = qualityAt(all, at + 1, term)
    if (quality * HEAVIEST > best) best = Math.max(best, quality * weightAt(entry, at))
    // Fields come heaviest first: nothing better can follow an exact word.
    if (quality === EXACT) return best
  }
  if (best > 0 || term.word.length < SHORTEST_INSIDE) return best
  const inside = all.indexOf(term.word)
  return inside < 0 ? 0 : INSIDE * weightAt(entry, inside)
}

/** A row matches where every term is in it or in its section's title, and at least one in the row itself. */
const scoreOf = (entry: Entry, terms: readonly Term[], inSection: readonly boolean[]): number => {
  let score = 0
  let own = entry.kind === 'section'
  for (let index = 0; index < terms.length; index += 1) {
    const best = bestOf(entry, terms[index] as Term)
    if (best > 0) own = true
    else if (entry.kind === 'section' || inSection[index] !== true) return 0
    score += best
  }
  return own ? score : 0
}

const bonusOf = (entry: Entry, phrase: string | null): number =>
  (phrase !== null && entry.all.includes(phrase) ? PHRASE_BONUS : 0) +
  (entry.kind === 'section' ? SECTION_TITLE_BONUS : 0)

/** Ranges in order, overlapping ones joined; a position in the original is one less than in the folded text. */
const joinRanges = (spots: readonly Spot[]): Range[] => {
  const sorted = spots.map(({ range }) => range).sort((left, right) => left[0] - right[0])
  const joined: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = joined.at(-1)
    if (last !== undefined && from - 1 <= last[1]) last[1] = Math.max(last[1], to - 1)
    else joined.push([from - 1, to - 1])
  }
  return joined
}

const foundIn = (field: Field, terms: readonly Term[]): Found => ({
  field: field.id,
  text: field.text,
  ranges: joinRanges(terms.flatMap((term) => spotsOf(field.folded, term))),
})

const hitOf = ({ entry, section }: Placed, terms: readonly Term[], score: number): Hit => {
  const found = entry.fields.map((field) => foundIn(field, terms))
  const others = found.filter(
    ({ field, ranges }) => field !== TITLE_FIELD && field !== NUMBER_FIELD && ranges.length > 0,
  )
  return {
    kind: entry.kind,
    id: entry.id,
    section,
    number: entry.number,
    numberRanges: found.find(({ field }) => field === NUMBER_FIELD)?.ranges ?? [],
    title: found.find(({ field }) => field === TITLE_FIELD) ?? { field: TITLE_FIELD, text: '', ranges: [] },
    other: others.sort((left, right) => right.ranges.length - left.ranges.length)[0] ?? null,
    score,
  }
}

/** An index over a plan; made at the first search, then only what changed is read again [SE5]. */
export class SearchIndex {
  private rows = new WeakMap<RowView, Entry>()
  /** Ids of the columns that `rows` were read with. */
  private columns: ReadonlySet<string> = new Set()
  private readonly sections = new WeakMap<SectionView, Entry>()
  private view: PlanView | null = null
  private places: Placed[] = []

  /** Follows the plan; costs next to nothing where it has not changed. */
  update(view: PlanView): void {
    if (view === this.view) return
    this.view = view
    this.follow(view.columns)
    const row = (one: RowView) => rowEntry(one, this.columns)
    this.places = view.sections.flatMap((section) => [
      { entry: this.remember(this.sections, section, sectionEntry), section },
      ...section.rows.map((one) => ({ entry: this.remember(this.rows, one, row), section })),
    ])
  }

  /** Another column is another reading of every row. */
  private follow(columns: PlanView['columns']): void {
    const known = this.columns
    if (columns.length === known.size && columns.every(({ id }) => known.has(id))) return
    this.columns = new Set(columns.map(({ id }) => id))
    this.rows = new WeakMap()
  }

  /** The places that hold every word of the query, in any order and form. */
  search(query: string, limit = 50): Matches {
    const terms = termsOf(query)
    if (terms.length === 0) return { hits: [], total: 0 }
    const phrase = terms.length > 1 ? ` ${terms.map((term) => term.word).join(' ')}` : null
    // Long words are rare ones: asking for them first leaves less to ask.
    const rareFirst = terms.toSorted((left, right) => right.word.length - left.word.length)
    const byScore = this.scoreAll(rareFirst, phrase)
    const best: Hit[] = []
    let total = 0
    // Scores are small whole numbers, so no sorting; equal ones stay in the plan's order.
    for (let score = byScore.length - 1; score > 0; score -= 1) {
      const places = byScore[score] ?? []
      total += places.length
      for (const place of places.slice(0, limit - best.length)) best.push(hitOf(place, terms, score))
    }
    return { hits: best, total }
  }

  private scoreAll(terms: readonly Term[], phrase: string | null): Placed[][] {
    const byScore: Placed[][] = []
    let inSection: boolean[] = []
    for (const place of this.places) {
      const { entry } = place
      if (entry.kind === 'section') inSection = terms.map((term) => bestOf(entry, term) > 0)
      const score = scoreOf(entry, terms, inSection)
      if (score > 0) (byScore[score + bonusOf(entry, phrase)] ??= []).push(place)
    }
    return byScore
  }

  private remember<K extends object>(cache: WeakMap<K, Entry>, key: K, make: (key: K) => Entry): Entry {
    const known = cache.get(key)
    if (known !== undefined) return known
    const entry = make(key)
    cache.set(key, entry)
    return entry
  }
}

/** A window of a long text around its first highlight, with the ranges moved accordingly. */
export const excerpt = (found: Found, length: number): Found => {
  const { field, text, ranges } = found
  if (text.length <= length) return found
  const first = ranges[0]?.[0] ?? 0
  const from = first < length * 0.7 ? 0 : wordStart(text, first - Math.floor(length / 3))
  const to = Math.min(text.length, from + length)
  const lead = from > 0 ? '…' : ''
  const moved = ranges
    .filter(([start, end]) => start >= from && end <= to)
    .map(([start, end]): Range => [start - from + lead.length, end - from + lead.length])
  return { field, text: `${lead}${text.slice(from, to)}${to < text.length ? '…' : ''}`, ranges: moved }
}

const wordStart = (text: string, near: number): number => {
  const space = text.indexOf(' ', Math.max(0, near))
  return space < 0 ? Math.max(0, near) : space + 1
}
