/** How many columns a table of a file may have, in whatever kind. */
import { SvodError } from '../../shared/errors.ts'

/** More than any plan has; each costs a place in every row. */
export const MAX_COLUMNS = 400

/** @throws SvodError `file-too-wide` */
export const requireFewColumns = (columns: number): void => {
  if (columns > MAX_COLUMNS) throw new SvodError('file-too-wide', { columns, limit: MAX_COLUMNS })
}
