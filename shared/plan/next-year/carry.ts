/**
 * Next year's plan out of this one (SPEC NY1–NY9): which rows go along, their texts with the changes that were agreed to,
 * and what is left to be looked at. Pure and total. Owns what is left behind: states, facts, signatures, history.
 */
import { applyEdits } from '../../period/shift.ts'
import { isDay } from '../notes.ts'
import type {
  ColumnJson,
  ItemDraft,
  ItemJson,
  PeriodJson,
  PlanDraft,
  PlanJson,
  SectionDraft,
} from '../json.ts'
import { type Origin, type Review, reviewsOf } from '../origin.ts'
import { editBlocks, editsInRuns } from '../rich-edit.ts'
import { blocksToHtml, blocksToText, textToBlocks } from '../rich.ts'
import { countBefore } from './found.ts'
import { type CarriedField, type Proposal, blocksOf, proposalsFor } from './proposals.ts'

/** What somebody chose; what is left out is as the rules have it. */
export interface CarryChoice {
  title?: string
  year: number
  organisation?: string
  /** Ids of rows and sections that stay behind; rows under a row go with it. Left out: cancelled rows. */
  leave?: readonly string[]
  /** Proposals that are not done although they would be, and those that are although they were only offered. */
  off?: readonly string[]
  on?: readonly string[]
  /** Keys of columns that come empty. Left out: those that say what became of a row. */
  empty?: readonly string[]
}

const FIXED: ReadonlySet<string> = new Set(['number', 'title', 'period'])
const REPORT =
  /отметк|выполнени|исполнени[еяю](?!.*срок)|фактическ|(?<!\p{L})факт(?!ор)|о ходе|проведено|actual|fulfil|done|status/iu
const EXPECTED = /ожидаем|планир|ответств|срок|expected|planned|responsible/iu

/** Columns that tell what became of a row: «Отметка о выполнении», but not «Ожидаемый результат». */
export const reportColumns = (columns: readonly ColumnJson[]): string[] =>
  columns
    .filter(({ key, title }) => !FIXED.has(key) && REPORT.test(title) && !EXPECTED.test(title))
    .map(({ key }) => key)

/** Rows that stay behind unless somebody says otherwise. */
export const cancelledRows = (plan: PlanJson): string[] =>
  plan.sections.flatMap(({ items }) => items.filter(({ state }) => state === 'cancelled').map(({ id }) => id))

interface Edits {
  taken: readonly Proposal[]
  left: readonly Proposal[]
}

const NO_EDITS: Edits = { taken: [], left: [] }

const textEdit = (proposal: Proposal) => ({ ...proposal, text: proposal.after ?? '' })

const inText = (text: string, { taken }: Edits): string => applyEdits(text, taken.map(textEdit))

/** Rich text with its edits; one that runs over differently marked words is left, and comes back as not done. */
const inRich = (html: string, { taken, left }: Edits): { html: string; edits: Edits } => {
  if (taken.length === 0) return { html, edits: { taken, left } }
  const blocks = blocksOf({ html })
  const edits = taken.map(textEdit)
  const whole = editBlocks(blocks, edits)
  if (whole) return { html: blocksToHtml(whole), edits: { taken, left } }
  const possible = editsInRuns(blocks, edits)
  const next = editBlocks(blocks, possible)
  const ids = new Set((next ? possible : []).map(({ id }) => id))
  const done = taken.filter(({ id }) => ids.has(id))
  const undone = taken.filter(({ id }) => !ids.has(id))
  return { html: next ? blocksToHtml(next) : html, edits: { taken: done, left: [...left, ...undone] } }
}

/** The proposals of each place, those that are taken apart from those that are not. */
class Agreed {
  private readonly places = new Map<string, { taken: Proposal[]; left: Proposal[] }>()

  constructor(proposals: readonly Proposal[], { off = [], on = [] }: CarryChoice) {
    const sets = { off: new Set(off), on: new Set(on) }
    for (const one of proposals) {
      const key = `${one.item ?? one.section ?? 'plan'}~${one.field}`
      const place = this.places.get(key) ?? { taken: [], left: [] }
      const isDone =
        one.after !== null && (one.sureness === 'done' ? !sets.off.has(one.id) : sets.on.has(one.id))
      place[isDone ? 'taken' : 'left'].push(one)
      this.places.set(key, place)
    }
  }

  of(entity: string, field: CarriedField): Edits {
    return this.places.get(`${entity}~${field}`) ?? NO_EDITS
  }
}

/** The words around a place as a reader finds them again: whole ones, and the next one where a figure alone says nothing. */
const wordsAround = (text: string, from: number, to: number, withNext: boolean): [number, number] => {
  const lead = /[\p{L}\d-]*$/u.exec(text.slice(Math.max(0, from - 40), from))?.[0].length ?? 0
  const behind = text.slice(to, to + 60)
  const tail = (withNext ? /^[\p{L}\d-]*(?:[^\S\n][^\s]+)?/u : /^[\p{L}\d-]*/u).exec(behind)?.[0] ?? ''
  return [from - lead, to + tail.replace(/[.,;:«"“]+$/u, '').length]
}

/** What a text is flagged for: what was offered and not taken, what was told, and a day that had to move. */
const reviewsIn = (text: string, { taken, left }: Edits): Review[] => {
  const shifts = [0]
  for (const { after, before } of taken)
    shifts.push((shifts.at(-1) ?? 0) + (after ?? '').length - before.length)
  const moved = (at: number) => at + (shifts[countBefore(taken, at)] ?? 0)
  const days = taken.filter(({ why }) => why === 'leap')
  return [
    ...days.map(({ after, before }): Review => ({ why: 'leap', words: after ?? '', hint: before })),
    ...left.flatMap(({ why, before, after, sureness, from }): Review[] => {
      // Somebody looked at what would have been done, and said no.
      if (why === 'approval' || sureness === 'done') return []
      const at = moved(from)
      const withNext = why === 'ordinal' || why === 'weekday'
      const [start, end] = wordsAround(text, at, at + before.length, withNext)
      const hint = after === null ? '' : text.slice(start, at) + after + text.slice(at + before.length, end)
      return [{ why, words: text.slice(start, end), hint }]
    }),
  ]
}

const shiftDay = (day: string | null, years: number): string | null => {
  if (day === null) return null
  const next = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  const isThere: boolean = isDay(next)
  return isThere ? next : `${next.slice(0, 4)}-02-28`
}

/** A reading that somebody corrected goes along, its pinned days by as many years. */
const fixFor = (period: PeriodJson, years: number): Pick<ItemDraft, 'fix'> => {
  if (!period.corrected) return {}
  const { months, kind, start, end, hours } = period
  return { fix: { months, kind, start: shiftDay(start, years), end: shiftDay(end, years), hours } }
}

interface Carrying {
  plan: PlanJson
  years: number
  agreed: Agreed
  empty: ReadonlySet<string>
}

const carryItem = (item: ItemJson, level: number, { plan, years, agreed, empty }: Carrying): ItemDraft => {
  const html = item.title.html || blocksToHtml(textToBlocks(item.title.text))
  const title = inRich(html, agreed.of(item.id, 'title'))
  const dates = agreed.of(item.id, 'period')
  const period = inText(item.period.text, dates)
  const cells = Object.entries(item.cells).map(([key, text]) => {
    const edits = agreed.of(item.id, `cells.${key}`)
    return empty.has(key) ? { key, text: '', edits: NO_EDITS } : { key, text: inText(text, edits), edits }
  })
  const review = reviewsOf([
    ...reviewsIn(blocksToText(blocksOf(title)), title.edits),
    ...reviewsIn(period, dates),
    ...cells.flatMap(({ text, edits }) => reviewsIn(text, edits)),
  ])
  const origin: Origin = {
    kind: 'carried',
    plan: plan.id,
    item: item.id,
    year: plan.year,
    ...(review.length > 0 && { review }),
  }
  return {
    level,
    numbering: item.numbering,
    number: item.numbering === 'typed' ? item.number : '',
    title: title.html,
    period,
    cells: Object.fromEntries(cells.map(({ key, text }) => [key, text])),
    ...fixFor(item.period, years),
    origin,
  }
}

const carryRows = (
  items: readonly ItemJson[],
  left: ReadonlySet<string>,
  carrying: Carrying,
): ItemDraft[] => {
  const levels = new Map<string, number>()
  return items.flatMap((item): ItemDraft[] => {
    const above = item.parent === null ? -1 : levels.get(item.parent)
    if (left.has(item.id) || above === undefined) return []
    levels.set(item.id, above + 1)
    return [carryItem(item, above + 1, carrying)]
  })
}

export interface Carried {
  draft: PlanDraft
  /** Everything that the rules saw, whatever became of it. */
  proposals: Proposal[]
}

/** The new plan's draft. States are `planned`, nothing is signed, nobody has said anything yet. */
export const carryPlan = (plan: PlanJson, choice: CarryChoice): Carried => {
  const proposals = proposalsFor(plan, choice.year)
  const agreed = new Agreed(proposals, choice)
  const empty = new Set(choice.empty ?? reportColumns(plan.columns))
  const left = new Set(choice.leave ?? cancelledRows(plan))
  const carrying = { plan, years: choice.year - plan.year, agreed, empty }
  const whole = (text: string, field: CarriedField) => inText(text, agreed.of('plan', field))
  const { front } = plan
  const sections = plan.sections
    .filter(({ id }) => !left.has(id))
    .map(({ id, title, department, items }): SectionDraft => {
      const words = inText(title, agreed.of(id, 'title'))
      return { title: words, department, items: carryRows(items, left, carrying) }
    })
  const draft: PlanDraft = {
    title: choice.title ?? whole(plan.title, 'title'),
    year: choice.year,
    organisation: choice.organisation ?? plan.organisation,
    front: {
      agreed: whole(front.agreed, 'agreed'),
      approved: whole(front.approved, 'approved'),
      intro: inRich(front.intro.html, agreed.of('plan', 'intro')).html,
      outro: inRich(front.outro.html, agreed.of('plan', 'outro')).html,
    },
    ...(plan.numbering === undefined ? {} : { numbering: plan.numbering }),
    columns: plan.columns,
    sections,
  }
  return { draft, proposals }
}
