/** Who wrote a stretch of clocks: cut where authors change, from the latest records to the earliest. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { AuthorSearch, cutterOf, joinRuns, runsOf } from '../../../server/past/authors.ts'
import type { AuthorRun } from '../../../server/storage/storage.ts'
import type { WrittenPiece } from '../../../shared/plan/written.ts'
import { processorMsOf } from '../../support/processor-time.ts'
import { dice } from '../../support/random.ts'

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

/** Letter by letter, by looking through everything that is known: the plain way to the same answer. */
const authorsByLetter = (pieces: readonly WrittenPiece[], looks: readonly AuthorRun[][]): string[] =>
  pieces.flatMap(({ client, clock, text }) =>
    Array.from(text, (_, at) => {
      for (const runs of looks) {
        const own = runs.filter((one) => one.client === client && one.clock <= clock + at)
        const last = own.toSorted((a, b) => b.clock - a.clock)[0]
        if (last) return last.by
      }
      return '-'
    }),
  )

const spansOf = (pieces: readonly WrittenPiece[]) =>
  pieces.map(({ client, clock, text }) => ({ client, from: clock, to: clock + text.length }))

const authorsIn = (pieces: readonly WrittenPiece[], looks: readonly AuthorRun[][]): string[] => {
  const search = new AuthorSearch(spansOf(pieces))
  for (const runs of looks) search.look(runs)
  const cuts = pieces.flatMap(cutterOf(search.found))
  expect(cuts.map(({ text }) => text).join('')).toBe(pieces.map(({ text }) => text).join(''))
  return cuts.flatMap(({ text, of }) => Array.from(text, () => of?.by ?? '-'))
}

test('[HY12] whatever was typed by whom in whatever order, each letter has the author that a plain search finds', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = dice(seed)
    const clocks = new Map([1, 2, 3].map((client) => [client, random.int(5)]))
    const pieces = Array.from({ length: random.int(12) }, () => {
      const client = 1 + random.int(3)
      const clock = (clocks.get(client) ?? 0) + random.int(3)
      const text = 'слово'.slice(0, 1 + random.int(5))
      clocks.set(client, clock + text.length)
      return { client, clock, text }
    }).toSorted(() => random.int(3) - 1)
    // The later a stretch, the higher its clocks, as it is in a log; some are missing.
    const looks = [20, 10, 0].map((least) =>
      Array.from({ length: random.int(8) }, () =>
        run(1 + random.int(4), least + random.int(10), `p${random.int(1000)}`),
      ).filter(
        (one, index, all) =>
          all.findIndex(({ client, clock }) => client === one.client && clock === one.clock) === index,
      ),
    )
    expect(authorsIn(pieces, looks), `seed ${seed}`).toEqual(authorsByLetter(pieces, looks))
  }
})

test('[HY12] fifty thousand letters that were typed from the last to the first are found in one pass', async () => {
  const clocks = Array.from({ length: 50_000 }, (_, index) => index)
  const pieces = clocks.map((clock) => ({ client: 1, clock, text: 'я' })).toReversed()
  const looks = [clocks.map((clock) => run(1, clock, `p${clock % 3}`))]
  let found: string[] = []
  expect(await processorMsOf(() => (found = authorsIn(pieces, looks)))).toBeLessThan(2_000)
  expect(found).toEqual(clocks.map((clock) => `p${clock % 3}`).toReversed())
})
