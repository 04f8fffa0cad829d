/** Русский: поиск по плану. */
export const searchRu = {
  'search.title': 'Поиск по плану',
  'search.placeholder': 'Слова, номер, срок, ответственный…',
  'search.count':
    '{count, plural, =0 {Ничего не найдено} one {Найдено # место} few {Найдено # места} other {Найдено # мест}}',
  'search.more':
    '{count, plural, one {и ещё # место} few {и ещё # места} other {и ещё # мест}}: уточните запрос',
  'search.none.hint': 'Попробуйте другое слово или часть слова.',
  'search.start': 'По всем строкам и столбцам, в любой форме слова.',
  'search.section': 'Раздел',
  'search.results': 'Найденное',
  'search.hint.move': 'выбрать',
  'search.hint.open': 'перейти',
  'search.hint.close': 'закрыть',
} as const
