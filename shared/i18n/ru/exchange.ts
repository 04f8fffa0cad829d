/** Russian: the import dialog. */
export const exchangeRu = {
  'exchange.title': 'План из файла',
  'exchange.choose': 'Выбрать файл',
  'exchange.drop': 'Перетащите сюда файл Word или Excel',
  'exchange.drop.touched': 'Файл Word или Excel',
  'exchange.or': 'или',
  'exchange.hint':
    'Таблицы, разделы, списки и сроки будут прочитаны как есть. Подойдут .docx, .xlsx, .csv, .html, .txt и .json до 25\u00a0МБ.',
  'exchange.reading': 'Читаем «{file}»…',
  'exchange.reading.hint': 'Находим таблицу, разделы и строки.',
  'exchange.failed': '«{file}» не прочитан',
  'exchange.another': 'Выбрать другой файл',
  'exchange.read': 'Прочитано из «{file}»',
  'exchange.year': 'Год',
  'exchange.organisation': 'Учреждение',
  'exchange.organisation.none': 'не найдено',
  'exchange.sections': 'Разделы',
  'exchange.section.untitled': 'Без раздела',
  'exchange.rows': '{count, plural, one {# строка} few {# строки} many {# строк} other {# строки}}',
  'exchange.sections.count':
    '{count, plural, one {# раздел} few {# раздела} many {# разделов} other {# раздела}}',
  'exchange.summary': '{sections}, {rows}',
  'exchange.table': 'Таблица, как она прочитана',
  'exchange.warnings':
    '{count, plural, one {# замечание} few {# замечания} many {# замечаний} other {# замечания}}',
  'exchange.warnings.none': 'Замечаний нет: прочитано всё.',
  'exchange.warnings.lead': 'Ни одно слово файла не потеряно. Здесь то, что стоит проверить.',
  'exchange.create': 'Создать план',
  'exchange.creating': 'Создаём план…',
} as const
