/**
 * Sheets → the bytes of an Excel file. Owns when the package for it is read: with the first file, because every start of
 * the server and every other file would pay for it otherwise.
 */
import type { WriteOptions } from 'hucre'

export const writeWorkbook = async (workbook: WriteOptions): Promise<Uint8Array> => {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx(workbook)
}
