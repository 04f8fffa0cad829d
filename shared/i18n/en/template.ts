/** English: what a new, empty plan says. */
export const templateEn = {
  'template.approved':
    'APPROVED\nDirector,\n{organisation}\n_____________ / _____________\n“___” ____________ {year}',
  'template.column.number': 'No.',
  'template.column.title': 'Event, form',
  'template.column.period': 'Dates',
  'template.gather.nobodys': 'No department',
} as const
