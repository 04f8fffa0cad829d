/** What Word is told about the look of the printed plan (SPEC EX12). */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { partOf } from '../../support/docx-edit.ts'
import { itemDraft, planDraft } from '../../support/drafts.ts'
import { withItems, wordOf } from '../../support/export-files.ts'
import { planOf } from '../../support/plan-sameness.ts'

const parts = async (plan: PlanJson) => {
  const bytes = await wordOf(plan)
  const document = await partOf(bytes, 'word/document.xml')
  return { bytes, document, rows: document.match(/<w:tr>.*?<\/w:tr>/g) ?? [] }
}

const words = (xml: string): string[] =>
  (xml.match(/<w:tc>.*?<\/w:tc>/g) ?? []).map((cell) =>
    [...cell.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, text]) => text).join(''),
  )

test('[EX12] A4, header row on every page, bands over the width, rows in one piece, numbered pages', async () => {
  const { bytes, document, rows } = await parts(planOf(planDraft(1, 1)))
  const [blocks, header, band, row] = rows
  expect(words(blocks ?? '')).toEqual(['СОГЛАСОВАНО', 'УТВЕРЖДАЮДиректор'])
  expect(header).toContain('<w:tblHeader/>')
  expect(words(header ?? '')).toEqual(['№ п/п', 'Название, форма', 'Сроки', 'Ответственный'])
  expect(band).toContain('<w:gridSpan w:val="4"/>')
  expect(rows.every((one) => one.includes('<w:cantSplit/>'))).toBe(true)
  expect(words(row ?? '')).toEqual(['1.', 'Событие 1-1', 'март', 'Иванова'])
  expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"\/>/)
  expect(document).toContain('<w:titlePg/>')
  expect(await partOf(bytes, 'word/header1.xml')).toContain('w:instr=" PAGE "')
  expect(await partOf(bytes, 'word/styles.xml')).toContain('w:ascii="Times New Roman"')
})

test('[EX12] many columns lie across the sheet', async () => {
  const more = Array.from({ length: 3 }, (_, at) => ({ key: `d${at}`, title: `Столбец ${at}` }))
  const { document } = await parts(planOf({ ...planDraft(), columns: [...planDraft().columns, ...more] }))
  expect(document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/)
  const grid = document.match(/<w:tblGrid>.*?<\/w:tblGrid>/g)?.at(-1) ?? ''
  const widths = [...grid.matchAll(/w:w="(\d+)"/g)]
  expect(widths.reduce((sum, [, width]) => sum + Number(width), 0)).toBe(16838 - 1134 - 567)
})

test('[EX12] lists are lists of Word, links are links, each date stands beside its bullet', async () => {
  const title =
    '<p>Работа: <em>важно</em></p><ul data-marker="dash"><li>раз <a href="https://a.example/?x=1&amp;y">тут</a></li><li>два</li></ul>'
  const { bytes, document, rows } = await parts(withItems([itemDraft('', { title, period: 'март\nапрель' })]))
  expect(rows.slice(3).map(words)).toEqual([
    ['1.', 'Работа: важно', '', ''],
    ['', 'раз тут', 'март', ''],
    ['', 'два', 'апрель', ''],
  ])
  expect(document).toContain('<w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">важно</w:t>')
  expect(document.match(/<w:numId w:val="2"\/>/g)).toHaveLength(2)
  expect(await partOf(bytes, 'word/numbering.xml')).toContain('<w:lvlText w:val="-"/>')
  expect(await partOf(bytes, 'word/_rels/document.xml.rels')).toContain(
    'Target="https://a.example/?x=1&amp;y" TargetMode="External"',
  )
})
