/** How long months are. */

/** `m` from 1. */
export const daysInMonth = (year: number, m: number): number => new Date(Date.UTC(year, m, 0)).getUTCDate()
