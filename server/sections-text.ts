/**
 * What the sections of a new plan read like, as the bytes of their JSON, written while its document is built part by part.
 * Owns the order of the text; what a row reads like is `shared/plan/project.ts`'s.
 */
import * as Y from 'yjs'
import type { PlanPart } from '../shared/plan/build.ts'
import type { PlanJson } from '../shared/plan/json.ts'
import { SectionNumbers } from '../shared/plan/number.ts'
import { type PeriodContext, contextOf } from '../shared/plan/period-text.ts'
import { isOwnColumn, itemOf } from '../shared/plan/project.ts'
import { readRow, readSection } from '../shared/plan/read.ts'
import { type EntityRoot, rowsOf, sectionsOf } from '../shared/plan/schema.ts'

const fieldsOf = (root: EntityRoot, id: string) => {
  const fields = root.get(id)
  if (!(fields instanceof Y.Map)) throw new Error('a part of a new plan is not in its document')
  return fields
}

/** The section under way: how its rows are counted and dated. */
interface OpenSection {
  numbers: SectionNumbers
  context: PeriodContext
  rows: number
}

export class SectionsText {
  readonly #year: number
  readonly #numbering: 'section' | 'plan'
  readonly #own: readonly { id: string }[]
  readonly #pieces: Uint8Array<ArrayBuffer>[] = []
  #text = '['
  #section: OpenSection | null = null

  /** `head`: the plan's head as it was built. */
  constructor({ year, numbering, columns }: Pick<PlanJson, 'year' | 'numbering' | 'columns'>) {
    this.#year = year
    this.#numbering = numbering ?? 'section'
    this.#own = columns.flatMap(({ key }) => (isOwnColumn(key) ? [{ id: key }] : []))
  }

  /** Adds what `parts` say; `doc` holds them. */
  add(doc: Y.Doc, parts: readonly PlanPart[]): void {
    for (const { kind, id } of parts) {
      if (kind === 'section') this.#open(doc, id)
      else if (kind === 'row') this.#row(doc, id)
    }
    this.#flush()
  }

  /** The bytes, in pieces; nothing comes after it. */
  finish(): Uint8Array<ArrayBuffer>[] {
    this.#text += this.#section === null ? ']' : ']}]'
    this.#flush()
    return this.#pieces
  }

  #flush(): void {
    this.#pieces.push(new TextEncoder().encode(this.#text))
    this.#text = ''
  }

  #open(doc: Y.Doc, id: string): void {
    const { title, department } = readSection(id, fieldsOf(sectionsOf(doc), id))
    const head = JSON.stringify({ id, title, department })
    this.#text += `${this.#section === null ? '' : ']},'}${head.slice(0, -1)},"items":[`
    const numbers = new SectionNumbers(this.#numbering, this.#section?.numbers.last ?? null)
    this.#section = { numbers, context: contextOf(this.#year, title), rows: 0 }
  }

  #row(doc: Y.Doc, id: string): void {
    const section = this.#section
    if (section === null) throw new Error('a row of a new plan comes before its section')
    const row = readRow(id, fieldsOf(rowsOf(doc), id))
    const number = section.numbers.next(row, row.parent)
    const item = itemOf({ ...row, number, numbering: row.number.mode }, this.#own, section.context)
    this.#text += `${section.rows === 0 ? '' : ','}${JSON.stringify(item)}`
    section.rows += 1
  }
}
