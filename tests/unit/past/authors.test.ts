/** Who wrote a stretch of clocks: cut where authors change, from the latest records to the earliest. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { AuthorSearch, joinRuns, runsOf } from '../../../server/past/authors.ts'

const run = (client: number, clock: number, by: string, at = clock) => ({ client, clock, by, at })

test('[HY7] a span is cut where its authors change, and what no record has stays open', () => {
  const search = new AuthorSearch([
    { client: 1, from: 5, to: 15 },
    { client: 2, from: 0, to: 4 },
  ])
  // The latest stretch of records knows of clocks from 10 on.
  search.look([run(1, 10, 'boris'), run(1, 15, 'later'), run(3, 0, 'another')])
  expect(search.found).toEqual([{ client: 1, from: 10, to: 15, by: 'boris', at: 10 }])
  expect(search.isDone).toBe(false)
  search.look([run(1, 8, 'vera'), run(1, 2, 'anna')])
  expect(search.found.slice(1)).toEqual([
    { client: 1, from: 8, to: 10, by: 'vera', at: 8 },
    { client: 1, from: 5, to: 8, by: 'anna', at: 2 },
  ])
  expect(search.left).toEqual([{ client: 2, from: 0, to: 4 }])
})

test('[HY7] records tell whose clocks they bring: of one client, of several, of none', () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void made.push(update))
  doc.getText('t').insert(0, 'abc')
  doc.getText('t').insert(3, 'de')
  doc.getText('t').delete(0, 1)
  const other = new Y.Doc()
  other.clientID = 9
  other.getText('t').insert(0, 'x')
  const both = Y.mergeUpdates([made[1] ?? new Uint8Array(), Y.encodeStateAsUpdate(other)])
  const records = [...made, both].map((update, at) => ({ update, by: `p${at}`, at }))
  const told = (runs: ReturnType<typeof runsOf>) =>
    runs.map(({ client, clock, by }) => `${client}@${clock} ${by}`)
  expect(told(runsOf(records)).toSorted()).toEqual(['7@0 p0', '7@3 p1', '7@3 p3', '9@0 p3'])
  expect(told(runsOf(records, new Set([9])))).toEqual(['9@0 p3'])
  // Going on in the same hour is the same run; another hour or person is another.
  const runs = [
    run(1, 0, 'anna', 1),
    run(1, 5, 'anna', 2),
    run(1, 7, 'boris', 3),
    run(1, 9, 'anna', 4),
    run(1, 12, 'anna', 99),
  ]
  expect(joinRuns(runs, 10).map(({ clock }) => clock)).toEqual([0, 7, 9, 12])
})
