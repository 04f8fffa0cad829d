/**
 * What goes to the redline's worker and comes back: plans whose rows are numbers, each row's content sent once, and a
 * redline without the rows' content. Owns both sides of it. Pure: whoever carries it is `redliner.ts`'s.
 */
import { isSame } from '../../shared/plan/diff.ts'
import type { ItemJson, PlanJson, SectionJson } from '../../shared/plan/json.ts'
import { type RedRow, type RedSection, type Redline, redlineOf } from '../../shared/plan/redline.ts'

/** A plan with its rows by number. */
interface PackedPlan extends Omit<PlanJson, 'sections'> {
  sections: (Omit<SectionJson, 'items'> & { items: number[] })[]
}

export interface Question {
  ask: number
  before: PackedPlan
  after: PackedPlan
  /** Rows that were in neither plan of the question before. */
  fresh: (readonly [number: number, item: ItemJson])[]
}

type PackedRow = Omit<RedRow, 'was' | 'is'>
type PackedSection = Pick<RedSection, 'id' | 'fate'> & { rows: PackedRow[] }

export interface Answer extends Pick<Redline, 'columns' | 'front'> {
  ask: number
  sections: PackedSection[]
}

/** A section as a redline shows it. */
export interface ShownSection extends Pick<RedSection, 'id' | 'fate' | 'rows'> {
  was: Pick<SectionJson, 'title'> | null
  is: Pick<SectionJson, 'title'> | null
}

/** What the page draws. Its rows hold the same objects as the answers before, as far as they say the same. */
export interface ShownRedline extends Pick<Redline, 'columns' | 'front'> {
  sections: ShownSection[]
}

const isSameRow = (a: ItemJson, b: ItemJson): boolean =>
  a.title.html === b.title.html &&
  a.title.text === b.title.text &&
  a.period.text === b.period.text &&
  a.number === b.number &&
  isSame(a, b)

const rowsIn = (plan: PackedPlan): number[] => plan.sections.flatMap(({ items }) => items)

/** The page's side: numbers for rows, the same for the same words, and what the worker has of them. */
export class Packer {
  #asked = 0
  #next = 0
  readonly #numbers = new Map<ItemJson, number>()
  readonly #items = new Map<number, ItemJson>()
  readonly #byId = new Map<string, Set<number>>()

  #numberOf(item: ItemJson, fresh: [number, ItemJson][]): number {
    const known = this.#numbers.get(item)
    if (known !== undefined) return known
    const alike = this.#byId.get(item.id) ?? new Set()
    const same = [...alike].find((number) => {
      const other = this.#items.get(number)
      return other !== undefined && isSameRow(other, item)
    })
    const number = same ?? this.#next++
    this.#numbers.set(item, number)
    if (same !== undefined) return number
    this.#items.set(number, item)
    this.#byId.set(item.id, alike.add(number))
    fresh.push([number, item])
    return number
  }

  #pack(plan: PlanJson, fresh: [number, ItemJson][]): PackedPlan {
    const sections = plan.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => this.#numberOf(item, fresh)),
    }))
    return { ...plan, sections }
  }

  /** Lets go of rows that neither plan has any more; the worker does the same. */
  #keepOnly(plans: readonly PlanJson[], numbers: ReadonlySet<number>): void {
    const items = new Set(plans.flatMap(({ sections }) => sections).flatMap((section) => section.items))
    for (const item of this.#numbers.keys()) if (!items.has(item)) this.#numbers.delete(item)
    for (const [number, { id }] of this.#items) {
      if (numbers.has(number)) continue
      this.#items.delete(number)
      this.#byId.get(id)?.delete(number)
      if (this.#byId.get(id)?.size === 0) this.#byId.delete(id)
    }
  }

  ask(before: PlanJson, after: PlanJson): Question {
    const fresh: [number, ItemJson][] = []
    const [a, b] = [this.#pack(before, fresh), this.#pack(after, fresh)]
    this.#keepOnly([before, after], new Set([...rowsIn(a), ...rowsIn(b)]))
    return { ask: ++this.#asked, before: a, after: b, fresh }
  }

  #rowsOf(plan: PackedPlan): Map<string, ItemJson> {
    const items = rowsIn(plan).flatMap((number) => this.#items.get(number) ?? [])
    return new Map(items.map((item) => [item.id, item]))
  }

  /** The redline that answers `question`; to be read before the next question is asked. */
  read({ before, after }: Question, { columns, front, sections }: Answer): ShownRedline {
    const [was, is] = [this.#rowsOf(before), this.#rowsOf(after)]
    const [sectionsWere, sectionsAre] = [before, after].map(
      (plan) => new Map(plan.sections.map(({ id, title }) => [id, { title }])),
    )
    const rowOf = (row: PackedRow): RedRow => ({
      ...row,
      was: was.get(row.id) ?? null,
      is: is.get(row.id) ?? null,
    })
    return {
      columns,
      front,
      sections: sections.map(({ id, fate, rows }) => ({
        id,
        fate,
        was: sectionsWere?.get(id) ?? null,
        is: sectionsAre?.get(id) ?? null,
        rows: rows.map(rowOf),
      })),
    }
  }
}

/** The worker's side: holds the rows that it was sent, and answers. */
export const createAnswerer = (): ((question: Question) => Answer) => {
  const items = new Map<number, ItemJson>()
  const unpack = (plan: PackedPlan): PlanJson => ({
    ...plan,
    sections: plan.sections.map((section) => ({
      ...section,
      items: section.items.flatMap((number) => items.get(number) ?? []),
    })),
  })
  return ({ ask, before, after, fresh }) => {
    for (const [number, item] of fresh) items.set(number, item)
    const needed = new Set([...rowsIn(before), ...rowsIn(after)])
    for (const number of items.keys()) if (!needed.has(number)) items.delete(number)
    const { columns, front, sections } = redlineOf(unpack(before), unpack(after))
    return {
      ask,
      columns,
      front,
      sections: sections.map(({ id, fate, rows }) => ({
        id,
        fate,
        rows: rows.map(({ was: _was, is: _is, ...row }) => row),
      })),
    }
  }
}
