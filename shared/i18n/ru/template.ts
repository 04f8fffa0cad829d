/** Russian: what a new, empty plan says. */
export const templateRu = {
  'template.column.number': '№ п/п',
  'template.column.title': 'Название, форма',
  'template.column.period': 'Сроки',
} as const
