/** English: the words that stand in exported files beside the plan's own. */
export const exportEn = {
  'export.sheet': 'Plan',
  'export.column.section': 'Section',
  'export.column.start': 'Start',
  'export.column.end': 'End',
  'export.column.hours': 'Hours',
  'export.column.state': 'State',
  'export.state.planned': 'Planned',
  'export.state.in-progress': 'In progress',
  'export.state.done': 'Done',
  'export.state.moved': 'Postponed',
  'export.state.cancelled': 'Cancelled',
} as const
