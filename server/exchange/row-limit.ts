/** How many rows a file may have, in whatever kind. */
import { SvodError } from '../../shared/errors.ts'

/** More rows than any institution plans; a file beyond it would only choke the rooms. */
const MAX_ROWS = 50_000

/** Before tables are read, which costs more than all that came before. @throws SvodError `file-too-many-rows` */
export const requireFewRows = (rows: number): void => {
  if (rows > MAX_ROWS) throw new SvodError('file-too-many-rows', { rows, limit: MAX_ROWS })
}
