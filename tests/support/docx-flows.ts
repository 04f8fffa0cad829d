/**
 * Random flows of paragraphs and tables, as wild as importers may hand them over. Words are those that plans are told
 * by; every text ends in a word of its own, so that a lost one is found.
 */
import fc from 'fast-check'
import type { Cell, FlowItem, ListMark, Para, Row, Table } from '../../shared/plan/table-model.ts'
import { paragraph } from '../../shared/plan/table-text.ts'

const WORDS = [
  'утверждаю',
  'согласовано',
  'приложение',
  'план',
  'на 2024 год',
  'январь',
  '- пункт',
  '• точка',
  '1.',
  '2',
  '1.1',
  '12.05',
  'март',
  'Раздел II.',
  'МБУК «Ромашка»',
  'в течение года',
  '«кавычка',
  'скобка)',
  'Иванов,',
  'название',
  'сроки',
  'ответственный',
  '№',
  'библио-',
  '___',
  'продолжение таблицы',
  'I квартал',
  'Цели:',
  '"прямая',
  'в течение',
  'П Л А Н',
  '24 марта – сбор',
  '* звёздочка',
]

const LISTS: readonly (ListMark | null)[] = [
  null,
  null,
  null,
  { kind: 'bullet', level: 0, text: '•', count: 0 },
  { kind: 'bullet', level: 2, text: '-', count: 0 },
  { kind: 'number', level: 0, text: '3.', count: 3 },
  { kind: 'number', level: 1, text: '3.1.', count: 1 },
]

const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' '))
const lines = fc.oneof(
  text,
  fc.tuple(text, text).map((pair) => pair.join('\n')),
  fc.tuple(text, text).map((pair) => pair.join('\t\t')),
)

const para: fc.Arbitrary<Para> = fc
  .record({
    words: lines,
    own: fc.integer({ min: 0, max: 1_000_000 }),
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    bold: fc.boolean(),
    heading: fc.constantFrom(0, 0, 0, 1),
    list: fc.constantFrom(...LISTS),
  })
  .map(({ words, own, align, bold, heading, list }) => {
    const made = paragraph(words === '' ? '' : `${words} u${own}`, { align, heading, list })
    return { ...made, spans: made.spans.map((span) => ({ ...span, bold })) }
  })

const HEADERS = [
  ['№', 'Название мероприятия', 'Сроки'],
  ['', 'Мероприятие', 'Число'],
  ['Мероприятие', 'I кв.', 'II кв.', 'III кв.', 'IV кв.', 'Отв.'],
]

const headerOf = (titles: readonly string[]): Row => ({
  header: true,
  cells: titles.map((title, at) => ({ at, span: 1, merged: false, content: [paragraph(title)] })),
})

const placed = (cells: readonly Cell[]): Cell[] => {
  let next = 0
  return cells.map((cell) => {
    const at = next
    next += cell.span
    return { ...cell, at }
  })
}

const tableOf = (inner: fc.Arbitrary<FlowItem>): fc.Arbitrary<Table> => {
  const cell = fc.record({
    at: fc.constant(0),
    span: fc.constantFrom(1, 1, 1, 2, 3),
    merged: fc.constantFrom(false, false, false, true),
    content: fc.array(
      fc.oneof({ weight: 12, arbitrary: para as fc.Arbitrary<FlowItem> }, { weight: 1, arbitrary: inner }),
      {
        maxLength: 3,
      },
    ),
  })
  const row = fc
    .record({ header: fc.boolean(), cells: fc.array(cell, { minLength: 1, maxLength: 4 }) })
    .map(({ header, cells }): Row => ({ header, cells: placed(cells) }))
  return fc
    .record({
      rows: fc.array(row, { minLength: 1, maxLength: 6 }),
      header: fc.constantFrom(...HEADERS, null),
    })
    .map(({ rows, header }) => ({
      kind: 'table',
      widths: [],
      bordered: true,
      rows: header ? [headerOf(header), ...rows] : rows,
    }))
}

/** A random document: up to eight paragraphs and tables, tables inside cells too. */
export const flows: fc.Arbitrary<FlowItem[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: para as fc.Arbitrary<FlowItem> },
    { weight: 3, arbitrary: tableOf(tableOf(para)) },
  ),
  { maxLength: 8 },
)
