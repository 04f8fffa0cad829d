/** Svod's own Word file whose table was redrawn in Word: cells split, borders moved, the table cut in two (SPEC IW11, XH4, XH7). */
import { describe, expect, test } from 'vitest'
import { changeDocument } from '../../support/docx-edit.ts'
import { type Imported, importBytes, outline } from '../../support/docx-import.ts'
import { planDraft } from '../../support/drafts.ts'
import { wordOf } from '../../support/export-files.ts'
import { planOf } from '../../support/plan-sameness.ts'

const quotes = ({ warnings }: Imported, code: string): (string | undefined)[] =>
  warnings.filter((warning) => warning.code === code).map(({ quote }) => quote)

/** A plan of a section with two rows, as Word would save it after `change`. */
const redrawn = async (change: (xml: string) => string): Promise<Imported> => {
  const plan = planOf(planDraft(1, 2))
  const bytes = await wordOf(plan)
  return importBytes(await changeDocument(bytes, change))
}

const cell = (text: string, span = 1): string =>
  `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`

const PLAN_END = /<\/w:tbl>(?=<w:p><w:pPr><w:pStyle w:val="PlanGap")/
/** Rows under those of the plan. */
const withRows =
  (...rows: string[]) =>
  (xml: string): string =>
    xml.replace(PLAN_END, `${rows.join('')}</w:tbl>`)

const READ = ['§ Раздел 1', '1. | Событие 1-1 | март | Иванова', '2. | Событие 1-2 | март | Иванова']

describe('cells', () => {
  test('[IW11] a row that was added there has its cells by their places; one over two columns is the first’s', async () => {
    const { draft } = await redrawn(
      withRows(
        row(cell('3'), cell('Слет'), cell('май'), cell('Петров')),
        row('<w:tc><w:tcPr/><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc>', cell('Поход', 2), cell('Сидоров')),
      ),
    )
    expect(outline(draft)).toEqual([...READ, '3 | Слет | май | Петров', '4 | Поход |  | Сидоров'])
  })

  test('[IW11] a column’s border that one row has elsewhere loses nothing of it', async () => {
    // Word cuts the second grid column in two: the new row has its first border a sliver to the right.
    const { draft, codes } = await redrawn((xml) => {
      const at = xml.indexOf('tblHeader')
      const start = xml.lastIndexOf('<w:tbl>', at)
      const [, width = '0'] = [...xml.slice(start).matchAll(/<w:gridCol w:w="(\d+)"\/>/g)][1] ?? []
      const slivers = `<w:gridCol w:w="200"/><w:gridCol w:w="${Number(width) - 200}"/>`
      const end = xml.search(PLAN_END)
      let second = 0
      const table = xml
        .slice(start, end)
        .replace(`<w:gridCol w:w="${width}"/>`, slivers)
        .replaceAll(/<w:tr>.*?<\/w:tr>/g, (one) => {
          second = 0
          const cells = (one.match(/<w:tc>/g) ?? []).length
          if (cells === 1) return one.replace('<w:gridSpan w:val="4"/>', '<w:gridSpan w:val="5"/>')
          return one.replaceAll('<w:tcPr>', (open) => {
            second += 1
            return second === 2 ? `${open}<w:gridSpan w:val="2"/>` : open
          })
        })
      const moved = row(cell('3', 2), cell('Слет'), cell('май'), cell('Петров'))
      const split = row(cell('4'), cell('По', 1), cell('ход', 1), cell('июнь'), cell('Сидоров'))
      return xml.slice(0, start) + table + moved + split + xml.slice(end)
    })
    expect(outline(draft)).toEqual([...READ, '3 | Слет | май | Петров', '4 | По / ход | июнь | Сидоров'])
    expect(codes).not.toContain('cell-without-column')
  })

  test('[IW11] words beside the table’s columns go to the title, with a warning', async () => {
    const read = await redrawn(
      withRows(row(cell('3'), cell('Слет'), cell('май'), cell('Петров'), cell('лишнее'))),
    )
    expect(outline(read.draft)).toEqual([...READ, '3 | Слет / лишнее | май | Петров'])
    expect(read.warnings.find(({ code }) => code === 'cell-without-column')).toMatchObject({
      section: 0,
      item: 2,
    })
    expect(quotes(read, 'cell-without-column')).toEqual(['лишнее'])
  })
})

describe('a table that was cut in two', () => {
  const BLANK = '<w:p/>'
  const para = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  /** The table's own beginning, up to its rows. */
  const headOf = (table: string): string => table.slice(0, table.indexOf('<w:tr>'))

  /** Cuts the plan's table before its last row; `grid` changes the second half. */
  const cut =
    (between: string, grid: (table: string) => string = (table) => table) =>
    (xml: string): string => {
      const start = xml.lastIndexOf('<w:tbl>', xml.indexOf('tblHeader'))
      const end = xml.search(PLAN_END) + '</w:tbl>'.length
      const table = xml.slice(start, end)
      const at = table.lastIndexOf('<w:tr>')
      const second = grid(headOf(table) + table.slice(at))
      return `${xml.slice(0, start)}${table.slice(0, at)}</w:tbl>${between}${second}${xml.slice(end)}`
    }

  test('[XH4] is one plan, in a grid of its own as well', async () => {
    const whole = await redrawn((xml) => xml)
    const apart = await redrawn(cut(BLANK))
    // The first column in two slivers, a cell over both.
    const regridded = await redrawn(
      cut(BLANK, (table) =>
        table
          .replace(/<w:gridCol w:w="(\d+)"\/>/, (_, width: string) => {
            const half = Math.floor(Number(width) / 2)
            return `<w:gridCol w:w="${half}"/><w:gridCol w:w="${Number(width) - half}"/>`
          })
          .replace('<w:tcPr>', '<w:tcPr><w:gridSpan w:val="2"/>'),
      ),
    )
    for (const { draft, codes } of [apart, regridded]) {
      expect(outline(draft)).toEqual(READ)
      expect(draft).toEqual(whole.draft)
      expect(codes).toEqual([])
    }
  })

  test('[XH4] a header that was printed once more is skipped, words and tables between its halves are rows', async () => {
    const foreign = `<w:tbl><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>${row(cell('Итого'), cell('2'))}</w:tbl>`
    const header = row(...['№ п/п', 'Название, форма', 'Сроки', 'Ответственный'].map((title) => cell(title)))
    const read = await redrawn(
      cut(
        para('Вставка между частями') + foreign,
        (table) => headOf(table) + header + table.slice(headOf(table).length),
      ),
    )
    expect(outline(read.draft)).toEqual([
      ...READ.slice(0, 2),
      ' | Вставка между частями | ',
      ' | Итого\u20032 | ',
      READ[2],
    ])
    expect(quotes(read, 'text-between-tables')).toEqual(['Вставка между частями'])
    expect(quotes(read, 'table-as-text')).toEqual(['Итого\u20032'])
    expect(quotes(read, 'header-repeated')).toHaveLength(1)
    expect(read.draft.front.outro).toBe('<p>Заведующий</p>')
  })
})

test('[XH7] a number or a column’s name that is too long is told, the number’s words stand in the title', async () => {
  const long = 'переносится на следующий год по решению совета'
  const name = 'Ответственный '.repeat(20).trim()
  const read = await redrawn((xml) =>
    withRows(row(cell(long), cell('Слет'), cell('май'), cell('Петров')))(xml).replace(
      '>Ответственный<',
      `>${name}<`,
    ),
  )
  expect(outline(read.draft)).toEqual([...READ, ` | ${long} / Слет | май | Петров`])
  expect(quotes(read, 'number-too-long')).toEqual([long])
  expect(quotes(read, 'column-title-too-long').join(' ')).toBe(name)
  expect(read.draft.columns.at(-1)?.title).toBe(name.slice(0, 200))
})
