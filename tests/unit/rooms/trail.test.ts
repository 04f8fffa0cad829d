/** Who changed what, as a room notes it and as it is read again from a log after a crash. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Trail } from '../../../server/rooms/trail.ts'
import type { LogRecord, StoredPlan } from '../../../server/storage/storage.ts'
import { addRow, deleteRow, moveRow, restoreRow, setCell, setState } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { editingOf, planDoc } from '../../support/drafts.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 25, 9)

/** A plan of the store with what anna and boris did to it in its log. */
const stored = (): { plan: StoredPlan; row: string; other: string; added: string } => {
  const doc = planDoc()
  const plan = projectPlan(doc, 'p')
  const [row = '', other = ''] = plan.sections[0]?.items.map(({ id }) => id) ?? []
  const state = Y.encodeStateAsUpdateV2(doc)
  const tail: LogRecord[] = []
  let [by, at] = ['anna', START]
  doc.on('update', (update: Uint8Array) => void tail.push({ update, by, at: at++ }))
  const edit = editingOf(doc, 'anna')
  setCell(edit, row, 'title', textToBlocks('Раз'))
  setCell(edit, row, 'title', textToBlocks('Два'))
  const added = addRow(edit, { section: plan.sections[0]?.id ?? '', parent: null, after: row }) ?? ''
  setCell(edit, added, 'period', textToBlocks('май'))
  by = 'boris'
  setState(edit, row, 'done')
  deleteRow(edit, other)
  at += DAY
  restoreRow(edit, other)
  moveRow(edit, other, { section: plan.sections[1]?.id ?? '', parent: null, after: null })
  setCell(edit, row, 'title', textToBlocks('Три'))
  const checkpoint = {
    seq: 0,
    stateVector: new Uint8Array(),
    stateV2: state,
    deflatedUpdate: null,
    clients: null,
  }
  return { plan: { epoch: 'e', checkpoint, tail, seq: tail.length }, row, other, added }
}

test('[HI2] a log is read as one entry a day, person, thing, field and act', () => {
  const { plan, row, other, added } = stored()
  const trail = new Trail(plan)
  const told = () =>
    trail
      .all()
      .map(({ day, entity, field, act, by, count }) =>
        [day.slice(8), by, act, entity, field, count].join(' '),
      )
  const expected = [
    `25 anna edit ${row} c:title 2`,
    `25 anna create ${added}  1`,
    `25 anna edit ${added} c:period 1`,
    `25 boris edit ${row} state 1`,
    `25 boris delete ${other}  1`,
    `26 boris restore ${other}  1`,
    `26 boris move ${other}  1`,
    `26 boris edit ${row} c:title 1`,
  ]
  expect(told()).toEqual(expected)
  // Live changes are added; what was handed to a checkpoint that failed is not lost.
  const touch = { root: 'rows', entity: row, field: 'c:title' } as const
  trail.note([touch], { id: 'anna', name: 'Анна' }, START + 60_000)
  expect(trail.all().find(({ by, field }) => by === 'anna' && field === 'c:title')).toMatchObject({
    count: 3,
    name: 'Анна',
    first: START,
    last: START + 60_000,
  })
  expect(trail.take()).toHaveLength(8)
  expect(trail.all()).toHaveLength(8)
  trail.note([touch], { id: 'anna', name: 'Анна' }, START + 61_000)
  trail.putBack()
  expect(trail.all().find(({ by, field }) => by === 'anna' && field === 'c:title')?.count).toBe(4)
  trail.take()
  trail.kept()
  expect(trail.all()).toEqual([])
})

test('[HI2] what several people type in turns is counted with each, before a checkpoint and after it', () => {
  const { plan, row, other } = stored()
  const trail = new Trail({ ...plan, tail: [] })
  // What a keystroke touches is one array for all keys in one cell.
  const cells = [row, other].map((entity) => [{ root: 'rows', entity, field: 'c:title' } as const])
  const people = [
    { id: 'anna', name: 'Анна' },
    { id: 'boris', name: 'Борис' },
  ] as const
  const typeInTurns = (from: number, keys: number): void => {
    for (let key = 0; key < keys; key++)
      for (const touched of cells) for (const who of people) trail.note(touched, who, from + key)
  }
  const counts = () => trail.all().map(({ by, entity, count, last }) => [by, entity, count, last])
  const everybody = (count: number, last: number) =>
    [row, other].flatMap((entity) => people.map(({ id }) => [id, entity, count, last]))
  typeInTurns(START, 3)
  expect(counts()).toEqual(everybody(3, START + 2))
  const [first] = cells
  for (const at of [START + 10, START + 11]) trail.note(first ?? [], people[0], at)
  const taken = trail.take()
  expect(taken[0]).toMatchObject({ by: 'anna', count: 5, last: START + 11 })
  trail.kept()
  typeInTurns(START + 100, 2)
  expect(counts()).toEqual(everybody(2, START + 101))
  expect(taken[0]).toMatchObject({ by: 'anna', count: 5, last: START + 11 })
})
