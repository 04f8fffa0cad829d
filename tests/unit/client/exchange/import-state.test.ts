/** How far an import has come (SPEC UI10). */
import { describe, expect, test } from 'vitest'
import type { ColumnRole } from '../../../../shared/plan/column-roles.ts'
import type { SourceTable } from '../../../../shared/plan/table-mapping.ts'
import type { Imported } from '../../../../client/api.ts'
import { type ImportState, NO_MAPPING, nextImportState } from '../../../../client/exchange/import-state.ts'
import { groupTables, withHeader, withRole, withRow } from '../../../../client/exchange/mapping.ts'
import { byKind, groupWarnings } from '../../../../client/exchange/warning-groups.ts'

const file = new File([], 'a.docx')
const other = new File([], 'b.docx')
const read = { id: null, warnings: [] } as unknown as Imported

describe('an import', () => {
  const reading: ImportState = { kind: 'reading', file }
  const shown = { file, read, mapping: NO_MAPPING }
  const preview: ImportState = { ...shown, kind: 'preview', error: null, updating: false }

  test('[UI10] goes from choosing over reading to the preview, and only then creates', () => {
    let state: ImportState = { kind: 'choosing' }
    expect(nextImportState(state, { kind: 'confirmed' })).toBe(state)
    state = nextImportState(state, { kind: 'chosen', file })
    expect(nextImportState(state, { kind: 'confirmed' })).toBe(state)
    state = nextImportState(state, { kind: 'read', file, read })
    expect(state).toEqual(preview)
    expect(nextImportState(state, { kind: 'confirmed' })).toEqual({ ...shown, kind: 'creating' })
  })

  test('[UI10] a late answer about another file changes nothing', () => {
    expect(nextImportState(reading, { kind: 'read', file: other, read })).toBe(reading)
    expect(nextImportState(reading, { kind: 'failed', file: other, error: 1 })).toBe(reading)
    expect(nextImportState({ kind: 'choosing' }, { kind: 'failed', file, error: 1 })).toEqual({
      kind: 'choosing',
    })
  })

  test('[UI10] a plan that could not be created stays in sight, so that one press tries again', () => {
    const creating: ImportState = { ...shown, kind: 'creating' }
    const failed = nextImportState(creating, { kind: 'failed', file, error: 'no' })
    expect(failed).toEqual({ ...preview, error: 'no' })
    expect(nextImportState(failed, { kind: 'confirmed' }).kind).toBe('creating')
    expect(nextImportState(reading, { kind: 'failed', file, error: 'no' }).kind).toBe('failed')
  })

  test('[FI17] a correction shows the reading before it until the new one comes, and only the latest counts', () => {
    const [first, second] = [{ ...NO_MAPPING }, { ...NO_MAPPING }]
    const better = { ...read }
    let state = nextImportState(preview, { kind: 'corrected', mapping: first })
    expect(state).toMatchObject({ kind: 'preview', read, updating: true })
    expect(nextImportState(state, { kind: 'confirmed' })).toBe(state)
    state = nextImportState(state, { kind: 'corrected', mapping: second })
    expect(nextImportState(state, { kind: 'read', file, read: better, mapping: first })).toBe(state)
    state = nextImportState(state, { kind: 'read', file, read: better, mapping: second })
    expect(state).toEqual({ ...preview, read: better, mapping: second })
    const failed = nextImportState({ ...preview, updating: true }, { kind: 'failed', file, error: 'no' })
    expect(failed).toEqual({ ...preview, error: 'no' })
  })
})

test('[UI11] warnings are told a kind at a time, in the order of the file, with their quotes', () => {
  const groups = groupWarnings([
    { code: 'b', message: 'Same', quote: 'one' },
    { code: 'a', message: 'After 3 stands 5' },
    { code: 'b', message: 'Same', quote: 'two' },
    { code: 'a', message: 'After 6 stands 8' },
  ])
  expect(groups.map(({ code, message }) => [code, message])).toEqual([
    ['b', 'Same'],
    ['a', null],
  ])
  expect(groups[0]?.entries.map(({ quote }) => quote)).toEqual(['one', 'two'])
  expect(groups[1]?.entries.map(({ message }) => message)).toEqual(['After 3 stands 5', 'After 6 stands 8'])
})

test('[FI18] what was done to the words is told by kind, each with its place', () => {
  const kinds = byKind(
    groupWarnings([
      { code: 'year-unknown', message: 'Y' },
      { code: 'row-stitched', message: 'S', quote: 'a', section: 0, item: 2 },
      { code: 'hidden-text', message: 'H', quote: 'b' },
      { code: 'period-joined', message: 'P', section: 1 },
      { code: 'table-as-text', message: 'T' },
    ]),
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['stitched', 'paired', 'guessed', 'text', 'left'])
  expect(
    kinds.flatMap(({ groups }) => groups.flatMap(({ entries }) => entries.map(({ place }) => place))),
  ).toEqual([{ section: 0, item: 2 }, { section: 1, item: null }, null, null, null])
})

describe('corrections', () => {
  const column = (role: ColumnRole, title: string) => ({ role, title, samples: [] })
  const table = (at: number, over: Partial<SourceTable> = {}): SourceTable => ({
    table: at,
    continues: false,
    header: { start: 0, end: 1 },
    columns: [column('number', '№'), column('title', 'Что'), column('other', 'Где')],
    top: [],
    rows: 3,
    ...over,
  })

  test('[FI17] tables of the same columns are corrected together, those that go on with them not at all', () => {
    const groups = groupTables({
      tables: [
        table(0),
        table(1, { continues: true }),
        table(2),
        table(3, { columns: [column('title', 'Иное')] }),
      ],
      sections: [],
    })
    expect(groups.map(({ tables }) => tables)).toEqual([[0, 2], [3]])
  })

  test('[FI17] a role goes over from the column that had it, and a title there always is', () => {
    const group = { tables: [0, 2], first: table(0) }
    const columnsOf = (at: number, role: ColumnRole) =>
      withRole(NO_MAPPING, group, at, role).tables.map((one) => one.columns)
    const moved = ['number', 'other', 'title']
    expect(columnsOf(2, 'title')).toEqual([moved, moved])
    expect(columnsOf(1, 'period')[0]).toEqual(['number', 'period', 'title'])
    const header = withHeader(withRole(NO_MAPPING, group, 2, 'title'), group, null)
    expect(header.tables).toEqual([0, 2].map((at) => ({ table: at, header: null, columns: undefined })))
    const place = { table: 0, row: 4 }
    expect(withRow(withRow(NO_MAPPING, place, 'skip'), place, 'section').rows).toEqual([
      { ...place, as: 'section' },
    ])
  })
})
