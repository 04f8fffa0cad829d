/** Russian: the words that stand in exported files beside the plan's own. */
export const exportRu = {
  'export.column.section': 'Раздел',
} as const
