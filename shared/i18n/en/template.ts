/** English: what a new, empty plan says. */
export const templateEn = {
  'template.column.number': 'No.',
  'template.column.title': 'Event, form',
  'template.column.period': 'Dates',
} as const
