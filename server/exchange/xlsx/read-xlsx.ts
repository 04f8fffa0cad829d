/**
 * A workbook → flow, its sheets one under another. Owns which parts are read and what becomes of the rest: hidden sheets,
 * remarks, texts in drawings, headers and footers go into findings, so that no word is lost silently.
 */
import { SvodError } from '../../../shared/errors.ts'
import { pushAll } from '../../../shared/lists.ts'
import type { Finding, FlowItem } from '../../../shared/plan/table-model.ts'
import { sheetFlow } from '../../../shared/plan/table-sheet.ts'
import { flowText, fold, quotesOf } from '../../../shared/plan/table-text.ts'
import { isMonthTitle, isTermTitle } from '../../../shared/plan/table-words.ts'
import { type Relationship, readRelationships, resolveTarget, safeHref } from '../docx/links.ts'
import { type XmlHandler, type XmlNode, childOf, childrenOf, parsePart, readTree } from '../docx/xml.ts'
import { type Archive, openArchive } from '../docx/zip.ts'
import { type SheetCell, type SheetContext, SheetReader } from './cells.ts'
import { gridOf } from './grid.ts'
import { readLooks } from './look.ts'
import { ownSheet } from './own-sheet.ts'
import { type NamedSheet, beginsWithBand, headsSay, isDefaultName, withName } from './sheet-name.ts'
import { RunReader, SharedStrings, plainText } from './strings.ts'

export interface XlsxText {
  flow: FlowItem[]
  findings: Finding[]
  /** The plan's title, where Svod wrote the file. */
  title: string | null
}

const WORKBOOK = 'xl/workbook.xml'

interface Book {
  archive: Archive
  /** Path of the main part. */
  path: string
  relations: Relationship[]
  findings: Finding[]
}

const targetsOf = (
  { archive }: Book,
  from: string,
  relations: readonly Relationship[],
  type: string,
): string[] =>
  relations
    .filter((relation) => relation.type === type && !relation.external)
    .map((relation) => resolveTarget(from, relation.target))
    .filter((path) => archive.has(path))

/** Side parts that are damaged cost what they hold, not the import; attacks end it. */
const orReport = async (book: Book, path: string, read: () => Promise<void>): Promise<void> => {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof SvodError) || error.code !== 'file-broken') throw error
    book.findings.push({ code: 'part-broken', quote: path })
  }
}

const reportAll = (book: Book, code: Finding['code'], texts: Iterable<string>): void => {
  for (const text of texts) for (const quote of quotesOf(text)) book.findings.push({ code, quote })
}

const readStrings = async (book: Book): Promise<SharedStrings> => {
  const strings = new SharedStrings()
  const [path] = targetsOf(book, book.path, book.relations, 'sharedStrings')
  if (path !== undefined) await parsePart(book.archive, path, strings)
  return strings
}

const readStyles = async (book: Book): Promise<XmlNode | null> => {
  const [path] = targetsOf(book, book.path, book.relations, 'styles')
  let tree: XmlNode | null = null
  if (path !== undefined) {
    await orReport(book, path, async () => {
      tree = await readTree(book.archive, path)
    })
  }
  return tree
}

/** Texts of the elements of that name in a part, one each. */
class TextsOf implements XmlHandler {
  readonly texts: string[] = []
  private readonly element: string
  private readonly word: string
  private text_: string | null = null
  private inWord = false
  pictures = 0

  constructor(element: string, word: string) {
    this.element = element
    this.word = word
  }

  open(name: string): void {
    if (name === this.element) this.text_ = ''
    if (name === this.word) this.inWord = true
    if (name === 'a:blip') this.pictures += 1
  }

  text(text: string): void {
    if (this.inWord && this.text_ !== null) this.text_ += text
  }

  close(name: string): void {
    if (name === this.word) {
      this.inWord = false
      if (this.text_ !== null) this.text_ += ' '
    }
    if (name !== this.element || this.text_ === null) return
    if (this.text_.trim() !== '') this.texts.push(this.text_)
    this.text_ = null
  }
}

/** What lies over a sheet: remarks, texts in shapes, pictures, charts. */
const readOverlays = async (book: Book, path: string, relations: readonly Relationship[]): Promise<void> => {
  for (const part of targetsOf(book, path, relations, 'comments')) {
    await orReport(book, part, async () => {
      const comments = new Comments()
      await parsePart(book.archive, part, comments)
      reportAll(book, 'comment', comments.texts)
    })
  }
  for (const part of targetsOf(book, path, relations, 'drawing')) {
    await orReport(book, part, async () => {
      const drawing = new TextsOf('xdr:sp', 'a:t')
      await parsePart(book.archive, part, drawing)
      reportAll(book, 'drawing-text', drawing.texts)
      if (drawing.pictures > 0) book.findings.push({ code: 'image', values: { count: drawing.pictures } })
      const inside = await readRelationships(book.archive, part)
      const charts = targetsOf(book, part, inside, 'chart').length
      if (charts > 0) book.findings.push({ code: 'embedded-object', values: { count: charts } })
    })
  }
}

class Comments implements XmlHandler {
  readonly texts: string[] = []
  private readonly runs = new RunReader()

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.runs.open(name, attributes)
  }
  text(text: string): void {
    this.runs.text(text)
  }
  close(name: string): void {
    this.runs.close(name)
    if (name === 'x:comment') this.texts.push(plainText(this.runs.take()).replaceAll('\n', ' '))
  }
}

/** «&LСтраница &P» → the words of a header or footer. */
const marginWords = (code: string): string =>
  code.replace(/&"[^"]*"|&K[0-9A-F]{6}|&\d{1,3}|&[LCRPNDTZFAGBIUESXYOH+-]/g, ' ').replaceAll('&&', '&')

/** Which cell has which link; unsafe ones are told and left out. */
const linkFinder = (book: Book, sheet: SheetReader, relations: readonly Relationship[]) => {
  const targets = new Map(
    relations.filter(({ type }) => type === 'hyperlink').map(({ id, target }) => [id, target]),
  )
  const byPlace = new Map<string, string>()
  for (const { range, id } of sheet.links) {
    const target = targets.get(id)
    if (target === undefined) continue
    const href = safeHref(target)
    if (href === null) reportAll(book, 'link-unsafe', [target])
    else byPlace.set(`${range.top}:${range.left}`, href)
  }
  return ({ row, column }: SheetCell): string | null => byPlace.get(`${row}:${column}`) ?? null
}

interface SheetRef {
  name: string
  path: string
  hidden: boolean
}

const sheetsOf = (book: Book, workbook: XmlNode): SheetRef[] =>
  childrenOf(childOf(workbook, 'x:sheets'), 'x:sheet').flatMap(({ attributes }): SheetRef[] => {
    const relation = book.relations.find(({ id }) => id === attributes['r:id'])
    if (!relation || relation.external || !/^worksheet$/.test(relation.type)) return []
    const path = resolveTarget(book.path, relation.target)
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
    return book.archive.has(path) ? [{ name: attributes.name ?? '', path, hidden }] : []
  })

/** Of a sheet that nobody sees so much is quoted; the rest is counted. */
const MOST_HIDDEN = 40

const reportHiddenSheet = (book: Book, { name }: SheetRef, { cells }: SheetReader): void => {
  if (cells.length === 0) return
  const texts = quotesOf(cells.map(({ runs }) => plainText(runs)).join(' '))
  book.findings.push({ code: 'hidden-sheet', values: { count: cells.length }, quote: name })
  for (const quote of texts.slice(0, MOST_HIDDEN)) book.findings.push({ code: 'hidden-text', quote })
}

const readSheet = async (book: Book, ref: SheetRef, context: SheetContext): Promise<FlowItem[]> => {
  const sheet = new SheetReader(context)
  await parsePart(book.archive, ref.path, sheet)
  if (ref.hidden) {
    reportHiddenSheet(book, ref, sheet)
    return []
  }
  const relations = await readRelationships(book.archive, ref.path)
  const { table, hidden } = gridOf(sheet, linkFinder(book, sheet, relations))
  reportAll(book, 'hidden-text', hidden)
  reportAll(book, 'hidden-text', sheet.unseen)
  if (sheet.unknown > 0)
    book.findings.push({ code: 'formula-without-value', values: { count: sheet.unknown } })
  reportAll(book, 'header-footer', new Set(sheet.margins.map(marginWords)))
  await readOverlays(book, ref.path, relations)
  if (table.rows.length === 0) return []
  const { flow, findings } = sheetFlow(table)
  pushAll(book.findings, findings)
  return flow
}

/** The only sheet: its name is a section's where it is a month or a term, and told where nothing on it says the same. */
const namedAlone = (book: Book, { name, flow }: NamedSheet): FlowItem[] => {
  const words = fold(name)
  const isTime = isMonthTitle(words) || isTermTitle(words)
  if (isDefaultName(name) || (isTime ? headsSay(flow, words) : fold(flowText(flow)).includes(words)))
    return [...flow]
  const table = flow.findIndex(({ kind }) => kind === 'table')
  // Over the bands of the table it would be a section without rows.
  if (!isTime || beginsWithBand(flow[table])) {
    reportAll(book, 'sheet-name', [name])
    return [...flow]
  }
  return flow.toSpliced(Math.max(0, table), 0, ...withName({ name, flow: [] }))
}

const mainPart = async (archive: Archive): Promise<string> => {
  const relations = archive.has('_rels/.rels') ? await readRelationships(archive, '') : []
  const target = relations.find(({ type }) => type === 'officeDocument')?.target
  const path = target === undefined ? WORKBOOK : resolveTarget('', target)
  if (archive.has(path)) return path
  if (archive.has(WORKBOOK)) return WORKBOOK
  throw new SvodError('file-broken')
}

const looksCyrillic = ({ texts }: SharedStrings): boolean =>
  texts.slice(0, 300).some((runs) => /\p{Script=Cyrillic}/u.test(plainText(runs)))

const readBook = async (archive: Archive, locale: 'ru' | 'en'): Promise<XlsxText> => {
  const path = await mainPart(archive)
  const relations = await readRelationships(archive, path)
  const book: Book = { archive, path, relations, findings: [] }
  const workbook = await readTree(archive, path)
  const strings = await readStrings(book)
  const date1904 = childOf(workbook, 'x:workbookPr')?.attributes.date1904
  const context: SheetContext = {
    texts: strings.texts,
    looks: readLooks(await readStyles(book)),
    language: looksCyrillic(strings) ? 'ru' : locale,
    from1904: date1904 === '1' || date1904 === 'true',
  }
  const sheets: NamedSheet[] = []
  for (const ref of sheetsOf(book, workbook)) {
    const flow = await readSheet(book, ref, context)
    if (flow.length > 0) sheets.push({ name: ref.name, flow })
  }
  const own = await ownSheet(archive, sheets)
  if (own) return { ...own, findings: [...own.findings, ...book.findings] }
  const [only, ...others] = sheets
  const flow = only && others.length === 0 ? namedAlone(book, only) : sheets.flatMap(withName)
  return { flow, findings: book.findings, title: null }
}

/**
 * Reads a workbook. `locale`: the reader's, for numbers and dates of a file that names no language. Throws `file-broken`,
 * `file-doctype`, `file-too-deep`, `file-inflates`, `file-too-wide`, `file-encrypted`.
 */
export const readXlsx = async (bytes: Uint8Array, locale: 'ru' | 'en'): Promise<XlsxText> => {
  const archive = await openArchive(bytes)
  try {
    return await readBook(archive, locale)
  } finally {
    archive.close()
  }
}
