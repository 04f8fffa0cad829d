/** English: the words that stand in exported files beside the plan's own. */
export const exportEn = {
  'export.column.section': 'Section',
} as const
