/** A Word file changed as somebody changes it in Word: parts taken out, their XML edited, put back. */
import { openArchive } from '../../server/exchange/docx/zip.ts'
import { makeZip } from '../../server/exchange/write/zip.ts'

/** The text of a part. */
export const partOf = async (bytes: Uint8Array, name: string): Promise<string> => {
  const archive = await openArchive(bytes)
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of archive.read(name)) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8')
  } finally {
    archive.close()
  }
}

/** The file with its parts passed through `change`; a part that becomes null is left out. */
export const changeParts = async (
  bytes: Uint8Array,
  change: (text: string, name: string) => string | null,
): Promise<Uint8Array> => {
  const archive = await openArchive(bytes)
  const names = archive.names()
  archive.close()
  const files = []
  for (const name of names) {
    const text = change(await partOf(bytes, name), name)
    if (text !== null) files.push({ name, text })
  }
  return makeZip(files)
}

/** The file with the XML of its document changed. */
export const changeDocument = (bytes: Uint8Array, change: (xml: string) => string): Promise<Uint8Array> =>
  changeParts(bytes, (text, name) => (name === 'word/document.xml' ? change(text) : text))
