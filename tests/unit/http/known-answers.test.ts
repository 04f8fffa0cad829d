/** What was answered under a key: for how long it is known, and how much of it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type KnownAnswer, createKnownAnswers } from '../../../server/http/known-answers.ts'

const BOUNDS = {
  keptMs: 1_000,
  all: { count: 5, bytes: 100 },
  each: { count: 3, bytes: 50 },
  waiting: 1,
}

const answer = (bytes = 1): KnownAnswer => ({ status: 201, headers: {}, body: new Uint8Array(bytes) })

const create = () => {
  const known = createKnownAnswers(BOUNDS)
  const make = (name: string, person: string, bytes?: number) =>
    known.begin(name, { person, print: '' }, async () => answer(bytes))
  const left = (names: string) =>
    names
      .split('')
      .filter((name) => known.find(name))
      .join('')
  return { known, make, left }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[IK5] an answer is forgotten after its time, and not later because another came', async () => {
  const { make, left } = create()
  await make('a', 'anna')
  await vi.advanceTimersByTimeAsync(600)
  await make('b', 'anna')
  await vi.advanceTimersByTimeAsync(500)
  expect(left('ab')).toBe('b')
  await vi.advanceTimersByTimeAsync(500)
  expect(left('ab')).toBe('')
})

test('[IK5] of one person so many answers and bytes are kept, and nobody drives out those of others', async () => {
  const { make, left } = create()
  await make('x', 'boris')
  for (const name of 'abcdef') await make(name, 'anna')
  expect(left('xabcdef')).toBe('xdef')
  await make('g', 'anna', 49)
  expect(left('xdefg')).toBe('xfg')
})

test('[IK5] an answer that was driven out is given up at once, whoever still knows of its act', async () => {
  const { known, make } = create()
  await make('a', 'anna')
  const act = known.find('a')
  for (const name of 'bcd') await make(name, 'anna')
  expect([known.find('a'), act?.answer]).toEqual([undefined, null])
})

test('[IK5] of all together so many answers and bytes are kept', async () => {
  const { make, left } = create()
  for (const name of 'abcdef') await make(name, `person-${name}`)
  expect(left('abcdef')).toBe('bcdef')
  await make('g', 'gleb', 40)
  await make('h', 'hanna', 40)
  await make('i', 'igor', 40)
  expect(left('bcdefghi')).toBe('hi')
})

test('[IK4] what failed or was refused is not there any more, and whoever waits hears that it is over', async () => {
  const { known, left } = create()
  let fail: (error: Error) => void = () => {}
  const begun = known.begin('a', { person: 'anna', print: '' }, () => new Promise((_, no) => (fail = no)))
  const act = known.find('a')
  if (!act) throw new Error('it is under way')
  const waits = known.wait(act)
  await expect(known.wait(act)).rejects.toMatchObject({ code: 'too-many-requests' })
  fail(new Error('the disk'))
  await expect(begun).rejects.toThrow('the disk')
  await waits
  expect(left('a')).toBe('')
  await known.begin('b', { person: 'anna', print: '' }, async () => null)
  expect(left('b')).toBe('')
})
