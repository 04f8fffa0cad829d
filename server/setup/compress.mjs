/**
 * Puts a compressed copy beside each file of the built client that gets smaller by it, so that nobody who opens a page
 * waits for the compressing (SPEC FR1). Owns which files and how well; the server sends what it finds.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Everything else is compressed already, or is made anew for each visitor (the page). */
const COMPRESSIBLE = ['.js', '.css', '.svg', '.json', '.txt', '.webmanifest']
const MIN_BYTES = 1024

const WAYS = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

async function compressFile(path) {
  const bytes = await readFile(path)
  if (bytes.length < MIN_BYTES) return
  const copies = Object.entries(WAYS).map(async ([ending, compress]) =>
    writeFile(`${path}.${ending}`, await compress(bytes)),
  )
  await Promise.all(copies)
}

/** Writes `NAME.br` and `NAME.gz` for every file below the folder that is worth it. */
export async function compressFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.includes(extname(entry.name)))
  const visible = files.filter((entry) => !entry.parentPath.includes('/.vite'))
  await Promise.all(visible.map((entry) => compressFile(join(entry.parentPath, entry.name))))
}
