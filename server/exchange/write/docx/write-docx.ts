/**
 * A plan → a Word file that looks like the printed plan, and comes back as the plan that it was. Owns what stands around the
 * table; the bytes depend on the plan alone.
 */
import { type OwnMark, TITLE_STYLE } from '../../docx/marks.ts'
import { pageFor } from '../page.ts'
import type { PrintPlan } from '../print-plan.ts'
import { ListBook } from './lists.ts'
import { packDocx } from './package.ts'
import { MarkBook, type TableParts, tableXml } from './table.ts'
import { LinkBook, blocksXml, gapXml, linesXml, paragraph, run } from './text.ts'

/** The block that the director signs is set in bold where it says so. */
export const BOLD_HEAD = /^\s*[«"]?\p{Lu}{5,}[»"]?[.:!]?\s*$/u

const blockCell = (
  text: string,
  style: string,
  mark: OwnMark,
  width: number,
  marks: TableParts['marks'],
): string => {
  const [head = '', ...rest] = text.split('\n')
  const first = paragraph(
    { style },
    run(head, style === 'PlanApproved' && BOLD_HEAD.test(head) ? [{ type: 'bold' }] : []),
  )
  const others =
    rest.length === 0
      ? []
      : linesXml(rest.join('\n'), { style }).map((xml) => xml.replace('<w:spacing w:before="120"/>', ''))
  const cell = `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>`
  return `${cell}${marks?.put(mark, first) ?? first}${others.join('')}</w:tc>`
}

/** Both blocks side by side in a table without lines; none where the plan has neither. */
const blocksAbove = ({ print, page, marks }: TableParts): string => {
  const { agreed, approved } = print.plan.front
  if (agreed === '' && approved === '') return ''
  const total = page.columns.reduce((sum, width) => sum + width, 0)
  const half = Math.floor(total / 2)
  const left = blockCell(agreed, 'PlanAgreed', { kind: 'agreed' }, half, marks)
  const right = blockCell(approved, 'PlanApproved', { kind: 'approved' }, total - half, marks)
  return sideBySide(half, total - half, left + right)
}

/** Two cells in a row without lines. */
export const sideBySide = (left: number, right: number, cells: string): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${left + right}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
  `<w:tblGrid><w:gridCol w:w="${left}"/><w:gridCol w:w="${right}"/></w:tblGrid>` +
  `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells}</w:tr></w:tbl>`

function* bodyXml(parts: TableParts): Generator<string> {
  const { print, books } = parts
  const outro = blocksXml(print.outro, books, { style: 'PlanText' })
  yield blocksAbove(parts)
  yield paragraph({ style: TITLE_STYLE }, run(print.plan.title))
  yield* blocksXml(print.intro, books, { style: 'PlanText' })
  yield* tableXml(parts)
  // Word wants a paragraph behind a table.
  yield gapXml()
  yield* outro
}

export const writeDocx = (print: PrintPlan): Uint8Array => {
  const page = pageFor(print)
  const books = { lists: new ListBook(), links: new LinkBook() }
  const body = bodyXml({ print, page, books, marks: new MarkBook() })
  return packDocx({ body, page, print, books, own: true })
}
