/** By what the rows of the year can be grouped. Owns the names alone: the address knows them before the view's code is there. */
export const YEAR_GROUPINGS = ['section', 'department'] as const
export type YearGrouping = (typeof YEAR_GROUPINGS)[number]
