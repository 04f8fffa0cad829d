/** A grid of cells laid over a plan: what is overwritten, what is made, what is refused. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type ClipGrid, gridOfFields } from '../../../shared/clip/grid.ts'
import type { PasteJob, PasteRefusal } from '../../../shared/clip/job.ts'
import { isRefusal, spread } from '../../../shared/clip/spread.ts'
import { writePaste } from '../../../shared/clip/write.ts'
import type { PlanDraft } from '../../../shared/plan/json.ts'
import { blocksToHtml, blocksToText } from '../../../shared/plan/rich.ts'
import { type PlanView, PlanProjection } from '../../../shared/plan/view.ts'
import { createUndo } from '../../../client/plan/undo.ts'
import { TURN_LIMITS } from '../../../server/access/limits.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const open = (draft: PlanDraft = planDraft(2, 3)) => {
  const doc = planDoc(draft)
  const projection = new PlanProjection(doc)
  const editing = editingOf(doc)
  const undo = createUndo(doc, 'anna')
  undo.track(editing.origin)
  const rowAt = (section: number, row: number) => projection.view().sections[section]?.rows[row]?.id ?? ''
  const lay = (grid: ClipGrid, [section, row]: [number, number], column = 'title', maySections = true) =>
    spread({
      view: projection.view(),
      grid,
      place: { section: projection.view().sections[section]?.id ?? '', row: rowAt(section, row), column },
      maySections,
    })
  const paste = (...asked: Parameters<typeof lay>) => {
    const job = lay(...asked)
    if (isRefusal(job)) throw new Error(job.code)
    return { job, made: writePaste(editing, job) }
  }
  return { doc, view: () => projection.view(), undo, lay, paste, editing }
}

const said = (view: PlanView, section = 0): string[] =>
  (view.sections[section]?.rows ?? []).map((row) =>
    view.columns
      .map(({ id }) =>
        id === 'number' ? row.number : blocksToText(row.cells[id] ?? []).replaceAll('\n', '/'),
      )
      .join(' | '),
  )

const text = (...rows: string[]): ClipGrid => gridOfFields(rows.join('\n'))

const band = (grid: ClipGrid, ...indexes: number[]): ClipGrid => ({
  ...grid,
  rows: grid.rows.map((row, index) => (indexes.includes(index) ? { ...row, kind: 'band' } : row)),
})

const code = (result: PasteJob | PasteRefusal): string => (isRefusal(result) ? result.code : 'done')

describe('laying a grid over a plan', () => {
  it('[PA2] overwrites cell by cell from the focused one, and makes rows beyond the end of the section', () => {
    const { view, paste } = open()
    const { made } = paste(text('Форум\t1 кв.', 'Клуб\t', 'Чтения\tмай'), [0, 1])
    expect(said(view())).toEqual([
      '1. | Событие 1-1 | март | Иванова',
      '2. | Форум | 1 кв. | Иванова',
      '3. | Клуб |  | Иванова',
      '4. | Чтения | май | ',
    ])
    expect(made.rows).toHaveLength(1)
    expect(said(view(), 1)[0]).toBe('1. | Событие 2-1 | март | Иванова')
  })

  it('[PA3] a header row that names the columns says where each goes, whatever the focused column', () => {
    const { view, paste } = open()
    paste(text('Сроки\tОтветственный\tНазвание, форма', '1\t2\t3', 'май\tПетрова\tФорум'), [0, 0], 'period')
    expect(said(view())[0]).toBe('1. | Форум | май | Петрова')
    // By what the words mean, where one of them is the title.
    paste(text('№\tМероприятие\tДата проведения', '7\tКлуб\tиюнь'), [0, 1])
    expect(said(view())[1]).toBe('7 | Клуб | июнь | Иванова')
    expect(said(view())).toHaveLength(3)
  })

  it('[PA5] refuses as a whole what does not fit, and says what is in the way', () => {
    const { lay, view } = open()
    const before = view()
    const tooMany = Array.from({ length: 2002 }, (_, index) => `Событие ${index}`)
    expect(lay(text('а\tб\tв'), [0, 0], 'period')).toEqual({ code: 'tooWide', count: 3, room: 2 })
    expect(lay(text('Название, форма\tСроки\tБюджет', 'а\tб\tв'), [0, 0])).toEqual({
      code: 'noColumn',
      column: 'Бюджет',
    })
    expect(lay(text(...tooMany), [0, 0])).toEqual({ code: 'tooLong', count: 2002, most: 2000 })
    expect(code(lay(text('я'.repeat(1_000_001)), [0, 0]))).toBe('tooMuch')
    expect(code(lay(text('очень длинное название события, которое никак не номер'), [0, 0], 'number'))).toBe(
      'numberTooLong',
    )
    expect(view()).toBe(before)
    // As wide as the plan: it begins at the first column.
    expect(code(lay(text('1\tФорум\tмай\tПетрова'), [0, 0]))).toBe('done')
  })

  it('[PA6] a number that the plan would give itself stays automatic, another is typed, none takes it away', () => {
    const { view, paste } = open(planDraft(1, 2))
    paste(text('1\tа', '2)\tб', '3.\tв', '7\tг', '8\tд', '\tе'), [0, 0], 'number')
    const rows = view().sections[0]?.rows ?? []
    expect(rows.map(({ number, numbering }) => `${number} ${numbering}`)).toEqual([
      '1. auto',
      '2. auto',
      '3. auto',
      '7 typed',
      '8 auto',
      ' none',
    ])
  })

  it('[PA7] a band becomes a section with its rows, or a row without a number where that is not mine to make', () => {
    const grid = band(text('Раздел 1\t', 'Форум\tмай', 'Новый раздел\t', 'Клуб\tиюнь', 'Чтения\t'), 0, 2)
    const chief = open()
    const { made } = chief.paste(grid, [0, 2])
    expect(chief.view().sections.map(({ title }) => title)).toEqual(['Раздел 1', 'Новый раздел', 'Раздел 2'])
    expect(said(chief.view())[2]).toBe('3. | Форум | май | Иванова')
    expect(said(chief.view(), 1)).toEqual(['1. | Клуб | июнь | ', '2. | Чтения |  | '])
    expect(made.sections).toHaveLength(1)
    chief.undo.undo()
    expect(chief.view().sections).toHaveLength(2)

    const editor = open()
    editor.paste(grid, [0, 2], 'title', false)
    expect(editor.view().sections).toHaveLength(2)
    expect(said(editor.view()).slice(3)).toEqual([
      '4. | Новый раздел |  | ',
      '5. | Клуб | июнь | ',
      '6. | Чтения |  | ',
    ])
  })

  it('[PA8] cells merged downwards hold for every row; a merged title has more lines of the row above', () => {
    const { view, paste } = open()
    const grid = text('1\tФорум\tмай\tИванова', '2\tКлуб\tиюнь\t', '\t\tиюль\t')
    const merged: ClipGrid = {
      ...grid,
      rows: grid.rows.map((row, index) => ({
        ...row,
        cells: row.cells.map((cell, at) => ({
          ...cell,
          merged: (index === 1 && at === 3) || (index === 2 && (at === 1 || at === 0 || at === 3)),
        })),
      })),
    }
    paste(merged, [0, 0], 'number')
    expect(said(view())).toEqual([
      '1. | Форум | май | Иванова',
      '2. | Клуб | июнь/июль | Иванова',
      '3. | Событие 1-3 | март | Иванова',
    ])
  })

  it('[PA9] the title keeps lists and marks, other columns take plain lines', () => {
    const { view, paste } = open()
    const grid = gridOfFields('"Форум:\n- открытие\n- итоги"\t"1) май\n- июнь"')
    paste(grid, [0, 0])
    const cells = view().sections[0]?.rows[0]?.cells ?? {}
    expect(blocksToHtml(cells.title ?? [])).toBe(
      '<p>Форум:</p><ul data-marker="dash"><li>открытие</li><li>итоги</li></ul>',
    )
    expect(blocksToHtml(cells.period ?? [])).toBe('<p>1) май</p><p>- июнь</p>')
  })

  it('[PA4] is one step: undone and redone as a whole, with what it made in the trash', () => {
    const { view, paste, undo } = open()
    const before = [said(view()), said(view(), 1)]
    paste(
      text('№ п/п\tНазвание, форма\tСроки', '1\tа\tмай', '2\tб\tмай', '3\tв\tмай', '4\tг\tмай', '9\tд\tмай'),
      [0, 0],
    )
    const after = said(view())
    expect(after).toHaveLength(5)
    expect(undo.undo()).toBe(true)
    expect([said(view()), said(view(), 1)]).toEqual(before)
    expect(view().trash).toHaveLength(2)
    undo.redo()
    expect(said(view())).toEqual(after)
  })

  it('[PA2] pasted rows keep their depth where they are made, and stand behind rows of any depth', () => {
    const { view, paste } = open({
      ...planDraft(1, 0),
      sections: [{ title: 'А', department: null, items: [itemDraft('а'), itemDraft('б', { level: 1 })] }],
    })
    const grid = text('один', 'два', 'три', 'четыре', 'пять')
    const deep = { ...grid, rows: grid.rows.map((row, index) => ({ ...row, level: index === 3 ? 1 : 0 })) }
    paste(deep, [0, 1])
    const rows = view().sections[0]?.rows ?? []
    expect(rows.map(({ level, number }) => `${level} ${number}`)).toEqual([
      '0 1.',
      '1 1.1.',
      '0 2.',
      '0 3.',
      '1 3.1.',
      '0 4.',
    ])
  })

  it('[PA16] many rows come in pieces that a room takes in its turn, and before others keep short order keys', () => {
    const { doc, view, editing } = open()
    const place = { section: view().sections[0]?.id ?? '', row: null, column: null }
    const list = '"Событие:\n- открытие\n- мастер-классы"'
    const grid = text(...Array.from({ length: 600 }, (_, index) => (index % 3 ? `Событие ${index}` : list)))
    const job = spread({ view: view(), grid, place, maySections: true })
    if (isRefusal(job)) throw new Error(job.code)
    const structs: number[] = []
    doc.on('update', (update: Uint8Array) => structs.push(Y.decodeUpdate(update).structs.length))
    writePaste(editing, job)
    expect(structs.length).toBeGreaterThan(5)
    expect(Math.max(...structs)).toBeLessThanOrEqual(TURN_LIMITS.structs)
    expect(said(view())[1]).toContain('Событие 1')
    expect(said(view())[600]).toContain('Событие 1-1')
    const orders = [...doc.getMap<{ get(key: string): [string, null, string] }>('rows').values()]
    expect(Math.max(...orders.map((row) => row.get('pos')[2].length))).toBeLessThan(60)
  })
})
