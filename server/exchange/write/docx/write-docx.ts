/**
 * A plan → a Word file that looks like the printed plan. Owns the document around the table and the package; the bytes
 * depend on the plan alone. Written as XML and not through a library, which would put times and random ids in.
 */
import { type OwnMark, OWN_PART, TITLE_STYLE } from '../../docx/marks.ts'
import { type Page, pageFor } from '../page.ts'
import { type PrintPlan, languageOf } from '../print-plan.ts'
import { type ZipFile, makeZip } from '../zip.ts'
import { ListBook } from './lists.ts'
import { ownPartXml } from './own-part.ts'
import { stylesXml } from './styles.ts'
import { MarkBook, type TableParts, tableXml } from './table.ts'
import { LinkBook, blocksXml, gapXml, linesXml, paragraph, run } from './text.ts'
import { XML_HEAD, xmlText } from './xml.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** The block that the director signs is set in bold where it says so. */
const BOLD_HEAD = /^\s*[«"]?\p{Lu}{5,}[»"]?[.:!]?\s*$/u

const blockCell = (text: string, style: string, mark: OwnMark, width: number, marks: MarkBook): string => {
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
  return `${cell}${marks.put(mark, first)}${others.join('')}</w:tc>`
}

/** Both blocks side by side in a table without lines; none where the plan has neither. */
const blocksAbove = ({ print, page, marks }: TableParts): string => {
  const { agreed, approved } = print.plan.front
  if (agreed === '' && approved === '') return ''
  const total = page.columns.reduce((sum, width) => sum + width, 0)
  const half = Math.floor(total / 2)
  const left = blockCell(agreed, 'PlanAgreed', { kind: 'agreed' }, half, marks)
  const right = blockCell(approved, 'PlanApproved', { kind: 'approved' }, total - half, marks)
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
    `<w:tblGrid><w:gridCol w:w="${half}"/><w:gridCol w:w="${total - half}"/></w:tblGrid>` +
    `<w:tr><w:trPr><w:cantSplit/></w:trPr>${left}${right}</w:tr></w:tbl>`
  )
}

const sectionProps = ({ width, height, landscape, margin, header }: Page): string =>
  '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:pgSz ' +
  `w:w="${width}" w:h="${height}"${landscape ? ' w:orient="landscape"' : ''}/>` +
  `<w:pgMar w:top="${margin.top}" w:right="${margin.right}" w:bottom="${margin.bottom}" w:left="${margin.left}" ` +
  `w:header="${header}" w:footer="${header}" w:gutter="0"/><w:titlePg/></w:sectPr>`

const documentXml = (parts: TableParts): string => {
  const { print, page, books } = parts
  const outro = blocksXml(print.outro, books, { style: 'PlanText' })
  const body = [
    blocksAbove(parts),
    paragraph({ style: TITLE_STYLE }, run(print.plan.title)),
    ...blocksXml(print.intro, books, { style: 'PlanText' }),
    tableXml(parts),
    // Word wants a paragraph behind a table.
    ...(outro.length === 0 ? [gapXml()] : [gapXml(), ...outro]),
  ]
  return `${XML_HEAD}<w:document ${W} ${R}><w:body>${body.join('')}${sectionProps(page)}</w:body></w:document>`
}

/** The number of the page, in the middle above the text; the first page has none. */
const headerXml = `${XML_HEAD}<w:hdr ${W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>`

const settingsXml =
  `${XML_HEAD}<w:settings ${W}><w:defaultTabStop w:val="709"/><w:compat>` +
  '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'

const overrides: readonly (readonly [part: string, type: string])[] = [
  ['/word/document.xml', `${WORD}.document.main+xml`],
  ['/word/styles.xml', `${WORD}.styles+xml`],
  ['/word/numbering.xml', `${WORD}.numbering+xml`],
  ['/word/settings.xml', `${WORD}.settings+xml`],
  ['/word/header1.xml', `${WORD}.header+xml`],
  ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ['/customXml/itemProps1.xml', 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'],
]

const contentTypesXml =
  `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('')}</Types>`

const relationships = (
  entries: readonly (readonly [id: string, type: string, target: string])[],
  more = '',
): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  entries
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join('') +
  `${more}</Relationships>`

const packageRels = relationships([
  ['document', `${TYPES}/officeDocument`, 'word/document.xml'],
  ['core', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
])

const documentRels = (links: LinkBook): string =>
  relationships(
    [
      ['styles', `${TYPES}/styles`, 'styles.xml'],
      ['numbering', `${TYPES}/numbering`, 'numbering.xml'],
      ['settings', `${TYPES}/settings`, 'settings.xml'],
      ['header', `${TYPES}/header`, 'header1.xml'],
      ['own', `${TYPES}/customXml`, `../${OWN_PART}`],
    ],
    links.xml(),
  )

const coreXml = (title: string): string =>
  `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<dc:title>${xmlText(title)}</dc:title><dc:creator>Svod</dc:creator></cp:coreProperties>`

/** Names the part of our own, so that Word keeps it. */
const itemPropsXml = `${XML_HEAD}<ds:datastoreItem ds:itemID="{5B0D4C1E-6F3A-4D0B-9C55-73766F642F31}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>`

export const writeDocx = (print: PrintPlan): Uint8Array => {
  const page = pageFor(print)
  const books = { lists: new ListBook(), links: new LinkBook() }
  const document = documentXml({ print, page, books, marks: new MarkBook() })
  const files: ZipFile[] = [
    { name: '[Content_Types].xml', text: contentTypesXml },
    { name: '_rels/.rels', text: packageRels },
    { name: 'word/document.xml', text: document },
    { name: 'word/_rels/document.xml.rels', text: documentRels(books.links) },
    { name: 'word/styles.xml', text: stylesXml(page.fontSize, languageOf(print.plan)) },
    { name: 'word/numbering.xml', text: books.lists.xml() },
    { name: 'word/settings.xml', text: settingsXml },
    { name: 'word/header1.xml', text: headerXml },
    { name: 'docProps/core.xml', text: coreXml(print.plan.title) },
    { name: OWN_PART, text: ownPartXml(print) },
    {
      name: 'customXml/_rels/item1.xml.rels',
      text: relationships([['props', `${TYPES}/customXmlProps`, 'itemProps1.xml']]),
    },
    { name: 'customXml/itemProps1.xml', text: itemPropsXml },
  ]
  return makeZip(files)
}
