/**
 * Workbooks and pages as institutions mail them around, invented, in shapes that `real-sheets.ts` has not.
 */
import { type SheetSpec, cn } from './xlsx-xml.ts'

/** A theatre: the title and the approval in cells above, dates as Excel keeps them, halls over the width. Style 1 is a date (`FORMATS`). */
export const THEATRE: SheetSpec = {
  rows: [
    ['', '', '', '', 'УТВЕРЖДАЮ'],
    ['', '', '', '', 'Директор театра ________ Л. В. Устинова'],
    '',
    ['План репертуарных мероприятий театра юного зрителя на 2025 год'],
    '',
    ['№', 'Название', 'Дата', 'Зал', 'Ответственный'],
    ['Первое полугодие'],
    [1, 'Премьера «Аленький цветочек»', cn(45731, 1), 'Большой', 'Зыкина'],
    [2, 'Читка пьес', 'апрель, по согласованию', 'Малый', 'Рогов'],
    ['Второе полугодие'],
    [3, 'Открытие сезона', cn(45920, 1), 'Большой', 'Зыкина'],
    [4, 'Новогодние ёлки', '20.12.2025–30.12.2025', 'Большой', 'Рогов'],
    '',
    ['', 'Составила: зав. труппой Мохова'],
  ],
  merges: ['A4:E4', 'A7:E7', 'A10:E10'],
}

/** Quarters as a column merged down, a filter's empty column between, states and percents. */
export const INSPECTIONS: SheetSpec = {
  rows: [
    ['План проверок учреждений отделом культуры в 2024 году'],
    ['Квартал', 'Учреждение', 'Предмет проверки', 'Срок', 'Кто проводит', '% выполнения'],
    ['I', 'Детская школа искусств', 'Кадры', 'февраль', 'Бояршинова', 1],
    ['', 'Музей', 'Учёт фондов', 'март', 'Томилов', 0.5],
    ['II', 'Библиотека № 3', 'Охрана труда', '15.04–19.04', 'Томилов', ''],
    ['III', 'Дом культуры', 'Подготовка к зиме', 'до 15 сентября', 'Бояршинова', ''],
  ],
  merges: ['A1:F1', 'A3:A4'],
}

/** A sheet that was saved from a form: notes beneath, totals, a row of units. */
export const TRAININGS: SheetSpec = {
  rows: [
    ['Методический центр Нытвенского района'],
    ['План-график курсов повышения квалификации на 2026 г.'],
    ['№ п/п', 'Тема', 'Категория слушателей', 'Кол-во часов', 'Сроки', ''],
    ['', '', '', '', 'начало', 'окончание'],
    [1, 'Цифровая среда', 'учителя', 72, cn(46054, 1), cn(46066, 1)],
    [2, 'Инклюзия', 'педагоги ДОУ', 36, 'март', 'март'],
    [3, 'Проектная работа', 'методисты', 16, cn(46279, 1), ''],
    ['', 'Итого часов', '', 124, '', ''],
  ],
  merges: ['E3:F3', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4'],
}

/** A page of a school's site: headings, a table for each, row headers, a caption. */
export const SITE_PAGE = `<!doctype html><html><head><title>План работы ШМО</title><style>td{padding:0}</style></head><body>
<nav><a href="/">Главная</a> <a href="/docs">Документы</a></nav>
<h1>План работы школьного методического объединения на 2024/2025 учебный год</h1>
<h2>Август</h2>
<table><caption>Заседание № 1</caption><thead><tr><th>Содержание</th><th>Сроки</th><th>Ответственные</th></tr></thead>
<tbody><tr><th scope="row">Утверждение рабочих программ</th><td>до 28&nbsp;августа</td><td>руководитель ШМО</td></tr>
<tr><th scope="row">Входной контроль</th><td>2&mdash;3&nbsp;неделя сентября</td><td>учителя</td></tr></tbody></table>
<h2>Январь</h2>
<table><thead><tr><th>Содержание</th><th>Сроки</th><th>Ответственные</th></tr></thead>
<tbody><tr><td rowspan="2">Предметная неделя</td><td>20&ndash;25</td><td>учителя</td></tr>
<tr><td>27&ndash;31</td><td>учителя начальных классов</td></tr></tbody></table>
<footer>© МБОУ СОШ № 5</footer></body></html>`

/** Saved from a word processor as a page: paragraphs for headings, a table of five columns, a merged section. */
export const SAVED_PAGE = `<html><body lang="ru">
<p align="right">УТВЕРЖДАЮ<br>Директор ЦБС<br>_________ А. П. Деменева</p>
<p align="center"><b>План работы<br>Центральной городской библиотеки<br>на 2023 год</b></p>
<table border="1"><tr><td><p align="center"><b>№</b></p></td><td><p align="center"><b>Форма работы и название</b></p></td><td><p align="center"><b>Читат. назначение</b></p></td><td><p align="center"><b>Срок</b></p></td><td><p align="center"><b>Отв.</b></p></td></tr>
<tr><td colspan="5"><p align="center"><b>Год педагога и наставника</b></p></td></tr>
<tr><td>1</td><td><p>Кн. выставка<br>«Учитель на страницах книг»</p></td><td>все</td><td>фев.-март</td><td>абонемент</td></tr>
<tr><td>2</td><td><ul><li>Час поэзии</li><li>Громкие чтения</li></ul></td><td>дети</td><td>21 марта<br>2 апр.</td><td>ДО</td></tr>
<tr><td colspan="5"><p align="center"><b>Экологическое просвещение</b></p></td></tr>
<tr><td>3</td><td>Акция «Сдай батарейку»</td><td>все</td><td>в т/г</td><td>ЧЗ</td></tr>
</table><p>Зав. методическим отделом&nbsp;&nbsp;&nbsp; Р. С. Кетова</p></body></html>`
