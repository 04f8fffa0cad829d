/**
 * What kind of file this is, told by its content; the name only decides between kinds of text and words the refusal.
 * Owns the refusals of kinds.
 */
import { type ErrorCode, SvodError } from '../../shared/errors.ts'
import { openArchive } from './docx/zip.ts'

export type FileKind = 'docx' | 'xlsx' | 'csv' | 'html' | 'txt' | 'json'

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const extensionOf = (fileName: string): string =>
  /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''

/** Names of streams stand in UTF-16 in the directory of an OLE file. */
const holdsStream = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))

const refuseOle = (bytes: Uint8Array): SvodError => {
  if (holdsStream(bytes, 'EncryptedPackage') || holdsStream(bytes, 'EncryptionInfo')) {
    return new SvodError('file-encrypted')
  }
  const isWorkbook = holdsStream(bytes, 'Workbook') && !holdsStream(bytes, 'WordDocument')
  return new SvodError(isWorkbook ? 'file-old-xls' : 'file-old-doc')
}

/** Packages that are none of ours, by a file in them. */
const OTHER_PACKAGES: readonly (readonly [name: string, code: ErrorCode])[] = [
  ['xl/workbook.bin', 'file-old-xls'],
  ['ppt/presentation.xml', 'unsupported-media'],
  ['content.xml', 'file-open-document'],
  ['mimetype', 'file-open-document'],
]

/** Names of files that are read, templates and files with macros among them. */
const WORD = /^do[ct][xm]$/
const SHEET = /^xl[st][xm]$/

const kindOfZip = async (bytes: Uint8Array, extension: string): Promise<FileKind> => {
  const archive = await openArchive(bytes)
  try {
    const names = archive.names()
    if (names.some((name) => /^word\/.*\.xml$/.test(name))) return 'docx'
    if (names.includes('xl/workbook.xml')) return 'xlsx'
    const known = OTHER_PACKAGES.find(([name]) => names.includes(name))
    throw new SvodError(known?.[1] ?? (SHEET.test(extension) ? 'file-not-xlsx' : 'file-not-docx'))
  } finally {
    archive.close()
  }
}

/** The beginning in a reading that any encoding of ASCII has; UTF-16 loses its zeros. */
const beginningOf = (bytes: Uint8Array): string =>
  new TextDecoder('latin1')
    .decode(bytes.subarray(0, 4_096))
    .replaceAll('\u0000', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '')
    .trimStart()

const BEGINNINGS: readonly (readonly [pattern: RegExp, code: ErrorCode])[] = [
  [/^\{\\rtf/, 'file-rtf'],
  [/^%PDF-/, 'file-pdf'],
  [/^(?:MIME-Version|From|Content-Type): /i, 'file-web-archive'],
  // Word and Excel of 2003 could save as one XML file.
  [/^<\?xml[\s\S]{0,400}(?:progid="Word|<w:wordDocument)/i, 'file-old-doc'],
  [/^<\?xml[\s\S]{0,400}(?:progid="Excel|<Workbook)/i, 'file-old-xls'],
]

const HTML =
  /^(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title|style|table|div|p|h[1-6]|span|b|center|ul|ol)[\s>/]/i

/** Text of such a name is taken for what the name says; «.xls» are tables that programs write as text. */
const TEXT_KINDS: Readonly<Record<string, FileKind>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  xls: 'csv',
  txt: 'txt',
  text: 'txt',
  md: 'txt',
  '': 'txt',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
}

const refuseText = (extension: string): SvodError => {
  if (WORD.test(extension)) return new SvodError('file-not-docx')
  return new SvodError(SHEET.test(extension) ? 'file-not-xlsx' : 'unsupported-media')
}

const kindOfText = (bytes: Uint8Array, extension: string): FileKind => {
  const start = beginningOf(bytes)
  const other = BEGINNINGS.find(([pattern]) => pattern.test(start))
  if (other) throw new SvodError(other[1])
  if (/^\{\s*(?:"|\})/.test(start)) return 'json'
  if (HTML.test(start)) return 'html'
  const kind = TEXT_KINDS[extension]
  if (kind === undefined) throw refuseText(extension)
  return kind
}

/**
 * Tells the kind of a file. Throws `file-old-doc`, `file-old-xls`, `file-encrypted`, `file-not-docx`, `file-not-xlsx`,
 * `file-open-document`, `file-rtf`, `file-pdf`, `file-web-archive`, `unsupported-media`, and what opening a zip may throw.
 */
export const sniff = async (bytes: Uint8Array, fileName: string): Promise<FileKind> => {
  const extension = extensionOf(fileName)
  if (startsWith(bytes, ZIP)) return kindOfZip(bytes, extension)
  if (startsWith(bytes, OLE)) throw refuseOle(bytes)
  return kindOfText(bytes, extension)
}
