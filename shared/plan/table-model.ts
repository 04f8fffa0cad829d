/**
 * What every importer hands to `table.ts`: a flow of paragraphs and tables of cells, free of any file format.
 * Owns the shapes alone; must not interpret anything.
 */

/** A piece of text in one style. `text` may hold '\n' (a line break) and '\t'. */
export interface Span {
  readonly text: string
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  /** A link target that passed the allow-list, or null. */
  readonly href: string | null
}

export type Align = 'left' | 'center' | 'right'

/** Set on a paragraph that the file itself made a list item. */
export interface ListMark {
  readonly kind: 'bullet' | 'number'
  /** 0 for the outermost list. */
  readonly level: number
  /** The bullet character, or the computed number as it stands in print («1.», «2.1», «а)»). */
  readonly text: string
  /** The counter behind a number; 0 for bullets. */
  readonly count: number
}

export interface Para {
  readonly kind: 'para'
  readonly spans: readonly Span[]
  readonly align: Align
  /** 1–9 for a heading of that rank, 0 for body text. */
  readonly heading: number
  /** Left indent in twentieths of a point. */
  readonly indent: number
  readonly list: ListMark | null
  /** In a file that Svod wrote, what its marks say; left out elsewhere. */
  readonly own?: OwnTraits
}

/** The marks of one paragraph (`server/exchange/docx/marks.ts`). */
export interface OwnTraits {
  /** Name of the bookmark in it. */
  readonly mark: string | null
  readonly style: string
}

export interface Cell {
  /** First grid column that it covers, and how many. */
  readonly at: number
  readonly span: number
  /** It goes on with the cell above it (a vertical merge). */
  readonly merged: boolean
  readonly content: readonly FlowItem[]
  /** In a spreadsheet, whether it holds an amount rather than words; left out where the file does not say. */
  readonly amount?: boolean
}

export interface Row {
  readonly cells: readonly Cell[]
  /** The file marks it as a header that repeats on every page. */
  readonly header: boolean
  /** How deep it stands under the rows above it, where the file says so. */
  readonly level?: number
}

export interface Table {
  readonly kind: 'table'
  readonly rows: readonly Row[]
  /** Widths of the grid columns in any unit; [] where unknown. */
  readonly widths: readonly number[]
  readonly bordered: boolean
}

export type FlowItem = Para | Table

/** A warning before its message is put into words: `values` fill the message's placeholders. */
export interface Finding {
  readonly code: FindingCode
  readonly values?: Readonly<Record<string, string | number>>
  readonly quote?: string
  readonly section?: number
  readonly item?: number
}

/** Everything that an import may report; each has a message `import.warning.<code>` in the catalogues. */
export const FINDING_CODES = [
  'no-table',
  'list-labels',
  'title-from-file-name',
  'title-not-found',
  'organisation-not-found',
  'year-from-dates',
  'year-assumed',
  'year-unknown',
  'year-differs',
  'header-guessed',
  'header-repeated',
  'header-numbers-skipped',
  'title-column-guessed',
  'period-column-missing',
  'columns-differ',
  'column-title-too-long',
  'empty-rows',
  'row-stitched',
  'row-maybe-continued',
  'section-maybe-continued',
  'row-unclear',
  'row-without-title',
  'number-too-long',
  'section-missing',
  'merged-cell-repeated',
  'dates-paired',
  'dates-unpaired',
  'text-between-tables',
  'text-before-header',
  'text-beside-table',
  'table-as-text',
  'nested-table',
  'cell-without-column',
  'link-in-plain-cell',
  'link-unsafe',
  'image',
  'embedded-object',
  'tracked-deletion',
  'hidden-text',
  'unknown-symbol',
  'footnote',
  'comment',
  'header-footer',
  'part-broken',
  'hidden-sheet',
  'sheet-name',
  'formula-without-value',
  'drawing-text',
  'encoding-guessed',
  'period-joined',
  'days-left-out',
  'period-from-months',
  'period-from-section',
  'section-from-title',
  'column-of-sections',
  'column-of-states',
  'numbers-from-titles',
  'row-skipped',
  'column-ignored',
  'tracked-changes',
  'state-unknown',
  'warnings-left-out',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]
