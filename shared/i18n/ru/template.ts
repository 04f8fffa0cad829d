/** Russian: what a new, empty plan says. */
export const templateRu = {
  'template.approved':
    'УТВЕРЖДАЮ\nДиректор\n{organisation}\n_____________ / _____________\n«___» ____________ {year} г.',
  'template.column.number': '№ п/п',
  'template.column.title': 'Название, форма',
  'template.column.period': 'Сроки',
  'template.gather.nobodys': 'Без отдела',
} as const
