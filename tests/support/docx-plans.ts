/**
 * Invented plans in the shapes of real ones, as the XML of their bodies. What is expected of each stands in the tests.
 */
import { headerRow, p, r, sectionRow, tbl, tc, tr } from './docx-xml.ts'

const title = (...lines: string[]): string => lines.map((line) => p(line, { b: true, jc: 'center' })).join('')
const pageBreak = p('<w:r><w:br w:type="page"/></w:r>')

const approval = tbl([
  tr([
    tc('СОГЛАСОВАНО\nПредседатель совета\n____________ / ____________'),
    tc('«УТВЕРЖДАЮ»\nДиректор МБУК «Дом книги Северного края»\n____________ / ____________', { jc: 'right' }),
  ]),
])

/** The defects of a scanned plan: rows cut by pages, a title over the number column, gaps, dates against bullets. */
export const SCANNED = [
  approval,
  title('План работы МБУК «Дом книги Северного края» на 2023 год'),
  tbl([
    headerRow(['№ п/п', 'Название, форма', 'Сроки']),
    sectionRow('Встречи с соседями', 3),
    tr([
      tc(
        p('Работа по соглашению с библиотекой города-побратима:') +
          p('- чтения у озера;', { num: [1, 0] }) +
          p('- телемост «Два берега»;', { num: [1, 0] }),
        { span: 2 },
      ),
      tc('март- май\nиюнь'),
    ]),
    sectionRow('Краевые мероприятия', 3),
    tr(['1.', 'Фестиваль «Морошка»', 'май, ноябрь']),
    tr(['3', 'Круглый стол «Доступная библиотека для особых', 'октябрь']),
  ]),
  pageBreak,
  tbl([
    tr(['', 'групп читателей». Платформа Ладья (дети, семьи).', '']),
    tr([
      '4.',
      tc(
        p('Работа с библиотеками края:') +
          p('Личное участие:', { i: true }) +
          p('- диалог «День реки»', { num: [1, 0] }) +
          p(r('- ') + r('обмен выставками;', { i: true }), { num: [1, 0] }) +
          p('- конкурс рецензий', { num: [1, 0] }),
      ),
      'апрель\nВ течение года',
    ]),
    sectionRow('Отчетность', 3),
    tr(['1', 'Составление памятки в помощь отчетности деятельности библиотечных систем', '4 кв.']),
  ]),
  pageBreak,
  tbl([tr([tc('края по работе с молодежью на 2023 год', { span: 3 })]), sectionRow('Обучение', 3)]),
  pageBreak,
  tbl([tr(['', '«Основы каталога»', 'Февраль 2023 г. 16 ч.']), tr(['', 'Клуб методистов', ''])]),
  p('Заведующий отделом ____________'),
].join('')

/** The same plan as a careful person would have typed it. */
export const SCANNED_READ = [
  approval,
  title('План работы МБУК «Дом книги Северного края» на 2023 год'),
  tbl([
    headerRow(['№ п/п', 'Название, форма', 'Сроки']),
    sectionRow('Встречи с соседями', 3),
    tr([
      '',
      tc(
        p('Работа по соглашению с библиотекой города-побратима:') +
          p('- чтения у озера;') +
          p('- телемост «Два берега»;'),
      ),
      'март- май\nиюнь',
    ]),
    sectionRow('Краевые мероприятия', 3),
    tr(['1.', 'Фестиваль «Морошка»', 'май, ноябрь']),
    tr([
      '3',
      'Круглый стол «Доступная библиотека для особых групп читателей». Платформа Ладья (дети, семьи).',
      'октябрь',
    ]),
    tr([
      '4.',
      'Работа с библиотеками края:\nЛичное участие:\n- диалог «День реки»\n- обмен выставками;\n- конкурс рецензий',
      'апрель\nВ течение года',
    ]),
    sectionRow('Отчетность', 3),
    tr([
      '1',
      'Составление памятки в помощь отчетности деятельности библиотечных систем края по работе с молодежью на 2023 год',
      '4 кв.',
    ]),
    sectionRow('Обучение', 3),
    tr(['', '«Основы каталога»', 'Февраль 2023 г. 16 ч.']),
    tr(['', 'Клуб методистов', '']),
  ]),
  p('Заведующий отделом ____________'),
].join('')

/** Six columns, automatic numbers, a row that counts the columns, an empty row. */
export const SIX_COLUMNS = [
  p('УТВЕРЖДАЮ', { jc: 'right' }),
  p('Директор МБУК «Родник»', { jc: 'right' }),
  p('________ И.И. Ильина', { jc: 'right' }),
  p(),
  title('ПЛАН РАБОТЫ', 'центральной библиотеки', 'на 2024 год'),
  p('Цель: развитие чтения.'),
  tbl([
    headerRow(['№ п/п', 'Мероприятие', 'Форма', 'Дата проведения', 'Место проведения', 'Ответственный']),
    tr(['1', '2', '3', '4', '5', '6']),
    sectionRow('1. Работа с детьми', 6),
    tr([tc('', { num: [2, 0] }), 'Неделя книги', 'праздник', '24.03.2024', 'Зал', 'Орлова\nБелова']),
    tr([tc('', { num: [2, 0] }), 'Библиосумерки', 'акция', 'апрель', 'Двор', '']),
    tr(['', '', '', '', '', '']),
    sectionRow('2. Работа с молодежью', 6),
    tr([tc('', { num: [2, 0] }), 'Квест', 'игра', '12.06', 'Парк', 'Седов']),
  ]),
  p('Исполнитель: Козлова, тел. 5-55'),
].join('')

/** The date column first, months as section rows, a date merged over two rows. */
export const DATE_FIRST = [
  title('Календарный план мероприятий музея на 2025 год'),
  tbl([
    headerRow(['Дата', 'Наименование мероприятия', 'Место', 'Ответственный']),
    sectionRow('ЯНВАРЬ', 4),
    tr([tc('10 января', { v: 'restart' }), 'Экскурсия', 'зал 1', 'Орлова']),
    tr([tc('', { v: 'continue' }), 'Лекция', 'зал 2', 'Седов']),
    tr([tc('ФЕВРАЛЬ', { b: true }), '', '', '']),
    tr(['14.02', 'Концерт', 'сцена', 'Белов']),
  ]),
].join('')

/** No number column; a table a month under headings, the last one without a header; columns set by tabs above. */
export const TABLE_A_MONTH = [
  p('СОГЛАСОВАНО\t\t\tУТВЕРЖДАЮ'),
  p('Начальник отдела\t\t\tДиректор школы № 5'),
  p('_______ Петров\t\t\t_______ Сидоров'),
  title('План воспитательной работы МБОУ СОШ № 5 на 2023-2024 учебный год'),
  p('Сентябрь', { b: true, jc: 'center' }),
  tbl([headerRow(['Содержание', 'Сроки', 'Класс']), tr(['День знаний', '1 сентября', '1-11'])]),
  p('Октябрь', { b: true, jc: 'center' }),
  p('Тема месяца: здоровье'),
  tbl([headerRow(['Содержание', 'Сроки', 'Класс']), tr(['День учителя', '5.10', '1-11'])]),
  p('Ноябрь', { style: 'Heading1' }),
  tbl([tr(['День матери', '27.11', '1-4'])]),
].join('')

/** A header of two rows, nested numbers. */
export const TWO_ROW_HEADER = [
  title('ПЛАН', 'мероприятий на 2024 год'),
  tbl([
    tr([
      tc('№', { v: 'restart' }),
      tc('Наименование', { v: 'restart' }),
      tc('Сроки', { span: 2 }),
      tc('Ответственный', { v: 'restart' }),
    ]),
    tr([
      tc('', { v: 'continue' }),
      tc('', { v: 'continue' }),
      'начало',
      'окончание',
      tc('', { v: 'continue' }),
    ]),
    tr(['1', 'Ремонт', 'март', 'май', 'Завхоз']),
    tr(['1.1', 'Кровля', 'март', 'апрель', '']),
    tr(['1.1.1', 'Смета', 'март', '', '']),
    tr(['1.2.', 'Окна', 'май', 'май', '']),
    tr(['2', 'Закупка', '1 кв.', '', '']),
  ]),
].join('')

/** The tail of a cut row in the very dress of a section row. */
export const TAIL_AS_SECTION = [
  title('План на 2024 год'),
  tbl([
    headerRow(['№', 'Название', 'Срок']),
    sectionRow('Проекты', 3),
    tr(['1', 'Проект «Память и слава', 'май']),
  ]),
  pageBreak,
  tbl([sectionRow('нашего края» совместно с архивом', 3), tr(['2', 'Второй проект', 'июнь'])]),
  p(),
  tbl([headerRow(['№', 'Название', 'Срок']), sectionRow('Семинары', 3), tr(['1', 'Семинар', 'июль'])]),
].join('')

/** A table without a header. */
export const NO_HEADER = [
  title('Программа праздника 2024'),
  tbl([
    tr(['1', 'Открытие выставки', '12 мая', 'площадь']),
    tr(['2', 'Мастер-класс гончара', '13 мая', 'двор']),
    tr(['3', 'Закрытие', '14 мая', 'площадь']),
  ]),
].join('')

/** English, a title row inside the table, one section by bold alone. */
export const ENGLISH = [
  tbl([
    tr([tc('Annual plan of the City Library for 2025', { span: 4, b: true })]),
    headerRow(['No.', 'Activity', 'When', 'Responsible']),
    tr(['', tc('Reading', { b: true }), '', '']),
    tr(['1', 'Story hour', 'monthly', 'Smith']),
    tr(['2', 'Book fair', 'May', 'Jones']),
  ]),
].join('')

export const PLANS: Readonly<Record<string, string>> = {
  SCANNED,
  SCANNED_READ,
  SIX_COLUMNS,
  DATE_FIRST,
  TABLE_A_MONTH,
  TWO_ROW_HEADER,
  TAIL_AS_SECTION,
  NO_HEADER,
  ENGLISH,
}
