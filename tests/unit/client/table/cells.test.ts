/** Cells that are picked together: which they are, what may be done to them, one undo step each. */
import { describe, expect, it, vi } from 'vitest'
import { SheetCells } from '../../../../client/table/cells.ts'
import { pasteIntoSheet } from '../../../../client/table/paste.ts'
import { Picks, pickIn, stretch } from '../../../../client/table/picks.ts'
import { mayBeGrid } from '../../../../client/table/use-clipboard.ts'
import { rightsIn } from '../../../../client/plan/rights.ts'
import type { Identity } from '../../../../shared/identity.ts'
import { blocksToHtml, blocksToText } from '../../../../shared/plan/rich.ts'
import type { PlanDraft } from '../../../../shared/plan/json.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { leveled, openSheet } from './support.ts'

const open = (draft: PlanDraft = planDraft(2, 3), who?: Identity) => {
  const sheet = openSheet(draft, who)
  const { session, model, actions, announcer, lines } = sheet
  const columns = () => session.projection.view().columns.flatMap(({ id, hidden }) => (hidden ? [] : [id]))
  const picks = new Picks({ model, lines, columns })
  const text = (key: string, values?: object) => (values ? `${key} ${JSON.stringify(values)}` : key)
  const ways: (() => void)[] = []
  const offerUndo = (message: string, run: () => void) => {
    sheet.offered.push(message)
    ways.push(run)
  }
  const cells = new SheetCells({ session, model, actions, announcer, picks, text, lines, offerUndo })
  const shown: string[] = []
  const show = (content: { text: string }) => void shown.push(content.text)
  /** Asks for a paste now; what comes back does it. */
  const ask = (plain: string, html = '') => {
    const focus = model.get()
    if (!focus) throw new Error('nothing has the focus')
    const start = { focus, picked: picks.get() }
    const deps = { session, model, actions, announcer, picks, text, show }
    return () => pasteIntoSheet(deps, { html, text: plain }, start)
  }
  const paste = (plain: string, html?: string) => ask(plain, html)()
  const at = (section: number, row: number, column = 'title') =>
    ({ kind: 'cell', row: sheet.ids()[section]?.[row] ?? '', column }) as const
  const titles = () =>
    sheet.view().sections.map(({ rows }) => rows.map((row) => blocksToText(row.cells.title ?? [])))
  return { ...sheet, picks, cells, ask, paste, at, titles, columns, shown, ways }
}

describe('picked cells', () => {
  it('[PA10] a rectangle goes from where it began to the focus, over sections, and says how much it is', () => {
    const { model, picks, cells, at, announcer, lines, columns } = open()
    model.set(at(0, 1, 'period'), 'select')
    for (const move of ['down', 'down', 'left'] as const) cells.extend(move)
    expect(picks.get()?.rows).toHaveLength(3)
    expect(picks.get()?.columns).toEqual(['title', 'period'])
    expect(announcer.get()).toBe('table.picked {"rows":3,"columns":2}')
    expect(picks.of(at(0, 1).row)).toBe('title period top')
    expect(pickIn('title period top', columns(), 'period')).toBe('in right top')
    expect(pickIn('title period top', columns(), 'number')).toBe('')
    expect(stretch(lines(), columns(), at(1, 2), 'down')).toBeNull()
    expect(cells.unpick()).toBe(true)
    expect(picks.get()).toBeNull()
    expect(model.get()?.mode).toBe('select')
  })

  it('[PA10] rows that go or come are read anew, and a picking whose end is gone is none', () => {
    const { model, picks, cells, at, actions } = open()
    model.set(at(0, 0), 'row')
    cells.extend('down')
    cells.extend('down')
    const middle = at(0, 1).row
    actions.step(null, (editing) =>
      editing.doc.getMap<Map<string, unknown>>('rows').get(middle)?.set('del', { by: 'b', at: 1 }),
    )
    picks.refresh()
    expect(picks.get()?.rows.map(({ id }) => id)).not.toContain(middle)
    expect(picks.get()?.whole).toBe(true)
    cells.pickAll()
    expect(picks.get()?.rows).toHaveLength(5)
  })

  it('[PA13] whole rows go into the trash and come back as one step, parents and children alike', () => {
    const { model, cells, at, ids, levels, session, offered } = open(leveled([0, 1, 0, 0]))
    const before = ids()
    model.set(at(0, 0), 'row')
    cells.extend('down')
    expect(cells.deleteRows()).toBe(true)
    expect(levels()[0]).toEqual([0, 0])
    expect(model.get()?.spot).toMatchObject({ row: before[0]?.[2] })
    expect(offered).toEqual(['table.picked.deleted {"rows":2}'])
    session.undo.undo()
    expect(ids()).toEqual(before)
  })

  it('[RX1] the way back from the message reads the places once, and is one step', () => {
    const { model, cells, at, ids, session, ways } = open(leveled([0, 1, 0, 0], [0, 0]))
    const before = ids()
    model.set(at(0, 0), 'row')
    cells.pickAll()
    cells.pickAll()
    expect(cells.deleteRows()).toBe(true)
    expect(ids()).toEqual([[], []])
    const reading = vi.spyOn(rowsOf(session.doc), 'forEach')
    ways[0]?.()
    expect(reading).toHaveBeenCalledTimes(1)
    reading.mockRestore()
    expect(ids()).toEqual(before)
    session.undo.undo()
    expect(ids()).toEqual([[], []])
  })

  it('[SH15] picked rows that are deleted give the focus to none that goes with them, grandchildren included', () => {
    const { model, cells, at, ids } = open(leveled([0, 0, 1, 2, 0], [0]))
    const last = at(0, 4).row
    model.set(at(0, 0), 'row')
    cells.extend('down')
    expect(cells.deleteRows()).toBe(true)
    expect(ids()[0]).toEqual([last])
    expect(model.get()?.spot).toMatchObject({ row: last })
  })

  it('[PA15] who may not write there changes nothing and is told why, locked or of another department', () => {
    const boris = identityOf({ id: 'boris', name: 'Борис', role: 'editor', departments: ['mass'], hue: 2 })
    const draft = planDraft(2, 2)
    const [own, other] = draft.sections
    if (!own || !other) throw new Error('two sections')
    const ruled = {
      ...draft,
      sections: [
        { ...own, department: 'mass' },
        { ...other, department: 'method' },
      ],
    }
    const { model, cells, paste, at, titles, told, session } = open(ruled, boris)
    const before = titles()
    model.set(at(0, 1), 'select')
    cells.extend('down')
    cells.clear()
    model.set(at(1, 0), 'select')
    paste('Форум\tмай')
    expect(titles()).toEqual(before)
    expect(told).toEqual(['table.said.notYours', 'table.said.notYours'])
    model.set(at(0, 0), 'select')
    session.rights.set(rightsIn(boris, true, session.projection.view()))
    paste('Форум')
    expect(titles()).toEqual(before)
    expect(told.at(-1)).toBe('table.said.locked')
    session.rights.set(rightsIn(boris, false, session.projection.view()))
    paste('Форум')
    expect(titles()[0]?.[0]).toBe('Форум')
  })

  it('[PA4] [PA5] says what was pasted and how to take it back, or what is in the way, and selects what it wrote', () => {
    const { model, paste, at, announcer, picks, shown, session, titles, view } = open()
    model.set(at(0, 1), 'select')
    paste('Форум\tмай\nКлуб\tиюнь\nЧтения\tиюль')
    expect(announcer.get()).toBe('table.paste.done {"rows":3,"made":1,"sections":0} table.paste.undo')
    expect(picks.get()?.rows).toHaveLength(3)
    expect(model.get()?.spot).toMatchObject({ row: at(0, 1).row, column: 'title' })
    session.undo.undo()
    expect(titles()[0]).toEqual(['Событие 1-1', 'Событие 1-2', 'Событие 1-3'])
    model.set({ kind: 'band', section: view().sections[1]?.id ?? '' }, 'select')
    paste('1\tФорум\tмай')
    expect(titles()[1]?.[0]).toBe('Форум')
    model.set(at(0, 0, 'period'), 'select')
    paste('а\tб\tв')
    paste(' \n')
    expect(shown.slice(-2)).toEqual(['table.paste.tooWide {"count":3,"room":2}', 'table.paste.empty'])
  })

  it('[PA18] a paste under a filter writes over shown rows, and its new rows stand at the end of the section', () => {
    const { model, paste, at, titles, only, announcer, picks, view } = open(planDraft(1, 5))
    only([at(0, 0).row, at(0, 2).row, at(0, 4).row])
    model.set(at(0, 0), 'select')
    paste('Форум\nКлуб')
    expect(titles()).toEqual([['Форум', 'Событие 1-2', 'Клуб', 'Событие 1-4', 'Событие 1-5']])
    expect(picks.get()?.rows.map(({ id }) => id)).toEqual([at(0, 0).row, at(0, 2).row])
    model.set(at(0, 2), 'select')
    paste('Вечер\nЧтения\nВыставка\nКонцерт')
    expect(titles()).toEqual([
      ['Форум', 'Событие 1-2', 'Вечер', 'Событие 1-4', 'Чтения', 'Выставка', 'Концерт'],
    ])
    expect(announcer.get()).toContain('"made":2,"sections":0} table.paste.hidden')
    expect(view().sections[0]?.rows.map(({ number }) => number)).toEqual([
      '1.',
      '2.',
      '3.',
      '4.',
      '5.',
      '6.',
      '7.',
    ])
    expect(picks.get()?.rows.map(({ id }) => id)).toEqual([at(0, 2).row, at(0, 4).row])
  })

  it('[PA19] marks and links alone are something to paste, the very same is not', () => {
    const { model, paste, at, shown, view } = open(planDraft(1, 1))
    const html = (title: string) => `<table><tr><td>${title}</td><td>март</td></tr></table>`
    const title = () => blocksToHtml(view().sections[0]?.rows[0]?.cells.title ?? [])
    model.set(at(0, 0), 'select')
    paste('', html('Событие 1-1'))
    expect(shown).toEqual(['table.paste.same'])
    paste('', html('<a href="https://a.ru"><b>Событие 1-1</b></a>'))
    expect(title()).toContain('https://a.ru')
    expect(title()).toContain('<strong>')
    expect(shown.at(-1)).toContain('table.paste.done')
  })

  it('[PA20] a paste whose code comes late goes where it was asked for, and leaves the focus where it is', () => {
    const { model, ask, at, titles, cells, session } = open(planDraft(1, 4))
    model.set(at(0, 0), 'select')
    const late = ask('Форум\nКлуб')
    model.set(at(0, 3), 'edit')
    late()
    expect(titles()[0]).toEqual(['Форум', 'Клуб', 'Событие 1-3', 'Событие 1-4'])
    expect(model.get()).toMatchObject({ spot: at(0, 3), mode: 'edit' })
    session.undo.undo()
    model.set(at(0, 1), 'select')
    cells.extend('down')
    const filling = ask('Вечер')
    model.set(at(0, 0), 'select')
    filling()
    expect(titles()[0]).toEqual(['Событие 1-1', 'Вечер', 'Вечер', 'Событие 1-4'])
  })

  it('[PA20] a long paste takes the focus from nobody who went on while it was written', async () => {
    const { model, paste, at, titles, shown } = open(planDraft(1, 2))
    const rows = Array.from({ length: 900 }, (_, index) => `Строка ${index}`)
    model.set(at(0, 0), 'select')
    paste(rows.join('\n'))
    expect(titles()[0]).toHaveLength(2)
    model.set(at(0, 1), 'edit')
    await vi.waitFor(() => expect(shown).toHaveLength(1))
    expect(titles()[0]).toHaveLength(900)
    expect(model.get()).toMatchObject({ spot: at(0, 1), mode: 'edit' })
    expect(model.picked()).toBeNull()
  })

  it('[PA20] an open cell that was closed before its table came is not gone over', () => {
    const { model, ask, at, titles, shown } = open(planDraft(1, 2))
    model.set(at(0, 0), 'edit')
    const late = ask('Форум\tмай')
    model.set(at(0, 1), 'select')
    late()
    expect(titles()[0]).toEqual(['Событие 1-1', 'Событие 1-2'])
    expect(shown).toEqual(['table.paste.left'])
  })

  it('[PA14] only what can be a table leaves the open cell', () => {
    expect(mayBeGrid({ html: '', text: 'два слова' })).toBe(false)
    expect(mayBeGrid({ html: '<p>а</p>', text: 'а\tб' })).toBe(false)
    expect(mayBeGrid({ html: '', text: 'а\tб' })).toBe(true)
    expect(mayBeGrid({ html: '<TABLE><tr>', text: '' })).toBe(true)
  })
})
