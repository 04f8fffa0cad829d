/** What a paste comes to: the job that is done as one step, or why there is none. Owns the shapes alone. */
import type { Block } from '../plan/rich.ts'
import type { NumberRegister } from '../plan/schema.ts'

/** Where the paste begins: a cell of a row, or (row null) the head of a section. */
export interface PastePlace {
  readonly section: string
  readonly row: string | null
  /** Column of the cell; null at the head of a section. */
  readonly column: string | null
}

/** One row as the paste leaves it: the cells that it says something about. */
export interface RowWrite {
  readonly cells: ReadonlyMap<string, readonly Block[]>
  /** null where the paste says nothing about numbers. */
  readonly number: NumberRegister | null
}

export interface NewRow extends RowWrite {
  readonly level: number
}

export interface PasteJob {
  readonly section: string
  /** Rows that are there, by id. */
  readonly over: ReadonlyMap<string, RowWrite>
  /** Rows that are made: behind the last of the section, or before its first. */
  readonly rows: readonly NewRow[]
  readonly at: 'end' | 'start'
  /** Sections that are made behind this one. */
  readonly sections: readonly { readonly title: string; readonly rows: readonly NewRow[] }[]
  /** The columns that are written in, as they stand in the plan. */
  readonly columns: readonly string[]
}

export type PasteRefusal =
  | { readonly code: 'empty' }
  | { readonly code: 'tooWide'; readonly count: number; readonly room: number }
  | { readonly code: 'tooLong'; readonly count: number; readonly most: number }
  | { readonly code: 'tooMuch' }
  | { readonly code: 'noColumn'; readonly column: string }
  | { readonly code: 'numberTooLong'; readonly text: string }
