/** How far an import has come (SPEC UI10). */
import { describe, expect, test } from 'vitest'
import type { Imported } from '../../../../client/api.ts'
import { type ImportState, nextImportState } from '../../../../client/exchange/import-state.ts'
import { groupWarnings } from '../../../../client/exchange/warning-groups.ts'

const file = new File([], 'a.docx')
const other = new File([], 'b.docx')
const read = { id: null, warnings: [] } as unknown as Imported

describe('an import', () => {
  const reading: ImportState = { kind: 'reading', file }
  const preview: ImportState = { kind: 'preview', file, read, error: null }

  test('[UI10] goes from choosing over reading to the preview, and only then creates', () => {
    let state: ImportState = { kind: 'choosing' }
    expect(nextImportState(state, { kind: 'confirmed' })).toBe(state)
    state = nextImportState(state, { kind: 'chosen', file })
    expect(nextImportState(state, { kind: 'confirmed' })).toBe(state)
    state = nextImportState(state, { kind: 'read', file, read })
    expect(state).toEqual(preview)
    expect(nextImportState(state, { kind: 'confirmed' })).toEqual({ kind: 'creating', file, read })
  })

  test('[UI10] a late answer about another file changes nothing', () => {
    expect(nextImportState(reading, { kind: 'read', file: other, read })).toBe(reading)
    expect(nextImportState(reading, { kind: 'failed', file: other, error: 1 })).toBe(reading)
    expect(nextImportState({ kind: 'choosing' }, { kind: 'failed', file, error: 1 })).toEqual({
      kind: 'choosing',
    })
  })

  test('[UI10] a plan that could not be created stays in sight, so that one press tries again', () => {
    const creating: ImportState = { kind: 'creating', file, read }
    const failed = nextImportState(creating, { kind: 'failed', file, error: 'no' })
    expect(failed).toEqual({ kind: 'preview', file, read, error: 'no' })
    expect(nextImportState(failed, { kind: 'confirmed' }).kind).toBe('creating')
    expect(nextImportState(reading, { kind: 'failed', file, error: 'no' }).kind).toBe('failed')
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
