/**
 * What an element may do to the reader of a part: the seam between the table of elements and the reader's state.
 */
import type { Field } from './fields.ts'
import type { ParaFrame, TableFrame } from './frames.ts'
import type { Attributes } from './xml.ts'

export type StoryElement = 'w:body' | 'w:hdr' | 'w:ftr' | 'w:footnote' | 'w:endnote' | 'w:comment'
export type NoteElement = 'w:footnote' | 'w:endnote'

export interface ElementSink {
  readonly para: ParaFrame | undefined
  readonly table: TableFrame | undefined
  /** Settings of the form field under way. */
  readonly form: Field['form'] | undefined
  /** For each open mc:AlternateContent, whether a choice was taken. */
  readonly choices: boolean[]
  /** Targets of the links that are open; null where a link has none that may stand in a plan. */
  readonly links: (string | null)[]
  readonly counts: { image: number; object: number; symbol: number; inserted: number; deleted: number }
  /** Targets of the part's relationships by id. */
  readonly targets: ReadonlyMap<string, string>
  /** Depth of deletions under change tracking. */
  deletions: number
  /** Ignores everything up to the end of the element that just opened. */
  skip(): void
  /** Adds visible words to the paragraph under way. */
  add(text: string): void
  startPara(): void
  endPara(): void
  startContainer(): void
  endCell(): void
  endTextBox(): void
  startTable(): void
  /** Whether tables of this style have lines. */
  isBordered(style: string): boolean
  endTable(): void
  endRow(): void
  openStory(attributes: Attributes): void
  endStory(element: StoryElement): void
  startField(): void
  showField(): void
  endField(): void
  /** The target if it may stand in a plan; else null, and a finding. */
  linkTo(target: string | null | undefined): string | null
  addMark(name: string): void
  addNote(kind: NoteElement, id: string): void
}
