/** Workbooks as institutions mail them around, invented: sheets of plans. */
import { type SheetSpec, cn } from './xlsx-xml.ts'

const excelDay = (year: number, month: number, day: number): number =>
  Math.round((Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000)

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек']
const marks = (...months: number[]): string[] => MONTHS.map((_, at) => (months.includes(at + 1) ? '+' : ''))

/** Formats of a workbook: a short date, a day with its month, hours, a month with its year. */
export const FORMATS =
  '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="15"/><xf numFmtId="20"/><xf numFmtId="17"/></cellXfs>'

/** A sheet a month, each with the plan's title over it, dates that are dates, a sum. */
export const SHEET_A_MONTH: SheetSpec[] = ['Январь', 'Февраль'].map((name, at) => ({
  name,
  merges: ['A1:F1'],
  rows: [
    [`План мероприятий Центра досуга на ${name.toLowerCase()} 2024 года`],
    '',
    ['№', 'Дата', 'Время', 'Мероприятие', 'Ответственный', 'Кол-во участников', '', ''],
    [1, cn(excelDay(2024, at + 1, 5), 1), cn(0.5, 3), at ? 'Турнир' : 'Ёлка для ветеранов', 'Носкова', 40],
    ['<c><f>A4+1</f><v>2</v></c>', cn(excelDay(2024, at + 1, 20), 1), cn(0.625, 3), 'Концерт', 'Зуева', 25],
    ['', '', '', 'Итого', '', '<c><f>SUM(F4:F5)</f><v>65</v></c>'],
  ],
}))

/** Months across under their year, a section over the width. */
export const SHEET_OF_MARKS: SheetSpec = {
  merges: ['A1:O1', 'A2:A3', 'B2:B3', 'C2:N2', 'O2:O3', 'A4:O4'],
  rows: [
    ['План-график работы выставочного зала на 2025 год'],
    ['№', 'Вид работ', '2025 год', ...Array.from({ length: 11 }, () => ''), 'Исполнитель'],
    ['', '', ...MONTHS, ''],
    ['Выставки'],
    [1, 'Персональная выставка И. Седых', ...marks(1, 2, 3), 'Котова'],
    [2, 'Санитарный день', ...marks(1, 3, 5), 'Все'],
  ],
}

/** «Направление» merged down at the left, a title that nothing sets apart, a hidden row. */
export const SHEET_OF_BANDS: SheetSpec = {
  hiddenRows: [5],
  merges: ['A3:A4', 'A6:A7', 'A1:E1'],
  rows: [
    ['Годовой план работы Дома молодёжи на 2025 год'],
    ['Направление', '№ п/п', 'Мероприятие', 'Срок проведения', 'Исполнитель'],
    ['Патриотика', 1, 'Вахта памяти', 'май', 'Рожков'],
    ['', 2, 'Викторина', cn(excelDay(2025, 12, 9), 1), 'Мехоношина'],
    ['', 3, 'Черновик', 'июнь', ''],
    ['Добровольчество', 3, 'Школа волонтёра', 'сентябрь–ноябрь', 'Мехоношина'],
    ['', 4, 'Весенняя неделя добра', 'апрель', 'Рожков'],
  ],
}

/** Numbers that the spreadsheet took for amounts, a block in three lines, a month of a year. */
export const SHEET_OF_NUMBERS: SheetSpec = {
  rows: [
    ['', '', 'УТВЕРЖДАЮ'],
    ['', '', 'Начальник управления культуры'],
    ['', '', '___________ Л.Л. Цой'],
    ['Комплексный план основных мероприятий на 2024 г.'],
    ['№', 'Наименование', 'Сроки', 'Ответственный'],
    [1, 'Юбилейные даты', '', ''],
    [1.8, 'День города', 'август', 'Цой'],
    [1.9, 'День работника культуры', cn(excelDay(2024, 3, 25), 1), 'Цой'],
    [1.1, '100-летие района', cn(excelDay(2024, 6, 1), 4), 'Все учреждения'],
    [2, 'Фестивали', '', ''],
    [2.1, 'Сабантуй', 'июнь-август', 'ДК'],
    '',
    ['Составил:', 'Цой Л.Л.'],
  ],
}
