/** Where a change happened, and the words that stand there. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { placeOf, readTarget, targetsOf } from '../../../client/sync/targets.ts'
import { startThread } from '../../../shared/comments/edit.ts'
import { buildPlan } from '../../../shared/plan/build.ts'
import { addRow, deleteRow, setCell, setNumber, type Editing } from '../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { DRAFT } from './draft.ts'

const openPlan = () => {
  const doc = new Y.Doc()
  let next = 0
  const ids = () => `id${(next += 1)}`
  buildPlan(doc, DRAFT, { ids, epoch: 'e1' })
  const editing: Editing = { doc, ids, random: () => 0.5, now: () => 0, by: 'olga', origin: {} }
  const projection = new PlanProjection(doc)
  const [section] = projection.view().sections
  const row = section?.rows[0]
  if (section === undefined || row === undefined) throw new Error('the draft has a row')
  const seen: string[][] = []
  doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) =>
    seen.push([...targetsOf(transaction)]),
  )
  return { doc, editing, projection, section, row, seen }
}

describe('targets', () => {
  it('[SV6] name a cell for its text, a row for everything about the row', () => {
    const { doc, editing, projection, section, row, seen } = openPlan()
    setCell(editing, row.id, 'title', textToBlocks('Новое'))
    setNumber(editing, row.id, { mode: 'typed', text: '7а' })
    deleteRow(editing, row.id)
    expect(seen).toEqual([[`rows/${row.id}/c:title`], [`rows/${row.id}/number`], [`rows/${row.id}`]])
    expect(seen.map(([target]) => readTarget(doc, target ?? ''))).toEqual(['Новое', '7а', ''])
    const added = addRow(editing, { section: section.id, parent: null, after: null })
    expect(seen.slice(3)).toEqual([[`rows/${added}`], [`rows/${added}`]])
    expect(placeOf(doc, projection.view(), `rows/${added}`)).toMatchObject({ section: 'Конкурсы' })
  })

  it('[SV8] tell where words stood, in the plan’s own words', () => {
    const { doc, projection, section, row } = openPlan()
    const place = placeOf(doc, projection.view(), `rows/${row.id}/c:period`)
    expect(place.section).toBe('Конкурсы')
    expect(place.row).toContain('Чемпионат по чтению')
    expect(placeOf(doc, projection.view(), `sections/${section.id}/title`)).toEqual({
      section: 'Конкурсы',
      row: '',
    })
    expect(placeOf(doc, projection.view(), 'rows/gone')).toEqual({ section: '', row: '' })
  })

  it('[SV8] name a message by its words, and the row that it is about', () => {
    const { doc, editing, projection, row, seen } = openPlan()
    const speaking = { ...editing, name: 'Ольга' }
    const about = { row: row.id, column: null, quote: '', range: null }
    const proposal = { column: 'title', was: '', html: '<p>Лучше так</p>' }
    startThread(speaking, about, { text: 'Почему, @[Анна](a)?', proposal })
    const target = seen[0]?.find((one) => one.startsWith('messages/')) ?? ''
    expect(readTarget(doc, target)).toBe('Почему, @Анна?\nЛучше так')
    expect(placeOf(doc, projection.view(), target)).toMatchObject({ section: 'Конкурсы' })
  })

  it('[SV8] read as nothing where there is nothing, whatever they are', () => {
    const { doc } = openPlan()
    for (const target of ['', 'x', 'rows', 'rows/none/c:title', 'meta/none', 'sections//'])
      expect(readTarget(doc, target)).toBe('')
    expect(readTarget(doc, 'meta/organisation')).toBe('Библиотека')
    expect(readTarget(doc, 'meta/title')).toBe('План на 2022 год')
  })
})
