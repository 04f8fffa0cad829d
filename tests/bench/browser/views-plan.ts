/** A plan that is lived in: dates of every kind over the whole year, departments, states with their facts. Owns its words. */
import * as Y from 'yjs'
import { buildPlan } from '../../../shared/plan/build.ts'
import type { ItemDraft } from '../../../shared/plan/json.ts'
import { countingIds, itemDraft, planDraft } from '../../support/drafts.ts'

const MONTHS = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ')
const OF_MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(
  ' ',
)
const A_SECTION = 100

const pad = (value: number): string => String(value).padStart(2, '0')

/** Of 16 rows: six a month, three a day, two a range, one a quarter, three that are vague, one without. */
const periodOf = (row: number): string => {
  const month = (row * 7 + Math.floor(row / 16)) % 12
  const kind = row % 16
  if (kind < 6) return MONTHS[month] ?? ''
  if (kind < 9) return `${(row % 28) + 1} ${OF_MONTHS[month] ?? ''}`
  if (kind < 11) return `${MONTHS[Math.min(month, 8)] ?? ''} – ${MONTHS[Math.min(month, 8) + 3] ?? ''}`
  if (kind === 11) return `${(row % 4) + 1} квартал`
  if (kind === 12) return 'в течение года'
  if (kind === 13) return 'По договоренности'
  return kind === 14 ? 'последний четверг месяца' : ''
}

const factOf = (row: number): Pick<ItemDraft, 'state' | 'fact'> => {
  const day = `2022-${pad((row % 12) + 1)}-${pad((row % 28) + 1)}`
  if (row % 3 === 0) return { state: 'done', fact: { on: day, result: 'Проведено', participants: row % 90 } }
  if (row % 17 === 1) return { state: 'moved', fact: { to: 'ноябрь', why: 'Ремонт зала' } }
  if (row % 23 === 2) return { state: 'cancelled', fact: { why: 'Нет средств' } }
  return row % 5 === 1 ? { state: 'in-progress' } : {}
}

const titleOf = (section: number, row: number): string =>
  `Областная конференция «Библиотека ${section}-${row}: вызовы, возможности, успешные практики»`.slice(
    0,
    row % 3 === 0 ? 60 : undefined,
  )

/** That many rows in sections of a hundred, each of one of these departments. */
export const livelyPlan = (rows: number, departments: readonly string[]): Y.Doc => {
  const draft = planDraft(Math.ceil(rows / A_SECTION), 0)
  draft.sections.forEach((section, index) => {
    section.department = departments[index % departments.length] ?? null
    const count = Math.min(A_SECTION, rows - index * A_SECTION)
    section.items = Array.from({ length: count }, (_, row) =>
      itemDraft(titleOf(index, row), {
        period: periodOf(index * A_SECTION + row),
        cells: { c1: 'Отдел методической работы' },
        ...factOf(index * A_SECTION + row),
      }),
    )
  })
  const doc = new Y.Doc()
  buildPlan(doc, draft, { ids: countingIds('bench'), epoch: 'bench' })
  return doc
}
