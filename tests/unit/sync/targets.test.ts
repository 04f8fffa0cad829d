/** Where a change happened, and the words that stand there. */
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { placesIn, readTarget, targetsOf } from '../../../client/sync/targets.ts'
import { gatherWords } from '../../../client/sync/rescue.ts'
import { writePaste } from '../../../shared/clip/write.ts'
import { startThread } from '../../../shared/comments/edit.ts'
import { buildPlan } from '../../../shared/plan/build.ts'
import {
  addColumn,
  addRow,
  addSection,
  deleteRow,
  setCell,
  setNumber,
  type Editing,
} from '../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
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
    expect(placesIn(doc, projection.view())(`rows/${added}`)).toMatchObject({ section: 'Конкурсы' })
  })

  it('[SV8] tell where words stood, in the plan’s own words', () => {
    const { doc, projection, section, row } = openPlan()
    const placeOf = placesIn(doc, projection.view())
    const place = placeOf(`rows/${row.id}/c:period`)
    expect(place.section).toBe('Конкурсы')
    expect(place.row).toContain('Чемпионат по чтению')
    expect(placeOf(`sections/${section.id}/title`)).toEqual({
      section: 'Конкурсы',
      row: '',
    })
    expect(placeOf('rows/gone')).toEqual({ section: '', row: '' })
  })

  it('[SV8] name a message by its words, and the row that it is about', () => {
    const { doc, editing, projection, row, seen } = openPlan()
    const speaking = { ...editing, name: 'Ольга' }
    const about = { row: row.id, column: null, quote: '', range: null }
    const proposal = { column: 'title', was: '', html: '<p>Лучше так</p>' }
    startThread(speaking, about, { text: 'Почему, @[Анна](a)?', proposal })
    const target = seen[0]?.find((one) => one.startsWith('messages/')) ?? ''
    expect(readTarget(doc, target)).toBe('Почему, @Анна?\nЛучше так')
    expect(placesIn(doc, projection.view())(target)).toMatchObject({ section: 'Конкурсы' })
  })

  it('[SV8] read as nothing where there is nothing, whatever they are', () => {
    const { doc } = openPlan()
    for (const target of ['', 'x', 'rows', 'rows/none/c:title', 'meta/none', 'sections//'])
      expect(readTarget(doc, target)).toBe('')
    expect(readTarget(doc, 'meta/organisation')).toBe('Библиотека')
    expect(readTarget(doc, 'meta/title')).toBe('План на 2022 год')
  })

  /** Everything that was touched, gathered as after a refusal. */
  const gathered = ({ doc, projection, seen }: ReturnType<typeof openPlan>) => {
    let next = 0
    const ids = () => `text${(next += 1)}`
    const context = { planId: 'plan', owner: 'olga', code: 'forbidden', cache: null, now: () => 0, ids }
    return gatherWords(doc, projection.view(), seen.flat(), context)
  }

  const blocks = (...words: string[]) => textToBlocks(words.join('\n'))

  it('[SV11] name all words of rows that were pasted, one text a row', () => {
    const plan = openPlan()
    const { editing, section } = plan
    const rowOf = (n: number) => ({
      level: 0,
      number: { mode: 'typed' as const, text: `${n}а` },
      cells: new Map([
        ['title', blocks(`Название ${n}`)],
        ['period', blocks(`Сроки ${n}`)],
      ]),
    })
    const job = { section: section.id, over: new Map(), at: 'end' as const, columns: ['title', 'period'] }
    const { rows, sections } = writePaste(editing, {
      ...job,
      rows: [rowOf(1), rowOf(2)],
      sections: [{ title: 'Новый раздел', rows: [] }],
    })
    const texts = gathered(plan)
    expect(texts.map(({ text }) => text).sort()).toEqual([
      '1а\nНазвание 1\nСроки 1',
      '2а\nНазвание 2\nСроки 2',
      'Новый раздел',
    ])
    expect(texts.find(({ text }) => text.startsWith('1а'))).toMatchObject({ section: 'Конкурсы' })
    // What is written there afterwards is in the row's one text.
    setCell(editing, rows[0] ?? '', 'title', blocks('Иначе'))
    expect(gathered(plan).map(({ text }) => text)).toContain('1а\nИначе\nСроки 1')
    expect(gathered(plan)).toHaveLength(3)
    expect(sections).toHaveLength(1)
  })

  it('[SV11] name the title that a section or a column is made with', () => {
    const plan = openPlan()
    addSection(plan.editing, { after: null, title: 'Выставки' })
    addColumn(plan.editing, { after: null, title: 'Участники' })
    expect(gathered(plan).map(({ text }) => text)).toEqual(['Выставки', 'Участники'])
  })

  it('[SV11] name every place with words, however many one change has', () => {
    const plan = openPlan()
    const { doc, editing, section, seen } = plan
    const rows = Array.from(
      { length: 100 },
      () => addRow(editing, { section: section.id, parent: null, after: null }) ?? '',
    )
    seen.length = 0
    doc.transact(() => rows.forEach((row, at) => setCell(editing, row, 'title', blocks(`Слова ${at}`))))
    expect(seen[0]).toHaveLength(100)
    expect(new Set(gathered(plan).map(({ text }) => text)).size).toBe(100)
    // Without words they are named as the first of many.
    doc.transact(() => rows.forEach((row) => deleteRow(editing, row)))
    expect(seen[1]).toHaveLength(64)
  })

  it('[OF11] read a cell once, however many of its paragraphs one change has', () => {
    const { doc, editing, row, seen } = openPlan()
    setCell(editing, row.id, 'title', blocks(...Array.from({ length: 50 }, (_, at) => `Абзац ${at}`)))
    const cell = rowsOf(doc).get(row.id)?.get('c:title') as Y.XmlFragment
    const read = vi.spyOn(cell, 'toArray')
    seen.length = 0
    doc.transact(() => {
      for (const paragraph of cell.toArray()) {
        const [text] = (paragraph as Y.XmlElement).toArray()
        if (text instanceof Y.XmlText) text.insert(0, 'Новый ')
      }
      read.mockClear()
    })
    expect(seen).toEqual([[`rows/${row.id}/c:title`]])
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('[SV6] count a new column as one place, not its empty cell in every row', () => {
    const { editing, section, seen } = openPlan()
    for (let made = 0; made < 100; made += 1)
      addRow(editing, { section: section.id, parent: null, after: null })
    seen.length = 0
    const column = addColumn(editing, { after: null, title: 'Участники' })
    expect(seen).toEqual([[`cols/${column}/*`], [`cols/${column}`]])
  })
})
