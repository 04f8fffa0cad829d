/**
 * The entry of imports: bytes → a built plan and warnings, off the main thread. Owns the size limit of files.
 */
import { SvodError } from '../../shared/errors.ts'
import { ImportPool, type ImportResult } from './import-pool.ts'
import type { ImportRequest } from './read-plan.ts'

/** Larger files are refused before they are looked into. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024

/** All imports of the process share its workers. */
const pool = new ImportPool()

/**
 * Reads a plan out of a file of any kind that `sniff.ts` knows. Never throws on odd content, only on files that hold no
 * plan: SvodError with `file-too-large`, `file-too-many-rows`, `file-not-docx`, `file-old-doc`, `file-encrypted`, `file-inflates`, `file-too-much-text`, `file-cell-too-long`,
 * `file-too-deep`, `file-doctype`, `file-broken`, `file-no-table`, `unsupported-media`, `import-timeout`.
 */
export const importPlan = async (request: ImportRequest): Promise<ImportResult> => {
  if (request.bytes.byteLength > MAX_FILE_BYTES) {
    throw new SvodError('file-too-large', { bytes: request.bytes.byteLength, limit: MAX_FILE_BYTES })
  }
  return pool.run(request)
}
