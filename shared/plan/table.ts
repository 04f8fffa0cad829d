/**
 * A flow of paragraphs and tables → a plan, with findings: what every importer sits on.
 * Owns the order of reading; total on any flow that holds a table. Not one word may be lost silently: each ends in
 * the draft or in the quote of a finding.
 */
import type { ColumnJson, PlanDraft } from './json.ts'
import { blocksToHtml } from './rich.ts'
import { PlanAssembly } from './table-assembly.ts'
import { blocksOf } from './table-blocks.ts'
import { type Body, readBody } from './table-body.ts'
import { organisationIn, organisationOfSigners, yearOfTexts, yearOfTitle } from './table-facts.ts'
import { type Front, readFront } from './table-front.ts'
import { nameByTitle } from './table-month.ts'
import { unwrapFrames } from './table-frames.ts'
import { cutLetterheads } from './table-letterhead.ts'
import { findList, readList } from './table-list.ts'
import type { ImportMapping, ImportSource } from './table-mapping.ts'
import type { Finding, FlowItem, Para } from './table-model.ts'
import { findPlanTables, hasHeadings } from './table-plan-tables.ts'
import { splitTables } from './table-split.ts'
import { flowText, linesOf, paragraph, quoteOf } from './table-text.ts'

export interface TableOptions {
  /** Title of a plan whose file names none (its name without the extension). */
  fallbackTitle: string
  /** The title where the file says it outside of its text. */
  title?: string | undefined
  /** The year that whoever imports says it is for; it holds against what the file says [CQ4]. */
  year?: number | undefined
  /** The year of last resort. */
  currentYear: number
  /** How a person corrects the reading. */
  mapping?: ImportMapping | undefined
  /** Titles of columns that have none in the file. */
  labels: { number: string; title: string; period: string; other: string }
}

export interface TableResult {
  draft: PlanDraft
  findings: Finding[]
  /** Where everything stands in the file; null where it holds no table. */
  source: ImportSource | null
}

const titleOf = (front: Front, options: TableOptions, assembly: PlanAssembly): string => {
  const title = front.title.join(' ')
  if (title !== '') return title
  if (options.title !== undefined && options.title !== '') return options.title
  const code = options.fallbackTitle === '' ? 'title-not-found' : 'title-from-file-name'
  assembly.report({ code, quote: quoteOf(options.fallbackTitle) })
  return options.fallbackTitle
}

const yearOf = (
  title: string,
  texts: readonly string[],
  options: TableOptions,
  assembly: PlanAssembly,
): number => {
  const named = yearOfTitle(title)
  const { year: chosen } = options
  if (chosen !== undefined) {
    if (named === null) assembly.report({ code: 'year-assumed', values: { year: chosen } })
    else if (named !== chosen) assembly.report({ code: 'year-differs', values: { year: named, chosen } })
    return chosen
  }
  if (named !== null) return named
  const dated = yearOfTexts(texts)
  const year = dated ?? options.currentYear
  assembly.report({ code: dated === null ? 'year-unknown' : 'year-from-dates', values: { year } })
  return year
}

const organisationOf = (front: Front, title: string, assembly: PlanAssembly): string => {
  const owner = front.owner.join(' ')
  if (owner !== '' && owner.length <= 500) return owner
  const signers = [...front.approved, ...front.agreed]
  const found =
    organisationIn(title) ??
    organisationOfSigners(signers) ??
    organisationIn(signers.join(' ')) ??
    front.intro
      .flatMap((para) => linesOf([para]))
      .map(organisationIn)
      .find((name) => name !== null)
  if (!found) assembly.report({ code: 'organisation-not-found' })
  return found ?? ''
}

const htmlOf = (paras: readonly Para[]): string => blocksToHtml(blocksOf(paras))

const ownerAsIntro = (front: Front): Para[] =>
  front.owner.join(' ').length > 500 ? front.owner.map((line) => paragraph(line)) : []

/** Texts that date the plan: its rows first, then what stands around them. */
const datedTexts = (assembly: PlanAssembly, front: Front): string[] => {
  const rows = assembly.sections.flatMap(({ title, items }) => [
    title,
    ...items.flatMap((item) => item.period),
  ])
  return [...rows, ...front.intro.map((para) => flowText([para]))]
}

/** A plan as tables, or as a list where the flow holds none; null where it holds neither. */
const readParts = (
  items: readonly FlowItem[],
  assembly: PlanAssembly,
  options: TableOptions,
): { front: Front; body: Body } | null => {
  const plan = findPlanTables(items)
  const list = plan === null ? findList(items) : null
  if (plan === null && list === null) return null
  const above = plan === null ? (list?.above ?? []) : items.slice(0, plan.first)
  const front = readFront(above, plan !== null && hasHeadings(items, plan))
  for (const finding of front.findings) assembly.report(finding)
  if (plan !== null) return { front, body: readBody(items, plan, front, assembly, options) }
  const { outro, columns } = list === null ? { outro: [], columns: [] } : readList(list, front, assembly)
  return {
    front,
    body: { columns: [...listColumns(assembly, options.labels), ...columns], outro, tables: [] },
  }
}

/** A list has no columns of its own but its numbers, where it has any, and the text. */
const listColumns = ({ sections }: PlanAssembly, labels: TableOptions['labels']): ColumnJson[] => {
  const numbered = sections.some(({ items }) => items.some(({ number }) => number !== ''))
  const title: ColumnJson = { key: 'title', title: labels.title }
  return numbered ? [{ key: 'number', title: labels.number }, title] : [title]
}

/**
 * Reads a plan out of a flow. Returns null where the flow holds no table and no list that could be a plan's.
 * Columns keep the file's order; fixed columns that it lacks are added, hidden.
 */
export const planFromFlow = (flow: readonly FlowItem[], options: TableOptions): TableResult | null => {
  const assembly = new PlanAssembly()
  const read = readParts(splitTables(cutLetterheads(unwrapFrames(flow))), assembly, options)
  if (read === null) return null
  const { front, body } = read
  const title = titleOf(front, options, assembly)
  const year = yearOf(title, datedTexts(assembly, front), options, assembly)
  const organisation = organisationOf(front, title, assembly)
  nameByTitle(assembly, title, year)
  const sections = assembly.finish()
  const numbered = sections.some(({ items }) => items.some(({ number }) => number !== ''))
  const draft: PlanDraft = {
    title,
    year,
    organisation,
    front: {
      agreed: front.agreed.join('\n'),
      approved: front.approved.join('\n'),
      intro: htmlOf([...ownerAsIntro(front), ...front.intro]),
      outro: htmlOf(body.outro),
    },
    columns: withFixed(body.columns, options, numbered),
    sections,
  }
  const { tables } = body
  const source = tables.length > 0 ? { tables, sections: assembly.sources() } : null
  return { draft, findings: assembly.findings, source }
}

/** `numbered`: rows have numbers though no column held them (they stood before the titles). */
const withFixed = (
  columns: readonly ColumnJson[],
  options: TableOptions,
  numbered: boolean,
): ColumnJson[] => {
  const has = (key: string): boolean => columns.some((column) => column.key === key)
  const number: ColumnJson[] = has('number')
    ? []
    : [{ key: 'number', title: options.labels.number, ...(numbered ? {} : { hidden: true }) }]
  const period: ColumnJson[] = has('period')
    ? []
    : [{ key: 'period', title: options.labels.period, hidden: true }]
  return [...number, ...columns, ...period]
}
