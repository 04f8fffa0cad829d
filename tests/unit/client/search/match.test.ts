/** What the search finds, in which order, and what it highlights. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, SearchIndex, type Hit } from '../../../../client/search/match.ts'
import { fold, stem } from '../../../../client/search/words.ts'
import type { Block } from '../../../../shared/plan/rich.ts'
import type { PlanView, RowView, SectionView } from '../../../../shared/plan/view.ts'

const paragraph = (text: string): Block => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks: [] }],
})

const row = (id: string, number: string, title: string, cells: Record<string, string> = {}): RowView => ({
  id,
  section: 's',
  parent: null,
  level: 0,
  number,
  numbering: 'auto',
  typed: '',
  state: 'planned',
  fact: {},
  fix: null,
  origin: null,
  dismissed: {},
  cells: Object.fromEntries(
    Object.entries({ title, ...cells }).map(([key, text]) => [key, [paragraph(text)]]),
  ),
})

const section = (id: string, title: string, rows: RowView[]): SectionView => ({
  id,
  title,
  department: null,
  dismissed: {},
  rows,
})

const columnsOf = (ids: readonly string[]): PlanView['columns'] =>
  ids.map((id) => ({ id, title: id, hidden: false, fixed: false }))

const planOf = (sections: SectionView[], columns = ['number', 'title', 'period', 'c1']): PlanView => ({
  meta: {} as PlanView['meta'],
  columns: columnsOf(columns),
  sections,
  trash: [],
})

const PLAN = planOf([
  section('int', 'Международные мероприятия', [
    row('r1', '1.', 'Интернет-конкурс «Мои берега»', { period: 'февраль- сентябрь', c1: 'Иванова' }),
    row('r2', '2.', 'Телемост «Эхо дружбы»', { period: 'март' }),
  ]),
  section('contest', 'Конкурсы и акции', [
    row('r3', '1.', 'Всероссийская акция «Дарите книги с любовью!»', { period: 'февраль' }),
    row('r4', '12.', 'Заочный конкурс учёных библиотекарей', {
      period: 'май',
      c1: 'Отдел проектов, Иванова',
    }),
  ]),
])

const indexOf = (view: PlanView): SearchIndex => {
  const index = new SearchIndex()
  index.update(view)
  return index
}

const find = (query: string, view = PLAN) => indexOf(view).search(query)
const idsOf = (hits: readonly Hit[]): string[] => hits.map((hit) => hit.id)
const marked = (hit: Hit | undefined): string[] =>
  hit === undefined ? [] : hit.title.ranges.map(([from, to]) => hit.title.text.slice(from, to))

describe('finding', () => {
  it('[SE1] finds a word in any case and form, with е for ё', () => {
    expect(idsOf(find('конкурсов').hits)).toEqual(['contest', 'r1', 'r4'])
    expect(idsOf(find('КНИГА').hits)).toEqual(['r3'])
    expect(idsOf(find('ученый').hits)).toEqual(['r4'])
    expect(idsOf(find('любви любовью').hits)).toEqual([])
  })

  it('[SE2] finds nothing in a column that is deleted, and finds it again when that comes back', () => {
    const index = indexOf(PLAN)
    expect(idsOf(index.search('иванова').hits)).toEqual(['r1', 'r4'])
    index.update({ ...PLAN, columns: columnsOf(['number', 'title', 'period']) })
    expect(idsOf(index.search('иванова').hits)).toEqual([])
    index.update({ ...PLAN })
    expect(idsOf(index.search('иванова').hits)).toEqual(['r1', 'r4'])
  })

  it('[SE1] does not take another word for a form of this one', () => {
    const view = planOf([section('s', 'Раздел', [row('a', '', 'Акцент'), row('b', '', 'Акция')])])
    expect(idsOf(find('акции', view).hits)).toEqual(['b'])
  })

  it('[SE2] wants every word, in any order and column, the section counting for its rows', () => {
    expect(idsOf(find('иванова конкурс').hits)).toEqual(['r1', 'r4'])
    expect(idsOf(find('международные дружбы').hits)).toEqual(['r2'])
    expect(idsOf(find('международные').hits)).toEqual(['int'])
    expect(find('конкурс телемост').total).toBe(0)
  })

  it('[SE3] finds numbers, parts of words from three letters on, and dates', () => {
    expect(idsOf(find('12').hits)).toEqual(['r4'])
    expect(idsOf(find('лемост').hits)).toEqual(['r2'])
    expect(idsOf(find('ле').hits)).toEqual([])
    expect(idsOf(find('март').hits)).toEqual(['r2'])
  })

  it('[SE4] ranks whole words before beginnings, titles before other columns, phrases first', () => {
    const view = planOf([
      section('s', 'Раздел', [
        row('prefix', '', 'Книголюбы'),
        row('other', '', 'Встреча', { c1: 'книго' }),
        row('exact', '', 'Книго'),
      ]),
    ])
    expect(idsOf(find('книго', view).hits)).toEqual(['exact', 'prefix', 'other'])
    const phrase = planOf([
      section('s', 'Раздел', [
        row('apart', '', 'Школа в новом зале, школа чтения'),
        row('together', '', 'Новая школа чтения'),
      ]),
    ])
    expect(idsOf(find('школа чтения', phrase).hits)[0]).toBe('apart')
    expect(idsOf(find('новая школа', phrase).hits)[0]).toBe('together')
  })

  it('[SE6] highlights what was found where it was found', () => {
    expect(marked(find('конкурсы берега').hits[0])).toEqual(['конкурс', 'берега'])
    const [hit] = find('проекты').hits
    expect(hit?.other?.text).toBe('Отдел проектов, Иванова')
    expect(hit?.other?.ranges.map(([from, to]) => hit.other?.text.slice(from, to))).toEqual(['проектов'])
  })

  it('[SE7] tells the total beside the best few', () => {
    const rows = Array.from({ length: 80 }, (_, index) => row(`r${index}`, `${index}.`, 'Семинар'))
    const matches = indexOf(planOf([section('s', 'Раздел', rows)])).search('семинар', 10)
    expect(matches.total).toBe(80)
    expect(idsOf(matches.hits)).toEqual(rows.slice(0, 10).map(({ id }) => id))
  })

  it('[SE8] finds nothing for a query without letters and digits', () => {
    expect(find(' «—» ')).toEqual({ hits: [], total: 0 })
  })
})

describe('the index', () => {
  it('[SE5] reads again only the rows that changed', () => {
    let reads = 0
    const counting = (id: string, title: string): RowView =>
      Object.defineProperty(row(id, '', title), 'cells', {
        get: () => {
          reads += 1
          return { title: [paragraph(title)] }
        },
      })
    const rows = [counting('a', 'Альфа'), counting('b', 'Бета')]
    const index = indexOf(planOf([section('s', 'Раздел', rows)]))
    const before = reads
    index.update(planOf([section('s', 'Раздел', [rows[0] as RowView, counting('b', 'Гамма')])]))
    expect(reads - before).toBe(1)
    expect(idsOf(index.search('гамма').hits)).toEqual(['b'])
    expect(index.search('бета').total).toBe(0)
  })

  it('[SE6] keeps positions: folding never changes a length, and ranges lie inside their text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, query) => {
        expect(fold(text)).toHaveLength(text.length)
        const view = planOf([section('s', text, [row('r', '', `${text} ${query}`)])])
        for (const hit of find(query, view).hits) {
          for (const [from, to] of hit.title.ranges) {
            expect(from).toBeGreaterThanOrEqual(0)
            expect(to).toBeGreaterThan(from)
            expect(to).toBeLessThanOrEqual(hit.title.text.length)
          }
        }
      }),
      { numRuns: 200, seed: 20222 },
    )
  })

  it('[SE1] takes off endings, never the whole word', () => {
    expect(['конкурсы', 'конкурсами', 'конкурс'].map(stem)).toEqual(['конкурс', 'конкурс', 'конкурс'])
    expect(stem('май')).toBe('май')
    expect(stem('seminars')).toBe('seminar')
  })
})

describe('excerpts', () => {
  it('[SE6] show the part of a long text where something was found', () => {
    const text = `${'слово '.repeat(60)}находка ${'слово '.repeat(60)}`
    const at = text.indexOf('находка')
    const cut = excerpt({ field: 'title', text, ranges: [[at, at + 7]] }, 80)
    expect(cut.text.length).toBeLessThanOrEqual(82)
    expect(cut.ranges.map(([from, to]) => cut.text.slice(from, to))).toEqual(['находка'])
  })
})
