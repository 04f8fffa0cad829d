/**
 * The package of a Word file around what stands in its body: parts, their types, what relates them. The bytes depend on what
 * is given alone. Written as XML and not through a library, which would put times and random ids in.
 */
import { OWN_PART } from '../../docx/marks.ts'
import type { Page } from '../page.ts'
import { type PrintPlan, languageOf } from '../print-plan.ts'
import { type ZipFile, makeZip } from '../zip.ts'
import { ownPartXml } from './own-part.ts'
import { stylesXml } from './styles.ts'
import type { LinkBook, TextBooks } from './text.ts'
import { XML_HEAD, xmlText } from './xml.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const sectionProps = ({ width, height, landscape, margin, header }: Page): string =>
  '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:pgSz ' +
  `w:w="${width}" w:h="${height}"${landscape ? ' w:orient="landscape"' : ''}/>` +
  `<w:pgMar w:top="${margin.top}" w:right="${margin.right}" w:bottom="${margin.bottom}" w:left="${margin.left}" ` +
  `w:header="${header}" w:footer="${header}" w:gutter="0"/><w:titlePg/></w:sectPr>`

/** The number of the page, in the middle above the text; the first page has none. */
const headerXml = `${XML_HEAD}<w:hdr ${W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>`

const settingsXml =
  `${XML_HEAD}<w:settings ${W}><w:defaultTabStop w:val="709"/><w:compat>` +
  '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'

const OVERRIDES: readonly (readonly [part: string, type: string])[] = [
  ['/word/document.xml', `${WORD}.document.main+xml`],
  ['/word/styles.xml', `${WORD}.styles+xml`],
  ['/word/numbering.xml', `${WORD}.numbering+xml`],
  ['/word/settings.xml', `${WORD}.settings+xml`],
  ['/word/header1.xml', `${WORD}.header+xml`],
  ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
]
const OWN_OVERRIDE = [
  '/customXml/itemProps1.xml',
  'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
] as const

const contentTypesXml = (own: boolean): string =>
  `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `${[...OVERRIDES, ...(own ? [OWN_OVERRIDE] : [])].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('')}</Types>`

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

const documentRels = (links: LinkBook, own: boolean): string =>
  relationships(
    [
      ['styles', `${TYPES}/styles`, 'styles.xml'],
      ['numbering', `${TYPES}/numbering`, 'numbering.xml'],
      ['settings', `${TYPES}/settings`, 'settings.xml'],
      ['header', `${TYPES}/header`, 'header1.xml'],
      ...(own ? [['own', `${TYPES}/customXml`, `../${OWN_PART}`] as const] : []),
    ],
    links.xml(),
  )

const coreXml = (title: string): string =>
  `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<dc:title>${xmlText(title)}</dc:title><dc:creator>Svod</dc:creator></cp:coreProperties>`

/** Names the part of our own, so that Word keeps it. */
const itemPropsXml = `${XML_HEAD}<ds:datastoreItem ds:itemID="{5B0D4C1E-6F3A-4D0B-9C55-73766F642F31}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>`

const ownFiles = (print: PrintPlan): ZipFile[] => [
  { name: OWN_PART, text: ownPartXml(print) },
  {
    name: 'customXml/_rels/item1.xml.rels',
    text: relationships([['props', `${TYPES}/customXmlProps`, 'itemProps1.xml']]),
  },
  { name: 'customXml/itemProps1.xml', text: itemPropsXml },
]

export interface DocxParts {
  /** What stands in the body before the properties of the section, in pieces. */
  body: readonly string[] | Generator<string>
  page: Page
  print: PrintPlan
  books: TextBooks
  /** Whether the file is to be read back as the plan that it was. */
  own: boolean
}

function* documentXml({ body, page }: DocxParts): Generator<string> {
  yield `${XML_HEAD}<w:document ${W} ${R}><w:body>`
  yield* body
  yield `${sectionProps(page)}</w:body></w:document>`
}

/** The books are full when the document was written. */
function* filesOf(parts: DocxParts): Generator<ZipFile> {
  const { page, print, books, own } = parts
  yield* [
    { name: '[Content_Types].xml', text: contentTypesXml(own) },
    { name: '_rels/.rels', text: packageRels },
    { name: 'word/document.xml', text: documentXml(parts) },
  ]
  yield* [
    { name: 'word/_rels/document.xml.rels', text: documentRels(books.links, own) },
    { name: 'word/styles.xml', text: stylesXml(page.fontSize, languageOf(print.plan)) },
    { name: 'word/numbering.xml', text: books.lists.xml() },
    { name: 'word/settings.xml', text: settingsXml },
    { name: 'word/header1.xml', text: headerXml },
    { name: 'docProps/core.xml', text: coreXml(print.plan.title) },
    ...(own ? ownFiles(print) : []),
  ]
}

export const packDocx = (parts: DocxParts): Uint8Array => makeZip(filesOf(parts))
