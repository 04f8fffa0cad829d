/**
 * What kind of file this is, told by its content; the name only words the refusal. Owns the refusals of kinds.
 */
import { SvodError } from '../../shared/errors.ts'
import { openArchive } from './docx/zip.ts'

export type FileKind = 'docx' | 'json'

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
  return new SvodError(isWorkbook ? 'unsupported-media' : 'file-old-doc')
}

const OTHER_PACKAGES = ['xl/workbook.xml', 'ppt/presentation.xml', 'content.xml', 'mimetype']

const kindOfZip = async (bytes: Uint8Array): Promise<FileKind> => {
  const archive = await openArchive(bytes)
  try {
    const names = archive.names()
    if (names.some((name) => /^word\/.*\.xml$/.test(name))) return 'docx'
    const known = names.some((name) => OTHER_PACKAGES.includes(name))
    throw new SvodError(known ? 'unsupported-media' : 'file-not-docx')
  } finally {
    archive.close()
  }
}

const looksLikeJson = (bytes: Uint8Array): boolean => {
  const start = new TextDecoder().decode(bytes.subarray(0, 64))
  return /^\uFEFF?\s*\{\s*(?:"|\})/.test(start)
}

/**
 * Tells the kind of a file. Throws `file-old-doc`, `file-encrypted`, `file-not-docx`, `unsupported-media`, and what
 * opening a zip may throw.
 */
export const sniff = async (bytes: Uint8Array, fileName: string): Promise<FileKind> => {
  if (startsWith(bytes, ZIP)) return kindOfZip(bytes)
  if (startsWith(bytes, OLE)) throw refuseOle(bytes)
  if (looksLikeJson(bytes)) return 'json'
  throw new SvodError(extensionOf(fileName) === 'docx' ? 'file-not-docx' : 'unsupported-media')
}
