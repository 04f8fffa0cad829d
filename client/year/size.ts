/** How high the lines of the year are, in px: all rows alike, so that nothing has to be measured. Owns these numbers. */
import type { YearLine } from '../../shared/year/year.ts'

/** Above the paper. */
export const TOP = 18
export const ROW = 34
export const BAND = 46

export const heightOf = (line: YearLine | undefined): number => (line?.kind === 'band' ? BAND : ROW)
