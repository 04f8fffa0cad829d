/**
 * Streaming XML of an archive's part. Owns the limits of XML: no DOCTYPE, bounded depth, well-formed or refused.
 * Element and attribute names come in the short form of the usual prefixes, whichever prefixes the file uses.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes'
import { SvodError } from '../../../shared/errors.ts'
import { detached } from '../detached.ts'
import { OWN_NAMESPACE } from './marks.ts'
import type { Archive } from './zip.ts'

/** Attributes by short name («w:val», «r:id»; without a prefix where the file has none). */
export type Attributes = Readonly<Record<string, string>>

export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(name: string): void
}

const PREFIXES: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing': 'xdr',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  [OWN_NAMESPACE]: 'svod',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
}

const shortName = (uri: string, local: string): string => {
  const prefix = PREFIXES[uri]
  return prefix ? `${prefix}:${local}` : uri === '' ? local : `?:${local}`
}

/** More names than OOXML has in a file; those of a file that makes up its own are made anew each time. */
const MOST_NAMES = 2_000

/** Short names, each made once: they are looked up by, a few of them for every element of a file. */
class Names {
  readonly #byUri = new Map<string, Map<string, string>>()
  #count = 0

  of(uri: string, local: string): string {
    const known = this.#byUri.get(uri)?.get(local)
    if (known !== undefined) return known
    const name = shortName(uri, local)
    this.#count += 1
    if (this.#count > MOST_NAMES) return name
    const names = this.#byUri.get(uri) ?? new Map<string, string>()
    this.#byUri.set(uri, names.set(local, name))
    return name
  }
}

const attributesOf = (tag: SaxesTagNS, names: Names): Attributes => {
  const attributes: Record<string, string> = {}
  for (const key in tag.attributes) {
    const { uri, local, value } = tag.attributes[key] as SaxesAttributeNS
    attributes[names.of(uri, local)] = detached(value)
  }
  return attributes
}

/** Deeper files are refused: what people write stays far below it. */
export const MAX_DEPTH = 256

const decoderFor = (start: Uint8Array): TextDecoder => {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true })
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true })
  return new TextDecoder('utf-8', { fatal: true })
}

/** A text, a tag or a comment of more bytes is nothing that a person wrote; the parser keeps all of it until its end. */
export const MAX_TOKEN_BYTES = 4 * 1024 * 1024

interface Parser {
  write: (text: string, bytes: number) => void
  close: () => void
}

/** Counts what came in since the parser last said something: so much of the file lies in memory. */
const makeParser = (handler: XmlHandler): Parser => {
  let pending = 0
  const over = (): void => {
    pending = 0
  }
  const parser = saxesFor(handler, over)
  parser.on('comment', over)
  parser.on('processinginstruction', over)
  return {
    write: (text, bytes) => {
      pending += bytes
      parser.write(text)
      if (pending > MAX_TOKEN_BYTES) throw new SvodError('file-inflates', { bytes: pending })
    },
    close: () => void parser.close(),
  }
}

const saxesFor = (handler: XmlHandler, over: () => void): SaxesParser<{ xmlns: true }> => {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const names = new Names()
  const open: string[] = []
  parser.on('error', (error) => {
    throw new SvodError('file-broken', {}, { cause: error })
  })
  parser.on('doctype', () => {
    throw new SvodError('file-doctype')
  })
  parser.on('opentag', (tag) => {
    over()
    const name = names.of(tag.uri, tag.local)
    open.push(name)
    if (open.length > MAX_DEPTH) throw new SvodError('file-too-deep', { depth: MAX_DEPTH })
    handler.open(name, attributesOf(tag, names))
  })
  parser.on('text', (text) => handler.text(detached(text)))
  parser.on('cdata', (text) => handler.text(detached(text)))
  parser.on('closetag', () => {
    over()
    handler.close(open.pop() ?? '')
  })
  return parser
}

const asBroken = (error: unknown): unknown =>
  error instanceof SvodError ? error : new SvodError('file-broken', {}, { cause: error })

/** Feeds one part of an archive to a handler. Throws `file-doctype`, `file-too-deep`, `file-broken`, `file-inflates`. */
export const parsePart = async (archive: Archive, name: string, handler: XmlHandler): Promise<void> => {
  const parser = makeParser(handler)
  let decoder: TextDecoder | null = null
  try {
    for await (const chunk of archive.read(name)) {
      decoder ??= decoderFor(chunk)
      parser.write(decoder.decode(chunk, { stream: true }), chunk.byteLength)
    }
    parser.write(decoder?.decode() ?? '', 0)
    parser.close()
  } catch (error) {
    throw asBroken(error)
  }
}

/** An element of a small part, held whole. */
export interface XmlNode {
  name: string
  attributes: Attributes
  children: XmlNode[]
}

const MAX_NODES = 400_000

/** Reads a part that is small by nature (styles, numbering) into a tree without its text. */
export const readTree = async (archive: Archive, name: string): Promise<XmlNode> => {
  const root: XmlNode = { name: '', attributes: {}, children: [] }
  const open: XmlNode[] = [root]
  let count = 0
  await parsePart(archive, name, {
    open(tag, attributes) {
      count += 1
      if (count > MAX_NODES) throw new SvodError('file-inflates', { nodes: count })
      const node: XmlNode = { name: tag, attributes, children: [] }
      open.at(-1)?.children.push(node)
      open.push(node)
    },
    text: () => undefined,
    close: () => open.pop(),
  })
  return root.children[0] ?? root
}

/** The first child of that name. */
export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((child) => child.name === name)

export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? []

/** `w:val` of the first child of that name. */
export const valueOf = (node: XmlNode | undefined, name: string): string | undefined =>
  childOf(node, name)?.attributes['w:val']

/** OOXML's on/off: present without a value means on. */
export const isOn = (attributes: Attributes): boolean =>
  !['0', 'false', 'off', 'none'].includes(attributes['w:val'] ?? 'true')
