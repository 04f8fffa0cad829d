/**
 * Everything that next year's plan would say otherwise, place by place (SPEC NY1–NY7): what is done unless somebody says no,
 * what is offered, what is only told. Pure and total; what becomes of it is `carry.ts`'s.
 */
import { cutText } from '../../cut-text.ts'
import { parseHtml } from '../html.ts'
import type { ItemJson, PlanJson, SectionJson } from '../json.ts'
import type { ReviewReason } from '../origin.ts'
import { type Block, blocksToText } from '../rich.ts'
import { approvalsIn } from './approval.ts'
import { type Found, type Sureness, type Years, sideBySide } from './found.ts'
import { ordinalsIn } from './ordinals.ts'
import { weekdaysIn } from './weekdays.ts'
import { type TextKind, namedYearsIn, yearsIn } from './years.ts'

/** `title`, `period`, `cells.KEY`, `intro`, `outro`, `agreed`, `approved`. */
export type CarriedField = string

export interface Proposal {
  /** The same for the same words in the same place of the same plan. */
  id: string
  section: string | null
  item: string | null
  field: CarriedField
  /** Where its words stand in the field's text. */
  from: number
  to: number
  before: string
  /** What would stand there; null where nobody can know. */
  after: string | null
  /** A few words on both sides. */
  lead: string
  tail: string
  why: ReviewReason | 'approval'
  sureness: Sureness
}

interface Place {
  section: string | null
  item: string | null
  field: CarriedField
}

const AROUND = 36

const lineOf = (words: string): string => words.replace(/\s+/g, ' ')

/** Whole words before a place. */
const leadOf = (text: string, from: number): string => {
  if (from <= AROUND) return lineOf(text.slice(0, from))
  return `…${lineOf(text.slice(from - AROUND, from).replace(/^\S*\s/u, ''))}`
}

/** Whole words behind it. */
const tailOf = (text: string, to: number): string => {
  if (text.length - to <= AROUND) return lineOf(text.slice(to))
  return `${lineOf(cutText(text.slice(to), AROUND).replace(/\s\S*$/u, '')).replace(/[\s,;:(«“„–—-]+$/u, '')}…`
}

const proposalOf = (text: string, { section, item, field }: Place, found: Found): Proposal => {
  const { from, to, text: after, why, sureness } = found
  return {
    id: `${item ?? section ?? 'plan'}~${field}~${from}`,
    section,
    item,
    field,
    from,
    to,
    before: text.slice(from, to),
    after,
    lead: leadOf(text, from),
    tail: tailOf(text, to),
    why,
    sureness,
  }
}

/** The findings of a text of that kind. */
const foundIn = (text: string, kind: TextKind, years: Years): Found[] => {
  const delta = years.to - years.from
  if (kind === 'period') return sideBySide(yearsIn(text, years, kind), weekdaysIn(text, years))
  const counted = delta === 0 ? [] : ordinalsIn(text, delta)
  return sideBySide(yearsIn(text, years, kind), weekdaysIn(text, years), counted, namedYearsIn(text))
}

/** Nothing that a year could stand in: most cells. */
const MAY_HOLD =
  /\d|юбиле|[IVXХІ]|Год|[Пп]ерв|[Вв]тор|[Тт]рет|[Чч]етв|ят[ыоаи]|[Шш]ест|ьм[оа]|th|st |nd |rd /u

const textOf = (rich: { html: string; text: string }): string =>
  rich.html === '' ? rich.text : blocksToText(blocksOf(rich))

export const blocksOf = ({ html }: { html: string }): readonly Block[] => parseHtml(html)

class Search {
  readonly proposals: Proposal[] = []
  private readonly years: Years

  constructor(years: Years) {
    this.years = years
  }

  look(text: string, kind: TextKind, place: Place): void {
    if (!MAY_HOLD.test(text)) return
    for (const found of foundIn(text, kind, this.years)) this.proposals.push(proposalOf(text, place, found))
  }

  block(text: string, field: CarriedField): void {
    const found = sideBySide(approvalsIn(text, this.years), yearsIn(text, this.years, 'prose'))
    for (const one of found) this.proposals.push(proposalOf(text, { section: null, item: null, field }, one))
  }

  item(item: ItemJson, section: SectionJson): void {
    const at = { section: section.id, item: item.id }
    this.look(textOf(item.title), 'prose', { ...at, field: 'title' })
    this.look(item.period.text, 'period', { ...at, field: 'period' })
    for (const [key, text] of Object.entries(item.cells))
      this.look(text, 'prose', { ...at, field: `cells.${key}` })
  }
}

/** Everything in the order of the plan; `to` is the new plan's year. */
export const proposalsFor = (plan: PlanJson, to: number): Proposal[] => {
  const search = new Search({ from: plan.year, to })
  const whole = { section: null, item: null }
  search.look(plan.title, 'plan-title', { ...whole, field: 'title' })
  search.block(plan.front.agreed, 'agreed')
  search.block(plan.front.approved, 'approved')
  search.look(textOf(plan.front.intro), 'prose', { ...whole, field: 'intro' })
  for (const section of plan.sections) {
    search.look(section.title, 'prose', { section: section.id, item: null, field: 'title' })
    for (const item of section.items) search.item(item, section)
  }
  search.look(textOf(plan.front.outro), 'prose', { ...whole, field: 'outro' })
  return search.proposals
}
