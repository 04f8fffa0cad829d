/** The past: every moment is what exactly the changes up to it make, fine or joined, and who wrote what stays known. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { momentOf, pastOf } from '../../../server/commands/versions/past.ts'
import { thinPast } from '../../../server/commands/versions/thin-past.ts'
import { AuthorSearch, runsOf } from '../../../server/past/authors.ts'
import { makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { cellKey, rowsOf } from '../../../shared/plan/schema.ts'
import { readWritten } from '../../../shared/plan/written.ts'
import { copyOf, planDoc } from '../../support/drafts.ts'
import { PLAN, live } from '../../support/lived-plan.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test('[HY1] [HY4] every moment is the projection after exactly the changes up to it', async () => {
  for (const seed of [1, 2]) {
    const { storage, states } = await live(seed, 80)
    const past = await pastOf({ storage }, PLAN)
    expect(past.heads.length).toBeGreaterThan(1)
    expect(past.heads.map(({ from }, index) => from - (past.heads[index - 1]?.seq ?? 0))).toEqual(
      past.heads.map(() => 1),
    )
    for (const { at, json } of states) {
      expect((await momentOf({ storage }, PLAN, at)).json, `seed ${seed} at ${at}`).toBe(json)
    }
    // Between two changes it is still the earlier one; before the first one the plan as it was made.
    const [first, second] = states
    expect((await momentOf({ storage }, PLAN, (second?.at ?? 0) - 1)).json).toBe(first?.json)
    expect(await momentOf({ storage }, PLAN, 0)).toEqual({ at: null, json: first?.json })
  }
})

test('[HY3] what has become old keeps the state of every hour, later of every day, and who wrote what', async () => {
  const { storage, states, records, doc } = await live(4, 150)
  await storage.saveCheckpoint(PLAN, await makeCheckpoint(copyOf(doc), records.length, null))
  const spans = [...rowsOf(doc).values()].flatMap((row) =>
    readWritten(row.get(cellKey('title'))).flatMap(({ pieces }) =>
      pieces.map(({ client, clock, text }) => ({ client, from: clock, to: clock + text.length })),
    ),
  )
  const authors = async () => {
    const search = new AuthorSearch(spans)
    const { heads } = await pastOf({ storage }, PLAN)
    for (const { seq } of heads.toReversed()) {
      for (const part of await storage.readPast(PLAN, seq, seq)) {
        search.look(part.authors.length > 0 ? part.authors : runsOf(part.records))
      }
    }
    const letters = search.found.flatMap(({ client, from, to, by }) =>
      Array.from({ length: to - from }, (_, index) => `${client} ${from + index} ${by}`),
    )
    return letters.toSorted()
  }
  const before = await authors()
  expect(new Set(before.map((one) => one.split(' ')[2]))).toEqual(new Set(['anna', 'boris']))
  const end = records.at(-1)?.at ?? 0
  const bytes = async () => (await storage.listPast(PLAN)).reduce((sum, head) => sum + head.bytes, 0)
  const fine = await bytes()
  for (const [age, grain] of [
    [20 * DAY, 0],
    [40 * DAY, HOUR],
    [500 * DAY, DAY],
  ] as const) {
    await thinPast({ storage, now: () => end + age }, PLAN)
    const heads = await storage.listPast(PLAN)
    expect(heads.every((head) => head.grain === grain)).toBe(true)
    expect(heads[0]?.from).toBe(1)
    expect(heads.at(-1)?.seq).toBe(records.length)
    const slot = (at = Infinity) => Math.floor(at / Math.max(1, grain))
    const lasting = states.filter(({ at }, index) => slot(states[index + 1]?.at) !== slot(at))
    for (const { at, json } of lasting) {
      expect((await momentOf({ storage }, PLAN, at)).json, `${grain} at ${at}`).toBe(json)
    }
    expect(await authors()).toEqual(before)
    expect(heads.flatMap(({ steps }) => steps).reduce((sum, { count }) => sum + count, 0)).toBe(
      records.length,
    )
    // Nothing is left to be done.
    expect(await thinPast({ storage, now: () => end + age }, PLAN)).toBe(0)
  }
  expect(await bytes()).toBeLessThan(fine)
})

test('[HY11] a past that is put together between its list and its reading is whole all the same', async () => {
  const { storage, states, records } = await live(4, 150)
  const end = records.at(-1)?.at ?? 0
  const [first] = states
  const list = storage.listPast.bind(storage)
  storage.listPast = async (id) => {
    const heads = await list(id)
    storage.listPast = list
    await thinPast({ storage, now: () => end + 500 * DAY }, id)
    return heads
  }
  // Before the first change: the stretch that held this state is gone when it is asked for.
  expect(await momentOf({ storage }, PLAN, 0)).toEqual({ at: null, json: first?.json })
})

test('[HY11] what stays as it was listed and does not fit is damaged', async () => {
  const { storage, states } = await live(1, 80)
  const read = storage.readPast.bind(storage)
  storage.readPast = async (id, from, to) => (await read(id, from, to)).slice(1)
  await expect(momentOf({ storage }, PLAN, states[0]?.at ?? 0)).rejects.toMatchObject({ code: 'data-broken' })
})

const FULL_HOUR = Date.UTC(2026, 10, 1, 10)
const at = (minute: number) => FULL_HOUR + minute * MINUTE
/** Vera goes on over the next full hour. */
const WRITTEN = [
  ['anna', 20, 'Анна'],
  ['boris', 55, 'Борис'],
  ['vera', 59.5, 'Вера'],
  ['vera', 60.2, 'Вероника'],
  ['boris', 90, 'Борислав'],
] as const

/** A plan in which three people wrote within two hours. */
const written = async () => {
  const doc = planDoc()
  const [row] = rowsOf(doc).values()
  const title = ((row!.get(cellKey('title')) as Y.XmlFragment).get(0) as Y.XmlElement).get(0) as Y.XmlText
  const storage = openMemoryStorage()
  await storage.createPlan(PLAN, 'e', await makeCheckpoint(copyOf(doc), 0, null))
  const records = WRITTEN.map(([by, minute, word]) => {
    const before = Y.encodeStateVector(doc)
    title.insert(0, `${word} `)
    return { update: Y.encodeStateAsUpdate(doc, before), by, at: at(minute) }
  })
  await storage.append(PLAN, 0, records)
  await storage.saveCheckpoint(PLAN, await makeCheckpoint(copyOf(doc), records.length, null))
  return storage
}

test('[HY13] where an hour was put together each of its steps holds what that person wrote, and what is before it nothing', async () => {
  const storage = await written()
  const wordsAt = async (time: number) => {
    const moment = await momentOf({ storage }, PLAN, time)
    return [moment.at, WRITTEN.filter(([, , word]) => moment.json.includes(`${word} `)).length]
  }
  const moments = [19, 20, 40, 55, 59.6, 60.2, 70, 90].map(at)
  const fine = await Promise.all(moments.map(wordsAt))
  expect(fine.map(([, count]) => count)).toEqual([0, 1, 1, 2, 3, 4, 4, 5])
  await thinPast({ storage, now: () => at(90) + 40 * DAY }, PLAN)
  expect((await storage.listPast(PLAN)).map(({ grain }) => grain)).toEqual([HOUR])
  const [half, whole] = [at(59.5), at(90)]
  expect(await Promise.all(moments.map(wordsAt))).toEqual([
    [null, 0],
    [half, 3],
    [half, 3],
    [half, 3],
    // To the step, which goes on.
    [at(59.6), 3],
    [whole, 5],
    [whole, 5],
    [whole, 5],
  ])
  // Vera's first words of this hour came at 60.2, and what is known is that she was at it.
  expect(await wordsAt(at(60.1))).toEqual([whole, 5])
  const steps = (await storage.listPast(PLAN)).flatMap((head) => head.steps)
  expect(steps.map(({ by, last }) => [by, last])).toEqual([
    ['anna', at(20)],
    ['boris', at(55)],
    ['vera', at(60.2)],
    ['boris', at(90)],
  ])
  for (const { by, last } of steps) {
    const { json } = await momentOf({ storage }, PLAN, last)
    const words = WRITTEN.filter((one) => one[0] === by && at(one[1]) <= last)
    expect(
      words.filter(([, , word]) => !json.includes(`${word} `)),
      `${by} at ${last}`,
    ).toEqual([])
  }
  // A day begins with what was there before it.
  await thinPast({ storage, now: () => at(90) + 500 * DAY }, PLAN)
  expect(await wordsAt(Date.UTC(2026, 10, 1))).toEqual([null, 0])
  expect(await wordsAt(at(20))).toEqual([whole, 5])
})
