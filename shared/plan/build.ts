/**
 * PlanDraft → Y.Doc. The server alone calls this, once per plan (SPEC DM3: two initialisers make everything twice).
 * Copies between plans go through here too, so that every copy has ids of its own.
 */
import * as Y from 'yjs'
import { type FactField, factRegister, isFact } from './facts.ts'
import { makeFragment } from './fragment.ts'
import { isGathering } from './gather/gathering.ts'
import { parseHtml } from './html.ts'
import type { ColumnJson, ItemDraft, PeriodJson, PlanDraft, PlanJson, SectionDraft } from './json.ts'
import { isPeriodFix } from './notes.ts'
import { initialKeys } from './order.ts'
import { isOrigin } from './origin.ts'
import { printOf } from './print.ts'
import { blocksToHtml, blocksToText, textToBlocks } from './rich.ts'
import {
  type Fields,
  FIXED_COLUMNS,
  MAX_LEVEL,
  SCHEMA_VERSION,
  cellKey,
  columnsOf,
  metaOf,
  rowsOf,
  sectionsOf,
  serverOf,
} from './schema.ts'

export interface BuildContext {
  /** Gives a new random id at every call. */
  ids: () => string
  /** The incarnation of the document. */
  epoch: string
}

const richFragment = (html: string): Y.XmlFragment => makeFragment(html === '' ? [] : parseHtml(html))
const plainFragment = (text: string): Y.XmlFragment => makeFragment(text === '' ? [] : textToBlocks(text))

const buildMeta = (meta: Fields, draft: PlanDraft, epoch: string): void => {
  meta.set('v', SCHEMA_VERSION)
  meta.set('epoch', epoch)
  meta.set('year', draft.year)
  meta.set('organisation', draft.organisation.slice(0, 500))
  meta.set('numbering', draft.numbering ?? 'section')
  meta.set('title', plainFragment(draft.title))
  meta.set('agreed', plainFragment(draft.front.agreed))
  meta.set('approved', plainFragment(draft.front.approved))
  meta.set('intro', richFragment(draft.front.intro))
  meta.set('outro', richFragment(draft.front.outro))
}

/** The draft's columns with new ids for its own ones; fixed columns that it lacks come hidden at the end. */
const buildColumns = (doc: Y.Doc, columns: readonly ColumnJson[], ids: () => string): Map<string, string> => {
  const lacking = FIXED_COLUMNS.filter((key) => !columns.some((column) => column.key === key))
  const all = [...columns, ...lacking.map((key) => ({ key, title: '', hidden: true }))]
  const keys = initialKeys(all.length)
  const idOf = new Map<string, string>()
  all.forEach((column, index) => {
    const fixed = (FIXED_COLUMNS as readonly string[]).includes(column.key)
    const id = fixed ? column.key : ids()
    idOf.set(column.key, id)
    const fields: Fields = new Y.Map()
    fields.set('title', column.title.slice(0, 200))
    fields.set('ord', keys[index])
    fields.set('hidden', column.hidden === true)
    columnsOf(doc).set(id, fields)
  })
  return idOf
}

/** A correction that comes with a file; one that cannot be is left out. */
export const fixOf = (
  { kind, months, start, end, hours }: Omit<PeriodJson, 'text'>,
  text: string,
): unknown => {
  const fix = {
    kind,
    months,
    start,
    end,
    hours,
    of: printOf(blocksToText(textToBlocks(text))),
    by: '',
    at: 0,
  }
  return isPeriodFix(fix) ? fix : null
}

/** The fields of a row; `columnIds`: id of each text column by the key that drafts have it under. */
export const buildRow = (
  item: ItemDraft,
  pos: readonly [string, string | null, string],
  columnIds: Map<string, string>,
): Fields => {
  const fields: Fields = new Y.Map()
  fields.set('pos', pos)
  fields.set('number', { mode: item.numbering, text: item.number.slice(0, 40) })
  const state = item.state ?? 'planned'
  fields.set('state', state)
  for (const [field, value] of Object.entries(item.fact ?? {})) {
    const register = factRegister(state, field as FactField)
    if (register !== null && isFact(field as FactField, value)) fields.set(register, value)
  }
  const fix = item.fix && fixOf(item.fix, item.period)
  if (fix) fields.set('fix', fix)
  if (isOrigin(item.origin)) fields.set('origin', item.origin)
  for (const [key, id] of columnIds) {
    if (key === 'number') continue
    const fragment =
      key === 'title'
        ? richFragment(item.title)
        : plainFragment(key === 'period' ? item.period : (item.cells[key] ?? ''))
    fields.set(cellKey(id), fragment)
  }
  return fields
}

const buildSection = (
  doc: Y.Doc,
  section: SectionDraft,
  ord: string,
  ctx: BuildContext,
  columnIds: Map<string, string>,
): void => {
  const id = ctx.ids()
  const fields: Fields = new Y.Map()
  fields.set('title', plainFragment(section.title))
  fields.set('dept', section.department)
  fields.set('ord', ord)
  sectionsOf(doc).set(id, fields)
  const keys = initialKeys(section.items.length)
  /** The last row seen at each level: the parents of what comes next. */
  const last: (string | null)[] = [null]
  section.items.forEach((item, index) => {
    const level = Math.max(0, Math.min(item.level, MAX_LEVEL, last.length - 1))
    const rowId = ctx.ids()
    const pos = [id, last[level] ?? null, keys[index] ?? 'a0'] as const
    rowsOf(doc).set(rowId, buildRow(item, pos, columnIds))
    last.splice(level + 1, last.length, rowId)
  })
}

/** Fills an empty document with the draft, in one transaction. Throws where the document is not empty. */
export const buildPlan = (doc: Y.Doc, draft: PlanDraft, ctx: BuildContext): void => {
  const meta = metaOf(doc)
  if (meta.size > 0) throw new Error('buildPlan: the document is not empty')
  doc.transact(() => {
    buildMeta(meta, draft, ctx.epoch)
    if (isGathering(draft.gathering)) serverOf(doc).set('gathered', draft.gathering)
    const columnIds = buildColumns(doc, draft.columns, ctx.ids)
    const keys = initialKeys(draft.sections.length)
    draft.sections.forEach((section, index) =>
      buildSection(doc, section, keys[index] ?? 'a0', ctx, columnIds),
    )
  }, 'build')
}

/** A PlanJson as a draft: what copying a plan and reading Svod's own JSON start from. */
export const jsonToDraft = (plan: PlanJson): PlanDraft => {
  const sections = plan.sections.map((section): SectionDraft => {
    const levels = new Map<string, number>()
    const items = section.items.map((item): ItemDraft => {
      const level = item.parent === null ? 0 : (levels.get(item.parent) ?? -1) + 1
      levels.set(item.id, level)
      const { numbering, number, title, period, cells, state, fact } = item
      const html = title.html || blocksToHtml(textToBlocks(title.text))
      const fix = period.corrected ? { fix: period } : {}
      return {
        level,
        numbering,
        number,
        title: html,
        period: period.text,
        cells,
        state,
        ...(fact ? { fact } : {}),
        ...fix,
      }
    })
    return { title: section.title, department: section.department, items }
  })
  const { agreed, approved, intro, outro } = plan.front
  return {
    title: plan.title,
    year: plan.year,
    organisation: plan.organisation,
    front: { agreed, approved, intro: intro.html, outro: outro.html },
    ...(plan.numbering === undefined ? {} : { numbering: plan.numbering }),
    columns: plan.columns,
    sections,
  }
}
