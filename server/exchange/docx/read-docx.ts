/**
 * A .docx → flow. Owns which parts are read and where the text of notes, comments, headers and footers goes:
 * notes to the end of the flow, the others into findings, so that no word is lost silently.
 */
import { pushAll } from '../../../shared/lists.ts'
import { SvodError } from '../../../shared/errors.ts'
import type { Finding, FlowItem, Para } from '../../../shared/plan/table-model.ts'
import { flowText, parasOf, plainSpan, quotesOf } from '../../../shared/plan/table-text.ts'
import { type BodyContext, BodyReader, type NoteRef, type Story, noteMark } from './body.ts'
import { type Relationship, readRelationships, resolveTarget } from './links.ts'
import { Numbering } from './numbering.ts'
import { type OwnFacts, readOwnFacts } from './own-facts.ts'
import { Styles } from './styles.ts'
import { type XmlNode, parsePart, readTree } from './xml.ts'
import { type Archive, openArchive } from './zip.ts'

export interface DocxText {
  flow: FlowItem[]
  findings: Finding[]
  /** What the plan's own part says; null in files that Svod did not write. */
  own: OwnFacts | null
}

const DOCUMENT = 'word/document.xml'

/** The main part: named by the package's relationships, `word/document.xml` nearly always. */
const mainPart = async (archive: Archive): Promise<string> => {
  const relations = archive.has('_rels/.rels') ? await readRelationships(archive, '') : []
  const target = relations.find(({ type }) => type === 'officeDocument')?.target
  const name = target === undefined ? DOCUMENT : resolveTarget('', target)
  if (archive.has(name)) return name
  if (archive.has(DOCUMENT)) return DOCUMENT
  throw new SvodError('file-not-docx')
}

interface Parts {
  archive: Archive
  document: string
  relations: Relationship[]
  findings: Finding[]
}

const pathsOf = ({ archive, document, relations }: Parts, type: string): string[] =>
  relations
    .filter((relation) => relation.type === type && !relation.external)
    .map((relation) => resolveTarget(document, relation.target))
    .filter((path) => archive.has(path))

/** A side part that is damaged costs its formatting, not the import; attacks (a DOCTYPE, a bomb) end it. */
const sideTree = async (parts: Parts, type: string): Promise<XmlNode | null> => {
  const [path] = pathsOf(parts, type)
  return path === undefined ? null : treeOrNull(parts, path)
}

const treeOrNull = async (parts: Parts, path: string): Promise<XmlNode | null> => {
  try {
    return await readTree(parts.archive, path)
  } catch (error) {
    if (!(error instanceof SvodError) || error.code !== 'file-broken') throw error
    parts.findings.push({ code: 'part-broken', quote: path })
    return null
  }
}

/** The part that Svod wrote, wherever a program that saved the file has put it. */
const ownFacts = async (parts: Parts): Promise<OwnFacts | null> => {
  for (const path of pathsOf(parts, 'customXml')) {
    const facts = readOwnFacts(await treeOrNull(parts, path))
    if (facts !== null) return facts
  }
  return null
}

const hyperlinks = (relations: readonly Relationship[]): Map<string, string> =>
  new Map(relations.filter(({ type }) => type === 'hyperlink').map(({ id, target }) => [id, target]))

type Context = Omit<BodyContext, 'targets'>

const readStories = async (parts: Parts, path: string, context: Context): Promise<BodyReader> => {
  const relations = path === parts.document ? parts.relations : await readRelationships(parts.archive, path)
  const reader = new BodyReader({ ...context, targets: hyperlinks(relations) })
  await parsePart(parts.archive, path, reader)
  pushAll(parts.findings, reader.findings)
  return reader
}

/** Stories of the side parts of a type; a damaged part is reported. */
const sideStories = async (parts: Parts, type: string, context: Context): Promise<Story[]> => {
  const stories: Story[] = []
  for (const path of new Set(pathsOf(parts, type))) {
    try {
      pushAll(stories, (await readStories(parts, path, context)).stories)
    } catch (error) {
      if (!(error instanceof SvodError) || error.code !== 'file-broken') throw error
      parts.findings.push({ code: 'part-broken', quote: path })
    }
  }
  return stories
}

const withMark = (items: readonly FlowItem[], mark: string): FlowItem[] => {
  const paras = parasOf(items).filter((para) => flowText([para]) !== '')
  const [first, ...rest] = paras
  if (!first) return []
  const marked: Para = { ...first, heading: 0, spans: [plainSpan(`${mark} `), ...first.spans] }
  return [marked, ...rest]
}

/** The notes in the order of their marks in the text. */
const noteFlow = (refs: readonly NoteRef[], stories: readonly Story[], findings: Finding[]): FlowItem[] =>
  refs.flatMap(({ kind, id }, index) => {
    const story = stories.find(({ element, attributes }) => element === kind && attributes['w:id'] === id)
    const items = withMark(story?.items ?? [], noteMark(index + 1))
    const [quote] = quotesOf(flowText(items))
    if (quote !== undefined) findings.push({ code: 'footnote', quote })
    return items
  })

const authorOf = ({ attributes }: Story): string => {
  const author = attributes['w:author'] ?? ''
  return author === '' ? '' : `${author}: `
}

const reportStories = (parts: Parts, stories: readonly Story[], code: 'comment' | 'header-footer'): void => {
  const texts = new Set(
    stories.map((story) => {
      const text = flowText(story.items)
      return code === 'comment' && text !== '' ? authorOf(story) + text : text
    }),
  )
  for (const text of texts) {
    for (const quote of quotesOf(text)) parts.findings.push({ code, quote })
  }
}

const reportCounts = (parts: Parts, { counts }: BodyReader): void => {
  const { inserted: insertions, deleted: deletions } = counts
  if (insertions + deletions > 0)
    parts.findings.push({ code: 'tracked-changes', values: { insertions, deletions } })
  if (counts.image > 0) parts.findings.push({ code: 'image', values: { count: counts.image } })
  if (counts.object > 0) parts.findings.push({ code: 'embedded-object', values: { count: counts.object } })
  if (counts.symbol > 0) parts.findings.push({ code: 'unknown-symbol', values: { count: counts.symbol } })
}

const readParts = async (archive: Archive): Promise<DocxText> => {
  const document = await mainPart(archive)
  const parts: Parts = {
    archive,
    document,
    relations: await readRelationships(archive, document),
    findings: [],
  }
  const styles = new Styles(await sideTree(parts, 'styles'))
  const numbering = new Numbering(await sideTree(parts, 'numbering'), styles)
  const own = await ownFacts(parts)
  const context = { styles, numbering, isOwn: own !== null }
  const body = await readStories(parts, document, context)
  reportCounts(parts, body)
  const notes = [
    ...(await sideStories(parts, 'footnotes', context)),
    ...(await sideStories(parts, 'endnotes', context)),
  ]
  const flow = body.stories.flatMap((story) => story.items)
  const notesFlow = noteFlow(body.notes, notes, parts.findings)
  reportStories(parts, await sideStories(parts, 'comments', context), 'comment')
  const margins = [
    ...(await sideStories(parts, 'header', context)),
    ...(await sideStories(parts, 'footer', context)),
  ]
  // Our own header is the number of the page.
  const words = own === null ? margins : margins.filter(({ items }) => !/^\d*$/.test(flowText(items)))
  reportStories(parts, words, 'header-footer')
  return { flow: [...flow, ...notesFlow], findings: parts.findings, own }
}

/**
 * Reads a Word file. Throws `file-not-docx`, `file-broken`, `file-doctype`, `file-too-deep`, `file-inflates`,
 * `file-encrypted`.
 */
export const readDocx = async (bytes: Uint8Array): Promise<DocxText> => {
  const archive = await openArchive(bytes)
  try {
    return await readParts(archive)
  } finally {
    archive.close()
  }
}
