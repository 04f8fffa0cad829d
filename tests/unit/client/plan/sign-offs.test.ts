/** The sign-offs of an open plan as a page sees them, and steps that wait for the connection. */
import { expect, test } from 'vitest'
import { createValue } from '../../../../client/sync/store.ts'
import type { ConnectionState, SavedState } from '../../../../client/plan/plan-session.ts'
import { type Wanted, createSignOffOutbox } from '../../../../client/plan/sign-off-outbox.ts'
import { createSignOffs, nextUnready, unaccepted } from '../../../../client/plan/sign-offs.ts'
import { deleteSection, setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { afterStep, writeSignOff } from '../../../../shared/plan/sign-off.ts'
import { SectionHashes } from '../../../../shared/plan/signed-content.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'

const anna = { by: 'anna', name: 'Анна', at: '2026-01-01T00:00:00.000Z' }

/** An open plan of three sections, and a page of it whose keys are quiet when told. */
const open = () => {
  const doc = planDoc(planDraft(3, 2))
  const projection = new PlanProjection(doc)
  const wanted = createValue<ReadonlyMap<string, Wanted>>(new Map())
  const waiting: (() => void)[] = []
  const live = createSignOffs({
    session: { doc, projection },
    wanted,
    later: (work) => {
      waiting.push(work)
      return () => {}
    },
  })
  live.start()
  const ids = projection.view().sections.map(({ id }) => id)
  const row = projection.view().sections[0]?.rows[0]?.id ?? ''
  const write = (section: string, ...steps: ('ready' | 'accepted')[]) => {
    const hash = new SectionHashes(doc).hashOf(section)
    const made = steps.reduce<ReturnType<typeof afterStep>>(
      (before, step) => afterStep(before, step, anna, hash),
      null,
    )
    doc.transact(() => writeSignOff(doc, section, made, null))
  }
  const quiet = () => waiting.splice(0).forEach((work) => work())
  const states = () => [...live.get().sections.values()].map(({ state }) => state)
  return { doc, projection, live, wanted, ids, row, write, quiet, states }
}

test('[SG3] [SG11] the page counts what is signed, follows the server at once and the keys when they rest', () => {
  const { doc, projection, live, ids, row, write, quiet, states } = open()
  const [first = '', second = '', third = ''] = ids
  expect([live.get().begun, live.get().total, states().join()]).toEqual([false, 3, 'open,open,open'])
  expect(unaccepted({ doc, projection })).toBe(null)
  write(first, 'ready', 'accepted')
  write(second, 'ready')
  expect([live.get().ready, live.get().accepted, live.get().begun]).toEqual([2, 1, true])
  expect(nextUnready(live.get(), null)).toBe(third)
  expect(nextUnready(live.get(), third)).toBe(third)
  const before = live.get()
  setCell(editingOf(doc), row, 'title', textToBlocks('Иначе'))
  expect(live.get()).toBe(before)
  quiet()
  expect(states()).toEqual(['changed', 'ready', 'open'])
  // What nobody touched is the same object: it is not drawn again.
  expect(live.get().sections.get(second)).toBe(before.sections.get(second))
  expect(unaccepted({ doc, projection })?.map(({ state }) => state)).toEqual(['changed', 'ready', 'open'])
  expect(nextUnready(live.get(), first)).toBe(third)
  setCell(editingOf(doc), row, 'title', textToBlocks('Событие 1-1'))
  deleteSection(editingOf(doc), third)
  quiet()
  expect([states().join(), live.get().total]).toEqual(['accepted,ready', 2])
  // All are signed: on to what waits for the chief editor.
  expect(nextUnready(live.get(), null)).toBe(second)
})

test('[SG10] a step waits for the connection and for what is unsaved, and is nothing done before the answer', async () => {
  const { live, wanted, ids } = open()
  const [section = ''] = ids
  const saved = createValue<SavedState>({ kind: 'saving', changes: 1 })
  const connection = createValue<ConnectionState>({ kind: 'ready', online: true })
  const me = identityOf({ id: 'anna' })
  const store = new Map<string, string>()
  const memory = {
    read: (key: string) => store.get(key) ?? null,
    write: (key: string, text: string) => void store.set(key, text),
  }
  const sent: Wanted[] = []
  const refused: unknown[] = []
  const again: (() => void)[] = []
  let answers: (() => Promise<unknown>)[] = []
  const make = () =>
    createSignOffOutbox({
      session: { saved, connection, planId: 'p', me },
      send: (_section, step) => {
        sent.push(step)
        return (answers.shift() ?? (() => Promise.resolve()))()
      },
      isPassing: (error) => error === 'away',
      again: (work) => void again.push(work),
      onRefused: (_section, error) => void refused.push(error),
      memory,
    })
  const step = { state: 'ready', remark: '', hash: 'h' } as const
  const outbox = make()
  const stop = outbox.start()
  outbox.want(section, step)
  wanted.set(outbox.get())
  expect([sent.length, live.get().sections.get(section)?.state]).toEqual([0, 'open'])
  expect(live.get().sections.get(section)?.wanted).toEqual(step)
  saved.set({ kind: 'offline', changes: 1 })
  stop()
  // The page was left; the next one goes on.
  const next = make()
  next.start()
  expect(next.get().get(section)).toEqual(step)
  answers = [() => Promise.reject('away'), () => Promise.resolve()]
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  saved.set({ kind: 'saved' })
  await settle()
  expect([sent.length, next.get().size, again.length]).toEqual([1, 1, 1])
  again[0]?.()
  await settle()
  expect([sent.length, next.get().size, refused]).toEqual([2, 0, []])
  answers = [() => Promise.reject('section-moved')]
  next.want(section, step)
  await settle()
  expect([next.get().size, refused]).toEqual([0, ['section-moved']])
  connection.set({ kind: 'ready', online: false })
  next.want(section, step)
  next.cancel(section)
  connection.set({ kind: 'ready', online: true })
  await settle()
  expect([sent.length, [...store.values()]]).toEqual([3, ['{}']])
  store.set([...store.keys()][0] ?? '', '{"x":1,"y":{"state":"signed"},oops')
  expect(make().get().size).toBe(0)
})
