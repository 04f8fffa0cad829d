/**
 * WordprocessingML by hand, for tests: short functions for paragraphs, runs, tables, and the parts of a file.
 */
import { type ZipFile, zipOf } from './docx-zip.ts'

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export interface RunOptions {
  b?: boolean
  i?: boolean
  u?: boolean
}

/** A run; '\n' is a line break, '\t' a tab. */
export const r = (text: string, { b, i, u }: RunOptions = {}): string => {
  const props = `${b ? '<w:b/>' : ''}${i ? '<w:i/>' : ''}${u ? '<w:u w:val="single"/>' : ''}`
  const pieces = text.split(/([\n\t])/).map((piece) => {
    if (piece === '\n') return '<w:br/>'
    if (piece === '\t') return '<w:tab/>'
    return piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`
  })
  return `<w:r>${props === '' ? '' : `<w:rPr>${props}</w:rPr>`}${pieces.join('')}</w:r>`
}

export interface ParaOptions extends RunOptions {
  jc?: 'left' | 'center' | 'right' | 'both'
  style?: string
  /** [numId, level] of a list. */
  num?: readonly [number, number]
  ind?: number
}

/** A paragraph of a text, or of ready-made inner XML (starting with '<'). */
export const p = (content = '', { jc, style, num, ind, ...run }: ParaOptions = {}): string => {
  const props = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    num ? `<w:numPr><w:ilvl w:val="${num[1]}"/><w:numId w:val="${num[0]}"/></w:numPr>` : '',
    ind ? `<w:ind w:left="${ind}"/>` : '',
    jc ? `<w:jc w:val="${jc}"/>` : '',
  ].join('')
  const inner = content.startsWith('<') ? content : content === '' ? '' : r(content, run)
  return `<w:p>${props === '' ? '' : `<w:pPr>${props}</w:pPr>`}${inner}</w:p>`
}

export interface CellOptions extends ParaOptions {
  span?: number
  v?: 'restart' | 'continue'
}

/** A cell of one paragraph a line, or of ready-made blocks. */
export const tc = (content: string, { span, v, ...para }: CellOptions = {}): string => {
  const props = `${span ? `<w:gridSpan w:val="${span}"/>` : ''}${
    v === 'restart' ? '<w:vMerge w:val="restart"/>' : v === 'continue' ? '<w:vMerge/>' : ''
  }`
  const inner = content.startsWith('<')
    ? content
    : content
        .split('\n')
        .map((line) => p(line, para))
        .join('')
  return `<w:tc><w:tcPr>${props}</w:tcPr>${inner}</w:tc>`
}

/** A row of ready-made cells or of plain texts. */
export const tr = (cells: readonly string[], trPr = ''): string =>
  `<w:tr>${trPr === '' ? '' : `<w:trPr>${trPr}</w:trPr>`}${cells
    .map((cell) => (cell.startsWith('<w:tc>') ? cell : tc(cell)))
    .join('')}</w:tr>`

export const headerRow = (titles: readonly string[]): string =>
  tr(
    titles.map((title) => tc(title, { b: true, jc: 'center' })),
    '<w:tblHeader/>',
  )

/** A row merged over the width, bold and centred as section rows are. */
export const sectionRow = (text: string, span: number): string =>
  tr([tc(text, { span, b: true, jc: 'center' })])

export const tbl = (rows: readonly string[], grid: readonly number[] = []): string =>
  `<w:tbl><w:tblPr/><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join(
    '',
  )}</w:tbl>`

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ')

/** A part's XML with the usual namespaces on its root. */
export const part = (element: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${element} ${NAMESPACES}>${inner}</${element}>`

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

const relationships = (
  items: readonly { id: string; type: string; target: string; external?: boolean }[],
): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${PACKAGE}">${items
    .map(
      ({ id, type, target, external }) =>
        `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${escapeXml(target)}"${
          external ? ' TargetMode="External"' : ''
        }/>`,
    )
    .join('')}</Relationships>`

export interface DocxParts {
  /** Inner XML of parts by kind: styles, numbering, footnotes, comments, header, footer. */
  parts?: Record<string, { root: string; inner: string }>
  /** Link targets by relationship id. */
  links?: Record<string, string>
  extra?: ZipFile[]
}

/** The files of a .docx around the inner XML of its body. */
export const docxFiles = (
  body: string,
  { parts = {}, links = {}, extra = [] }: DocxParts = {},
): ZipFile[] => {
  const kinds = Object.entries(parts)
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: relationships([{ id: 'rId1', type: 'officeDocument', target: 'word/document.xml' }]),
    },
    { name: 'word/document.xml', content: part('w:document', `<w:body>${body}<w:sectPr/></w:body>`) },
    {
      name: 'word/_rels/document.xml.rels',
      content: relationships([
        ...kinds.map(([kind], index) => ({ id: `rIdP${index}`, type: kind, target: `${kind}.xml` })),
        ...Object.entries(links).map(([id, target]) => ({ id, type: 'hyperlink', target, external: true })),
      ]),
    },
    ...kinds.map(([kind, { root, inner }]) => ({ name: `word/${kind}.xml`, content: part(root, inner) })),
    ...extra,
  ]
}

/** A .docx around the inner XML of its body. */
export const docxOf = (body: string, parts: DocxParts = {}): Uint8Array => zipOf(docxFiles(body, parts))

/** Levels of each list: a format and a text. */
const LISTS: readonly (readonly (readonly [format: string, text: string])[])[] = [
  [
    ['bullet', '\uf0b7'],
    ['bullet', 'o'],
  ],
  [['decimal', '%1.']],
  [
    ['decimal', '%1.'],
    ['decimal', '%1.%2.'],
  ],
  [['russianLower', '%1)']],
  [['bullet', '-']],
]

const levelXml = ([format, text]: readonly [string, string], index: number): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`

/** numbering.xml with list 1 of bullets, list 2 «1.», list 3 «1.», «1.1.», list 4 «а)», list 5 of dashes. */
export const NUMBERING = {
  root: 'w:numbering',
  inner: [
    ...LISTS.map(
      (levels, index) =>
        `<w:abstractNum w:abstractNumId="${index + 1}">${levels.map(levelXml).join('')}</w:abstractNum>`,
    ),
    ...LISTS.map(
      (_, index) => `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${index + 1}"/></w:num>`,
    ),
  ].join(''),
}

/** styles.xml with a heading, a bold centred band and a strong character style. */
export const STYLES = {
  root: 'w:styles',
  inner: [
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="Band"><w:name w:val="Band"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>',
  ].join(''),
}
