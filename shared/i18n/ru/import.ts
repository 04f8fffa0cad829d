/** Russian messages of the importers. Keys are those of `en/import.ts`. */
export const importRu = {
  'import.column.number': '№ п/п',
  'import.column.title': 'Название',
  'import.column.period': 'Сроки',
  'import.column.other': 'Столбец {n}',
  'import.warning.no-table':
    'Таблицы в файле нет. Строки плана взяты из нумерованных абзацев и списков, сроки и ответственные остались в их тексте.',
  'import.warning.list-labels':
    'Таблицы в файле нет. Строки плана взяты из нумерованных абзацев и списков, подписанное под ними («Срок: …», «Отв.: …») стоит в столбцах.',
  'import.warning.title-from-file-name': 'Название плана в файле не найдено, взято имя файла.',
  'import.warning.title-not-found': 'Название плана в файле не найдено, впишите его сами.',
  'import.warning.organisation-not-found': 'Учреждение в файле не названо.',
  'import.warning.year-from-dates': 'В названии нет года. Взят тот, что чаще стоит в тексте: {year}.',
  'import.warning.year-assumed': 'В названии нет года, взят выбранный: {year}.',
  'import.warning.year-unknown': 'Года в файле нет, взят текущий: {year}. Проверьте его.',
  'import.warning.year-differs':
    'Выбран {chosen}\u00a0год, но в названии плана стоит {year}. Взят выбранный.',
  'import.warning.header-guessed':
    'У таблицы нет шапки с названиями столбцов. Столбцы определены по содержанию, проверьте их.',
  'import.warning.header-repeated': 'Повтор шапки таблицы или названия раздела пропущен.',
  'import.warning.header-numbers-skipped': 'Строка с номерами столбцов под шапкой пропущена.',
  'import.warning.title-column-guessed':
    'Столбец с названиями мероприятий не подписан. За него принят столбец с самыми длинными текстами.',
  'import.warning.period-column-missing': 'Столбца со сроками в таблице нет, добавлен пустой скрытый.',
  'import.warning.columns-differ':
    'У таблиц файла разные столбцы. В плане они собраны вместе, новые добавлены справа.',
  'import.warning.column-title-too-long': 'Название столбца слишком длинное, сохранены первые 200 знаков.',
  'import.warning.empty-rows': 'Пустые строки таблицы пропущены, их было: {count}.',
  'import.warning.row-stitched':
    'Строка была разорвана переходом на другую страницу. Её продолжение присоединено.',
  'import.warning.row-maybe-continued':
    'Возможно, это продолжение предыдущей строки, разорванной переходом на другую страницу. Оставлено отдельной строкой.',
  'import.warning.section-maybe-continued':
    'Принято за название раздела, но может быть и продолжением предыдущей строки.',
  'import.warning.row-unclear':
    'Строка во всю ширину не похожа на название раздела. Оставлена строкой плана.',
  'import.warning.row-without-title': 'У строки нет названия.',
  'import.warning.number-too-long':
    'Текст в столбце с номерами слишком длинный для номера. Перенесён в название.',
  'import.warning.section-missing':
    'Первые строки не относятся ни к одному разделу. Для них создан раздел без названия.',
  'import.warning.merged-cell-repeated':
    'Ячейка, объединённая по вертикали, повторена в каждой своей строке.',
  'import.warning.dates-paired':
    'Пунктов столько же, сколько дат: {dates}. Каждая дата отнесена к своему пункту.',
  'import.warning.dates-unpaired':
    'Пунктов {bullets}, а дат {dates}: какая дата к какому пункту, неизвестно. Текст оставлен как в файле.',
  'import.warning.text-between-tables': 'Текст между таблицами оставлен отдельной строкой плана.',
  'import.warning.text-before-header': 'Текст над шапкой таблицы оставлен отдельной строкой плана.',
  'import.warning.text-beside-table':
    'Строки листа над таблицей или под ней не приняты за строки плана и оставлены текстом.',
  'import.warning.table-as-text': 'Таблица, которая не относится к плану, оставлена текстом.',
  'import.warning.nested-table': 'Таблица внутри ячейки оставлена текстом.',
  'import.warning.cell-without-column': 'Над этой ячейкой строки нет столбца. Её текст перенесён в название.',
  'import.warning.link-in-plain-cell': 'Ссылка в ячейке с простым текстом не сохранена, её текст остался.',
  'import.warning.link-unsafe': 'Ссылка с таким адресом не допускается. Остался только её текст.',
  'import.warning.image': 'Рисунки из файла не перенесены, их было: {count}.',
  'import.warning.embedded-object': 'Диаграммы и вложенные объекты не перенесены, их было: {count}.',
  'import.warning.tracked-deletion': 'В файле включены исправления. Удалённый в них текст не перенесён.',
  'import.warning.hidden-text': 'Скрытый текст не перенесён.',
  'import.warning.unknown-symbol': 'Знаки из символьных шрифтов, которые не удалось распознать: {count}.',
  'import.warning.footnote': 'Сноска перенесена в текст после таблицы.',
  'import.warning.comment': 'Примечание рецензента не перенесено.',
  'import.warning.header-footer': 'Колонтитул или номер страницы не перенесён.',
  'import.warning.part-broken': 'Часть файла повреждена и пропущена.',
  'import.warning.sheet-name': 'Название листа не перенесено.',
  'import.warning.hidden-sheet': 'Скрытый лист не прочитан, в нём заполненных ячеек: {count}.',
  'import.warning.formula-without-value':
    'Формулы не вычисляются, берётся сохранённое рядом с ними значение. У этих его нет: {count}.',
  'import.warning.drawing-text': 'Надпись поверх листа не перенесена.',
  'import.warning.encoding-guessed': 'Кодировка текста определена по его виду: {encoding}.',
  'import.warning.period-joined': 'Начало и окончание стояли в разных столбцах. Они собраны в один срок.',
  'import.warning.days-left-out':
    'Даты в столбцах начала и окончания не те, о которых говорят слова срока. Остались слова.',
  'import.warning.period-from-months':
    'Столбцы месяцев собраны в сроки строк: отмеченные месяцы и числа стоят теперь словами.',
  'import.warning.column-ignored': 'Столбец пропущен: так вы указали.',
  'import.warning.row-skipped': 'Строка пропущена: так вы указали.',
  'import.warning.numbers-from-titles':
    'Столбца с номерами нет. Номера, с которых начинаются названия, стали номерами строк.',
  'import.warning.column-of-sections': 'Столбец называет разделы: строки разложены по ним.',
  'import.warning.column-of-states': 'Столбец называет состояния: они отмечены у строк.',
  'import.warning.section-from-title':
    'Месяц назван только в заголовке плана. Раздел назван по нему, чтобы сроки без месяца были поняты.',
  'import.warning.period-from-section': 'Столбца со сроками нет, днём строки взят день из названия раздела.',
  'import.warning.tracked-changes':
    'В файле есть исправления. Они приняты: вставок {insertions}, удалений {deletions}.',
  'import.warning.warnings-left-out': 'Замечаний слишком много. Ещё {count} здесь не показаны.',
  'import.warning.state-unknown': 'Такого состояния нет, строка осталась запланированной.',
} as const
