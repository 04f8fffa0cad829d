/** The catalogue's lines follow the documents: gathered, in turn, and never by losing what somebody else wrote. */
import { expect, test, vi } from 'vitest'
import { type PlanIndexParts, createPlanIndex } from '../../../server/commands/plan-index.ts'
import type { PlanEntry } from '../../../server/storage/storage.ts'
import { SvodError } from '../../../shared/errors.ts'
import { setMeta } from '../../../shared/plan/edit.ts'
import { editingOf, planDoc } from '../../support/drafts.ts'

const ENTRY: PlanEntry = {
  id: 'p',
  title: 'План',
  year: 2022,
  organisation: '',
  state: 'draft',
  createdAt: '2022-01-01T00:00:00.000Z',
  updatedAt: '2022-01-01T00:00:00.000Z',
  deletedAt: null,
  deletedBy: null,
  createdBy: null,
}

const NOW = Date.parse('2022-02-02T00:00:00.000Z')

/** An index over one plan; lines are written as slowly as a disk does. */
const setUp = (delayMs = 1000) => {
  const lines = new Map([['p', ENTRY]])
  const writes: PlanEntry[] = []
  const errors: unknown[] = []
  const doc = planDoc()
  let [isBroken, isLineBroken] = [false, false]
  const use = (_: string, work: (room: never) => unknown) =>
    isBroken
      ? Promise.reject(new SvodError('storage-failed'))
      : Promise.resolve(work({ read: (fn: (of: typeof doc) => unknown) => fn(doc) } as never))
  const catalogue: PlanIndexParts['catalogue'] = {
    plan: (id) => lines.get(id) ?? null,
    putPlan: async (entry) => {
      await Promise.resolve()
      if (isLineBroken) throw new SvodError('storage-failed')
      lines.set(entry.id, entry)
      writes.push(entry)
    },
  }
  const index = createPlanIndex({
    catalogue,
    rooms: () => ({ use }) as unknown as ReturnType<PlanIndexParts['rooms']>,
    now: () => NOW,
    onError: (error) => errors.push(error),
    delayMs,
  })
  const breakRooms = (broken: boolean) => (isBroken = broken)
  const breakLines = (broken: boolean) => (isLineBroken = broken)
  return { index, lines, writes, errors, doc, breakRooms, breakLines }
}

test('[HT9] many changes make one line, after a while or when somebody asks', async () => {
  vi.useFakeTimers()
  const { index, writes, doc } = setUp()
  setMeta(editingOf(doc), { title: 'Новое имя', year: 2025 })
  for (let count = 0; count < 100; count++) index.touch('p')
  await vi.advanceTimersByTimeAsync(999)
  expect(writes).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(writes).toMatchObject([
    { title: 'Новое имя', year: 2025, organisation: 'Библиотека', updatedAt: '2022-02-02T00:00:00.000Z' },
  ])
  index.touch('p')
  await index.flush()
  expect(writes).toHaveLength(2)
  await index.flush()
  expect(writes).toHaveLength(2)
  vi.useRealTimers()
})

test('[FX1] where only words of rows changed the head is not read and the file waits longer, where anything else did it is', async () => {
  vi.useFakeTimers()
  const { index, writes, doc, errors, breakRooms } = setUp()
  breakRooms(true)
  index.touch('p', NOW, true)
  await vi.advanceTimersByTimeAsync(3999)
  expect(writes).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(writes).toMatchObject([{ title: 'План', updatedAt: '2022-02-02T00:00:00.000Z' }])
  expect(errors).toEqual([])
  breakRooms(false)
  setMeta(editingOf(doc), { title: 'Новое имя', year: 2025 })
  index.touch('p', NOW, true)
  index.touch('p', NOW, false)
  index.touch('p', NOW, true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(writes.slice(1)).toMatchObject([{ title: 'Новое имя', year: 2025 }])
  index.touch('p', NOW, true)
  await index.flush()
  expect(writes).toHaveLength(3)
  vi.useRealTimers()
})

test('[RV1] before a log goes, the line of its plan says what the document says; where that fails it is tried again', async () => {
  vi.useFakeTimers()
  const { index, lines, writes, doc, breakLines } = setUp()
  await index.keep('p', doc)
  expect(writes).toEqual([])
  setMeta(editingOf(doc), { title: 'Новое имя' })
  index.touch('p', NOW, true)
  await index.keep('p', doc)
  expect(lines.get('p')).toMatchObject({ title: 'План', updatedAt: '2022-02-02T00:00:00.000Z' })
  index.touch('p', NOW + 1, true)
  index.touch('p', NOW, false)
  breakLines(true)
  await expect(index.keep('p', doc)).rejects.toMatchObject({ code: 'storage-failed' })
  breakLines(false)
  await index.keep('p', doc)
  expect(lines.get('p')?.title).toBe('Новое имя')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(writes).toHaveLength(2)
  vi.useRealTimers()
})

test('[HT9] a line that is changed at the same time loses nothing', async () => {
  const { index, lines } = setUp()
  const deleted = { deletedAt: '2022-03-03T00:00:00.000Z', deletedBy: 'anna' }
  const remove = () => index.change('p', (entry) => entry && { ...entry, ...deleted })
  const retitle = () => index.change('p', (entry) => entry && { ...entry, title: 'Иначе' })
  index.touch('p')
  await Promise.all([index.flush(), remove(), retitle()])
  expect(lines.get('p')).toMatchObject({ title: 'План работы на 2022 год', ...deleted })
  await Promise.all([index.change('p', () => ENTRY), retitle(), remove()])
  expect(lines.get('p')).toMatchObject({ title: 'Иначе', ...deleted })
})

test('[HT9] a refused change is its caller’s, the next one takes its turn', async () => {
  const { index, lines } = setUp()
  const refused = index.change('p', () => {
    throw new SvodError('conflict')
  })
  const next = index.change('p', (entry) => entry && { ...entry, title: 'Дальше' })
  await expect(refused).rejects.toMatchObject({ code: 'conflict' })
  await next
  expect(lines.get('p')?.title).toBe('Дальше')
})

test('[HT9] a plan that cannot be read now is reported and tried again', async () => {
  vi.useFakeTimers()
  const { index, writes, errors, breakRooms } = setUp()
  breakRooms(true)
  index.touch('p')
  await index.flush()
  expect(errors).toMatchObject([{ code: 'storage-failed' }])
  index.touch('p', NOW, true)
  breakRooms(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(writes).toMatchObject([{ title: 'План работы на 2022 год' }])
  vi.useRealTimers()
})
