/** By what a board's columns can be. Owns the names alone: the address knows them before the board's code is there. */
export const GROUPINGS = ['month', 'quarter', 'department', 'section', 'responsible', 'state'] as const
export type Grouping = (typeof GROUPINGS)[number]
