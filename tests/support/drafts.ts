/** Small plans to start tests from. */
import * as Y from 'yjs'
import { buildPlan } from '../../shared/plan/build.ts'
import { type Editing, moveRow, stepTarget } from '../../shared/plan/edit.ts'
import type { ItemDraft, PlanDraft } from '../../shared/plan/json.ts'
import { dice } from './random.ts'

export const itemDraft = (title: string, more: Partial<ItemDraft> = {}): ItemDraft => ({
  level: 0,
  numbering: 'auto',
  number: '',
  title: `<p>${title}</p>`,
  period: 'март',
  cells: {},
  ...more,
})

/** A plan of `sections` sections with `rows` rows each and the columns №, title, period, «Ответственный» (c1). */
export const planDraft = (sections = 2, rows = 3): PlanDraft => ({
  title: 'План работы на 2022 год',
  year: 2022,
  organisation: 'Библиотека',
  front: { agreed: 'СОГЛАСОВАНО', approved: 'УТВЕРЖДАЮ\nДиректор', intro: '', outro: '<p>Заведующий</p>' },
  columns: [
    { key: 'number', title: '№ п/п' },
    { key: 'title', title: 'Название, форма' },
    { key: 'period', title: 'Сроки' },
    { key: 'c1', title: 'Ответственный' },
  ],
  sections: Array.from({ length: sections }, (_, section) => ({
    title: `Раздел ${section + 1}`,
    department: null,
    items: Array.from({ length: rows }, (_, row) =>
      itemDraft(`Событие ${section + 1}-${row + 1}`, { cells: { c1: 'Иванова' } }),
    ),
  })),
})

/** Ids 'r0', 'r1', … of one author; different prefixes never meet. */
export const countingIds = (prefix = 'r'): (() => string) => {
  let count = 0
  return () => `${prefix}${count++}`
}

/** An empty document. Yjs would draw it a long name, number by number: that costs more than reading a small plan. */
export const emptyDoc = (): Y.Doc => new Y.Doc({ guid: '' })

/** A document with that draft in it, written by that client or by one that Yjs draws. */
export const planDoc = (draft: PlanDraft = planDraft(), prefix = 'r', client?: number): Y.Doc => {
  const doc = emptyDoc()
  doc.clientID = client ?? doc.clientID
  buildPlan(doc, draft, { ids: countingIds(prefix), epoch: 'epoch1' })
  return doc
}

/** The document that was stored as these bytes. */
export const docOf = (stored: Uint8Array): Y.Doc => {
  const doc = emptyDoc()
  Y.applyUpdate(doc, stored)
  return doc
}

/** A colleague's copy of a document, to be written in by that client or by one that Yjs draws. */
export const copyOf = (doc: Y.Doc, client?: number): Y.Doc => {
  const copy = docOf(Y.encodeStateAsUpdate(doc))
  copy.clientID = client ?? copy.clientID
  return copy
}

export const editingOf = (doc: Y.Doc, author = 'anna', seed = 1): Editing => ({
  doc,
  ids: countingIds(`${author}-`),
  random: dice(seed).next,
  now: () => 1_700_000_000_000,
  by: author,
  origin: author,
})

/** One step up or down, as Alt with an arrow does it. False at the ends of the plan. */
export const shiftRow = (edit: Editing, id: string, step: -1 | 1): boolean => {
  const target = stepTarget(edit, id, step)
  return target !== null && moveRow(edit, id, target)
}
