/**
 * PlanJson: the plan as the outside sees it (`svod-plan/1`, see PROTOCOL.md "PlanJson").
 * Owns the types alone. Field names are a published contract: extend, never rename.
 */
import type { Gathering } from './gather/gathering.ts'
import type { Origin } from './origin.ts'

export const PLAN_FORMAT = 'svod-plan/1'

/** Rich text twice: `text` has one paragraph or list item a line, `html` a small allow-listed subset. */
export interface RichText {
  text: string
  html: string
}

export type PeriodKind =
  | 'dates'
  | 'months'
  | 'range'
  | 'quarter'
  | 'halfyear'
  | 'year'
  | 'recurring'
  | 'by-agreement'
  | 'on-demand'
  | 'unknown'
  | 'none'

/** What the author wrote, to the letter, and what was understood of it. */
export interface PeriodJson {
  text: string
  /** Months 1–12 of the plan's year that are covered, ascending; empty where none can be known. */
  months: number[]
  kind: PeriodKind
  /** ISO dates, only where days are pinned; a deadline has an end alone. */
  start: string | null
  end: string | null
  hours: number | null
  /** Somebody corrected what was understood; left out where nobody did. */
  corrected?: true
}

export interface ColumnJson {
  /** `number`, `title`, `period`, or the id of one of the plan's own columns. */
  key: string
  title: string
  /** Left out means shown. */
  hidden?: boolean
}

/** A sub-event with a date of its own: a bullet of the title paired with a line of the period. */
export interface PartJson {
  id: string
  title: RichText
  period: PeriodJson
}

export type ItemState = 'planned' | 'in-progress' | 'done' | 'moved' | 'cancelled'

/** What became of a row; only what belongs to its state, and of that only what was said. */
export interface FactJson {
  /** Done: the day (ISO date). */
  on?: string
  /** Done: what came of it. */
  result?: string
  /** Done: how many took part. */
  participants?: number
  /** Done: an http(s) address of what shows it. */
  link?: string
  /** Moved: to when, in words as dates are written. */
  to?: string
  /** Moved, cancelled: the reason. */
  why?: string
  /** In progress: how it stands. */
  note?: string
}

export interface ItemJson {
  id: string
  /** The row above it in the hierarchy (an item of the same section), or null at the top level. */
  parent: string | null
  /** What stands in print, automatic or typed; '' where the row has none. */
  number: string
  /** How the number comes about. */
  numbering: 'auto' | 'typed' | 'none'
  title: RichText
  period: PeriodJson
  /** Text of the plan's own columns by column key; a line break is a paragraph. */
  cells: Record<string, string>
  state: ItemState
  /** Left out where nothing was said. */
  fact?: FactJson
  parts: PartJson[]
  /** The row of another plan that it was made of; left out where it was made here. */
  origin?: OriginJson
}

/** A row of last year's plan (`carried`), or of a plan that this one gathers. Who reads it there is asked anew each time. */
export interface OriginJson {
  kind: 'carried' | 'gathered'
  plan: string
  item: string
  /** The other plan's year. */
  year: number
}

export interface SectionJson {
  id: string
  title: string
  department: string | null
  items: ItemJson[]
}

/** The blocks that stand around the table in print; one paragraph a line. */
export interface FrontMatterJson {
  /** Upper left, often «СОГЛАСОВАНО». */
  agreed: string
  /** Upper right, «УТВЕРЖДАЮ». */
  approved: string
  /** Text between the title and the table. */
  intro: RichText
  /** Text under the table: signatures, notes. */
  outro: RichText
}

export interface PlanJson {
  format: typeof PLAN_FORMAT
  id: string
  title: string
  year: number
  organisation: string
  front: FrontMatterJson
  /** Left out: automatic numbers start anew in every section; `plan`: they run on. */
  numbering?: 'plan'
  columns: ColumnJson[]
  sections: SectionJson[]
}

/**
 * A plan that is not stored yet: what importers and templates make, and `plan/build.ts` turns into a document.
 * Ids are given out by the builder. `html` is the truth for rich cells; `text` need not be there.
 */
export interface PlanDraft {
  title: string
  year: number
  organisation: string
  front: { agreed: string; approved: string; intro: string; outro: string }
  /** As in PlanJson. */
  numbering?: 'plan'
  columns: ColumnJson[]
  sections: SectionDraft[]
  /** What a summary is made of: given by the server's own commands alone. */
  gathering?: Gathering
}

export interface SectionDraft {
  title: string
  department: string | null
  items: ItemDraft[]
}

export interface ItemDraft {
  /** 0 for a top-level row, at most 2; a row one deeper than the one before is its child. */
  level: number
  numbering: 'auto' | 'typed' | 'none'
  /** The typed number, '' otherwise. */
  number: string
  /** Rich HTML of `plan/rich.ts`'s subset. */
  title: string
  /** One paragraph a line. */
  period: string
  cells: Record<string, string>
  state?: ItemState
  fact?: FactJson
  /** A corrected reading of the dates. */
  fix?: Omit<PeriodJson, 'text'>
  /** Where it was taken from: given by the server's own commands alone. */
  origin?: Origin
}

/** Something that an importer interpreted or could not place. `code` is stable, `message` in the reader's language. */
export interface ImportWarning {
  code: string
  message: string
  /** The words of the file that it speaks of, at most 200 characters. */
  quote?: string
  /** Position in the result, where there is one. */
  section?: number
  item?: number
}
