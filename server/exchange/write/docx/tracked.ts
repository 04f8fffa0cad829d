/**
 * Changes as Word tracks them: who inserted or deleted what, and when. Owns the marks; what changed is the callers'.
 * Accepting all of them gives the new text, rejecting all the old one (SPEC TC*).
 */
import type { Mark } from '../../../../shared/plan/rich.ts'
import { markXml, words } from './text.ts'
import { xmlAttribute } from './xml.ts'

/** Who made a change, and when (ISO 8601). */
export interface Author {
  name: string
  at: string
}

/** The fate of something in a tracked file. */
export type Fate = 'kept' | 'old' | 'new'

const isKept = (fate: Fate): fate is 'kept' => fate === 'kept'

/** Numbers the changes of a file. */
export class TrackBook {
  private count = 0

  private attributes({ name, at }: Author): string {
    this.count += 1
    return `w:id="${this.count}" w:author="${xmlAttribute(name)}" w:date="${at.slice(0, 19)}Z"`
  }

  /** The fate of the end of a paragraph, inside its `w:rPr`; of a row, inside its `w:trPr`. */
  sign(fate: Fate, author: Author): string {
    return isKept(fate) ? '' : `<w:${fate === 'new' ? 'ins' : 'del'} ${this.attributes(author)}/>`
  }

  /** The fate of a cell that came or went with its column. */
  cell(fate: Fate, author: Author): string {
    return isKept(fate) ? '' : `<w:${fate === 'new' ? 'cellIns' : 'cellDel'} ${this.attributes(author)}/>`
  }

  /** What paragraph properties were before. */
  formerProps(props: string, author: Author): string {
    return `<w:pPrChange ${this.attributes(author)}><w:pPr>${props}</w:pPr></w:pPrChange>`
  }

  private run(inside: string, props: string): string {
    return `<w:r>${props === '' ? '' : `<w:rPr>${props}</w:rPr>`}${inside}</w:r>`
  }

  private held(fate: Fate, author: Author, runs: string): string {
    if (isKept(fate)) return runs
    const tag = fate === 'new' ? 'w:ins' : 'w:del'
    return `<${tag} ${this.attributes(author)}>${runs}</${tag}>`
  }

  /** Words of one formatting; `was` is the one that kept words had before. */
  text(fate: Fate, author: Author, text: string, marks: readonly Mark[], was?: readonly Mark[]): string {
    if (text === '') return ''
    const former =
      was && `<w:rPrChange ${this.attributes(author)}><w:rPr>${markXml(was)}</w:rPr></w:rPrChange>`
    const inside = words(text, fate === 'old' ? 'delText' : 't')
    return this.held(fate, author, this.run(inside, markXml(marks) + (former ?? '')))
  }

  /** A line break inside a paragraph. */
  lineBreak(fate: Fate, author: Author): string {
    return this.held(fate, author, this.run('<w:br/>', ''))
  }
}
