/**
 * PlanDraft → Y.Doc. The server alone calls this, once per plan (SPEC DM3: two initialisers make everything twice).
 * Copies between plans go through here too, so that every copy has ids of its own.
 */
import * as Y from 'yjs'
import { cutText } from '../cut-text.ts'
import { type FactField, factRegister, isFact } from './facts.ts'
import { makeFragment } from './fragment.ts'
import { isGathering } from './gather/gathering.ts'
import { parseHtml } from './html.ts'
import type {
  ColumnJson,
  ItemDraft,
  ItemJson,
  PeriodJson,
  PlanDraft,
  PlanJson,
  SectionDraft,
} from './json.ts'
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
  meta.set('organisation', cutText(draft.organisation, 500))
  meta.set('numbering', draft.numbering ?? 'section')
  meta.set('title', plainFragment(draft.title))
  meta.set('agreed', plainFragment(draft.front.agreed))
  meta.set('approved', plainFragment(draft.front.approved))
  meta.set('intro', richFragment(draft.front.intro))
  meta.set('outro', richFragment(draft.front.outro))
}

interface NewColumn {
  id: string
  column: ColumnJson
}

/** The draft's columns with new ids for its own ones; fixed columns that it lacks come hidden at the end. */
const newColumns = (columns: readonly ColumnJson[], ids: () => string): NewColumn[] => {
  const lacking = FIXED_COLUMNS.filter((key) => !columns.some((column) => column.key === key))
  const all = [...columns, ...lacking.map((key) => ({ key, title: '', hidden: true }))]
  const isFixed = (key: string): boolean => (FIXED_COLUMNS as readonly string[]).includes(key)
  return all.map((column) => ({ id: isFixed(column.key) ? column.key : ids(), column }))
}

const buildColumns = (doc: Y.Doc, columns: readonly NewColumn[]): void => {
  const keys = initialKeys(columns.length)
  columns.forEach(({ id, column }, index) => {
    const fields: Fields = new Y.Map()
    fields.set('title', cutText(column.title, 200))
    fields.set('ord', keys[index])
    fields.set('hidden', column.hidden === true)
    columnsOf(doc).set(id, fields)
  })
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
  fields.set('number', { mode: item.numbering, text: cutText(item.number, 40) })
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

/** A part of a plan on its way into a document. None leans on those before it but on their being there. */
export interface PlanPart {
  kind: 'head' | 'section' | 'row'
  /** Of the section or row; '' for the head. */
  id: string
  write: (doc: Y.Doc) => void
}

const sectionPart = (section: SectionDraft, id: string, ord: string): PlanPart => ({
  kind: 'section',
  id,
  write: (doc) => {
    const fields: Fields = new Y.Map()
    fields.set('title', plainFragment(section.title))
    fields.set('dept', section.department)
    fields.set('ord', ord)
    sectionsOf(doc).set(id, fields)
  },
})

function* rowParts(
  items: readonly ItemDraft[],
  section: string,
  ids: () => string,
  columnIds: Map<string, string>,
): Generator<PlanPart> {
  const keys = initialKeys(items.length)
  /** The last row seen at each level: the parents of what comes next. */
  const last: (string | null)[] = [null]
  for (const [index, item] of items.entries()) {
    const level = Math.max(0, Math.min(item.level, MAX_LEVEL, last.length - 1))
    const id = ids()
    const pos = [section, last[level] ?? null, keys[index] ?? 'a0'] as const
    yield { kind: 'row', id, write: (doc) => void rowsOf(doc).set(id, buildRow(item, pos, columnIds)) }
    last.splice(level + 1, last.length, id)
  }
}

/** A draft as parts: the head, then each section before its rows, in the order of the plan. */
export function* planParts(draft: PlanDraft, { ids, epoch }: BuildContext): Generator<PlanPart> {
  const columns = newColumns(draft.columns, ids)
  const columnIds = new Map(columns.map(({ id, column }) => [column.key, id]))
  const writeHead = (doc: Y.Doc): void => {
    buildMeta(metaOf(doc), draft, epoch)
    if (isGathering(draft.gathering)) serverOf(doc).set('gathered', draft.gathering)
    buildColumns(doc, columns)
  }
  yield { kind: 'head', id: '', write: writeHead }
  const keys = initialKeys(draft.sections.length)
  for (const [index, section] of draft.sections.entries()) {
    const id = ids()
    yield sectionPart(section, id, keys[index] ?? 'a0')
    yield* rowParts(section.items, id, ids, columnIds)
  }
}

/** Fills an empty document with the draft, in one transaction. Throws where the document is not empty. */
export const buildPlan = (doc: Y.Doc, draft: PlanDraft, ctx: BuildContext): void => {
  if (metaOf(doc).size > 0) throw new Error('buildPlan: the document is not empty')
  doc.transact(() => {
    for (const part of planParts(draft, ctx)) part.write(doc)
  }, 'build')
}

/** Rows of one section as drafts, given one after another in their order. */
export const itemDrafts = (): ((item: ItemJson) => ItemDraft) => {
  const levels = new Map<string, number>()
  return ({ id, parent, numbering, number, title, period, cells, state, fact }) => {
    const level = parent === null ? 0 : (levels.get(parent) ?? -1) + 1
    levels.set(id, level)
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
  }
}

/** A PlanJson as a draft: what copying a plan and reading Svod's own JSON start from. */
export const jsonToDraft = (plan: PlanJson): PlanDraft => {
  const sections = plan.sections.map((section): SectionDraft => {
    const toDraft = itemDrafts()
    return {
      title: section.title,
      department: section.department,
      items: section.items.map((item) => toDraft(item)),
    }
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
