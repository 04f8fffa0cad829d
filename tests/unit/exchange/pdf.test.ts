/** The PDF: what a program that reads it finds, and where the lines of its rows stand (SPEC EX13). */
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { noteMark } from '../../../server/exchange/docx/body.ts'
import { CHECKED, UNCHECKED } from '../../../server/exchange/docx/fields.ts'
import { symbolOf } from '../../../server/exchange/docx/symbols.ts'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { pageFor } from '../../../server/exchange/write/page.ts'
import { FontBook } from '../../../server/exchange/write/pdf/fonts.ts'
import { type LaidRow, RowLayout, cutRow } from '../../../server/exchange/write/pdf/layout.ts'
import { cellText, printPlan } from '../../../server/exchange/write/print-plan.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { itemDraft, planDraft } from '../../support/drafts.ts'
import { withItems } from '../../support/export-files.ts'
import { planDrafts } from '../../support/plan-arbitrary.ts'
import { planOf } from '../../support/plan-sameness.ts'

const pdfOf = async (plan: PlanJson): Promise<string> =>
  Buffer.from(
    await writePlan({ plan, format: 'pdf', locale: 'ru', hidden: false, at: '2022-01-01T00:00:00Z' }),
  ).toString('latin1')

const count = (pdf: string, pattern: RegExp): number => pdf.match(pattern)?.length ?? 0

describe('the file', () => {
  test('[EX13] has its fonts in it, its language, its title, an outline, and tags of a table', async () => {
    const title = '<p>Работа <a href="https://a.example">тут</a></p><ul><li>раз</li><li>два</li></ul>'
    const pdf = await pdfOf(withItems([itemDraft('', { title, period: 'март\nапрель' }), itemDraft('x')]))
    expect(count(pdf, /\/FontFile2 /g)).toBeGreaterThan(1)
    expect(pdf).not.toMatch(/\/BaseFont \/Helvetica|\/JavaScript|\/OpenAction/)
    expect(pdf).toMatch(/\/Lang \(ru-RU\)/)
    expect(pdf).toMatch(/\/Marked true/)
    expect(pdf).toMatch(/\/DisplayDocTitle true/)
    expect(pdf).toMatch(/\/PageMode \/UseOutlines/)
    const tags = ['Table', 'THead', 'TBody', 'TR', 'TH', 'TD', 'L', 'LI', 'Link', 'H1']
    expect(tags.map((tag) => count(pdf, new RegExp(`/S /${tag}\\b`, 'g')))).toEqual([
      1, 1, 1, 4, 5, 8, 1, 2, 1, 1,
    ])
    expect(pdf).toMatch(/\/URI \(https:\/\/a\.example\)/)
  })

  test('[EX13] a row of thousands of lines runs over pages, and a header without end stops nothing', async () => {
    const long = Array.from({ length: 400 }, (_, at) => `<p>строка ${at}</p>`).join('')
    const pdf = await pdfOf(withItems([itemDraft('', { title: long })]))
    expect(count(pdf, /\/Type \/Page\b(?!s)/g)).toBeGreaterThan(8)
    const columns = Array.from({ length: 30 }, (_, at) => ({ key: `c${at}`, title: 'Ы'.repeat(200) }))
    const wide = await pdfOf(
      planOf({ ...planDraft(), columns: [...planDraft().columns.slice(0, 3), ...columns] }),
    )
    expect(wide.endsWith('%%EOF\n')).toBe(true)
  })
})

describe('letters', () => {
  const doc = new PDFDocument({ font: null, autoFirstPage: false })
  const book = new FontBook(doc, 10)
  const face = { bold: false, italic: false }
  const drawn = (text: string): string =>
    book
      .stretches(text, face)
      .map((one) => one.text)
      .join('')
  /** Letters that would be an empty box. */
  const lacking = (text: string): string[] =>
    book
      .stretches(text, face)
      .flatMap((stretch) =>
        Array.from(stretch.text).filter(
          (letter) => !doc.font(stretch.font)._font.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
        ),
      )

  test('[XH5] each that the importer makes of symbols, boxes and notes has a picture or a stand-in', () => {
    const symbols = Array.from({ length: 256 }, (_, code) => symbolOf((0xf000 + code).toString(16)))
    const notes = Array.from({ length: 120 }, (_, at) => noteMark(at + 1))
    const made = [...symbols, ...notes, CHECKED, UNCHECKED]
    expect(made.filter((text) => lacking(text).length > 0)).toEqual([])
    expect(drawn(`да ${CHECKED} нет ${UNCHECKED}`)).toBe('да [x] нет [ ]')
    expect(['м²', '10⁶', noteMark(12), noteMark(14)].map(drawn)).toEqual(['м²', '10(6)', '¹²', '(14)'])
  })

  test('[XH5] are the minutes of a clock behind an hour, and have their sign', () => {
    expect(['10⁰⁰', 'с 9³⁰ до 14⁴⁵', '10⁻³', '5⁺⁴', '110⁰⁰', '10⁷⁵', 'x₋'].map(drawn)).toEqual([
      '10:00',
      'с 9:30 до 14:45',
      '10(–3)',
      '5(+4)',
      '110(00)',
      '10(75)',
      'x–',
    ])
  })

  test('[XH5] put together from two, or plain letters in another dress, are read as they are meant', () => {
    expect(['и\u0306', 'Ⅳ квартал', 'H₂O', 'ﬁ'].map(drawn)).toEqual(['й', 'IV квартал', 'H2O', 'fi'])
  })
})

describe('rows', () => {
  const laidRows = (
    plan: PlanJson,
  ): { rows: LaidRow[]; texts: string[]; layout: RowLayout; size: number } => {
    const print = printPlan(plan, { hidden: false })
    const page = pageFor(print)
    const doc = new PDFDocument({ font: null, autoFirstPage: false })
    const measure = { size: page.fontSize, fonts: new FontBook(doc, page.fontSize) }
    const layout = new RowLayout(print, page, measure)
    const items = print.sections.flatMap((section) => section.items)
    const texts = items.map((row) => print.columns.map(({ key }) => cellText(row, key)).join('\n'))
    return { rows: items.map((row) => layout.item(row)), texts, layout, size: page.fontSize }
  }

  const words = (row: LaidRow): string =>
    row.cells
      .flatMap(({ lines }) =>
        lines.map(({ line, marker }) =>
          [...(marker?.pieces ?? []), ...line.pieces].map(({ text }) => text).join(''),
        ),
      )
      .join('')
      .replace(/[\s•-]/g, '')

  test('[EX13] no word is lost, none stands outside of its cell, cut or not', () => {
    fc.assert(
      fc.property(planDrafts({ hide: false }), fc.integer({ min: 20, max: 90 }), (draft, height) => {
        const { rows, texts, size } = laidRows(planOf(draft))
        rows.forEach((row, at) => {
          expect(words(row)).toBe((texts[at] ?? '').replace(/[\s•-]/g, ''))
          for (const { x, width, lines } of row.cells) {
            for (const placed of lines) {
              expect(placed.x).toBeGreaterThanOrEqual(x - 0.01)
              expect(placed.x + placed.line.width).toBeLessThanOrEqual(x + width + size)
              expect(placed.y + size).toBeLessThanOrEqual(row.height)
            }
          }
          const doc = new PDFDocument({ font: null, autoFirstPage: false })
          const measure = { size, fonts: new FontBook(doc, size) }
          const pieces = row.height > height ? cutRow(row, height, measure) : [row]
          expect(Math.min(...pieces.map((piece) => piece.height))).toBeLessThanOrEqual(
            Math.max(height, size * 2),
          )
          const lines = pieces.map((piece) => piece.cells.map((cell) => cell.lines.length))
          const total = row.cells.map((_, cell) => lines.reduce((sum, one) => sum + (one[cell] ?? 0), 0))
          expect(total).toEqual(row.cells.map((cell) => cell.lines.length))
        })
      }),
      { seed: 5, numRuns: 12 },
    )
  })

  test('[EX13] each date stands at the height of its bullet', () => {
    const title = `<p>Работа</p><ul><li>${'раз '.repeat(60)}</li><li>два</li></ul>`
    const { rows } = laidRows(withItems([itemDraft('', { title, period: 'март\nапрель' })]))
    const [, titles, periods] = rows[0]?.cells ?? []
    const items = titles?.lines.filter(({ marker }) => marker !== null).map(({ y }) => y)
    expect(periods?.lines.map(({ y }) => y)).toEqual(items)
  })
})
