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

/** Outboxes of one browser, one page after the other; `answers` are the server's, in their order. */
const browser = () => {
  const saved = createValue<SavedState>({ kind: 'saving', changes: 1 })
  const connection = createValue<ConnectionState>({ kind: 'ready', online: true })
  const kept = new Map<string, string>()
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, text: string) => void kept.set(key, text),
  }
  let last = Promise.resolve()
  const exclusively = (_name: string, work: () => Promise<void>) => (last = last.then(work))
  const sent: Wanted[] = []
  const refused: unknown[] = []
  /** What happens while a step is on its way. */
  const meanwhile: (() => void)[] = []
  const again: (() => void)[] = []
  const answers: ('away' | 'section-moved' | 'ok')[] = []
  const make = () =>
    createSignOffOutbox({
      session: { saved, connection, planId: 'p', me: identityOf({ id: 'anna' }) },
      send: async (_section, step) => {
        sent.push(step)
        meanwhile.shift()?.()
        const answer = answers.shift() ?? 'ok'
        if (answer !== 'ok') throw new Error(answer)
      },
      isPassing: (error) => String(error).includes('away'),
      again: (work) => void again.push(work),
      onRefused: (_section, error) => void refused.push(error),
      memory,
      exclusively,
    })
  return { meanwhile, saved, connection, kept, sent, refused, again, answers, make }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const STEP = { state: 'ready', remark: '', hash: 'h' } as const

test('[SG10] two tabs that wait keep the steps of both', async () => {
  const { ids } = open()
  const [first = '', second = ''] = ids
  const { connection, answers, make } = browser()
  connection.set({ kind: 'ready', online: false } as ConnectionState)
  answers.push('away', 'away')
  const [one, two] = [make(), make()]
  one.want(first, STEP)
  two.want(second, STEP)
  await settle()
  expect([...make().get().keys()].sort()).toEqual([first, second].sort())
  one.cancel(first)
  expect([...make().get().keys()]).toEqual([second])
})

test('[SG10] of two tabs one sends what waits, and neither what was taken back or replaced in one', async () => {
  const { saved, connection, sent, refused, make } = browser()
  saved.set({ kind: 'saved' })
  connection.set({ kind: 'ready', online: false })
  const one = make()
  one.want('a', STEP)
  one.want('b', STEP)
  one.want('c', STEP)
  const two = make()
  two.cancel('b')
  two.want('c', { ...STEP, state: 'open' } as Wanted)
  one.start()
  two.start()
  connection.set({ kind: 'ready', online: true })
  await settle()
  expect(sent.map(({ state }) => state)).toEqual(['ready', 'open'])
  expect([one.get().size, two.get().size, make().get().size, refused]).toEqual([0, 0, 0, []])
})

test('[SG10] what another tab wants meanwhile is not forgotten with the answer to what it replaced', async () => {
  const { saved, sent, meanwhile, make } = browser()
  saved.set({ kind: 'saved' })
  const [one, two] = [make(), make()]
  one.start()
  meanwhile.push(() => two.want('a', { ...STEP, remark: 'и ещё' }))
  one.want('a', STEP)
  await settle()
  expect(sent).toEqual([STEP])
  expect(make().get().get('a')?.remark).toBe('и ещё')
})

test('[SG10] a step waits for the connection and for what is unsaved, and is nothing done before the answer', async () => {
  const { live, wanted, ids } = open()
  const [section = ''] = ids
  const { saved, sent, refused, again, answers, make } = browser()
  const outbox = make()
  const stop = outbox.start()
  outbox.want(section, STEP)
  wanted.set(outbox.get())
  expect([sent.length, live.get().sections.get(section)?.state]).toEqual([0, 'open'])
  expect(live.get().sections.get(section)?.wanted).toEqual(STEP)
  saved.set({ kind: 'offline', changes: 1 })
  stop()
  // The page was left; the next one goes on.
  const next = make()
  next.start()
  expect(next.get().get(section)).toEqual(STEP)
  answers.push('away', 'ok')
  saved.set({ kind: 'saved' })
  await settle()
  expect([sent.length, next.get().size, again.length]).toEqual([1, 1, 1])
  again[0]?.()
  await settle()
  expect([sent.length, next.get().size, refused]).toEqual([2, 0, []])
})

test('[SG10] a step that the server refuses is told, one that was taken back is never sent', async () => {
  const { saved, connection, kept, sent, refused, answers, make } = browser()
  saved.set({ kind: 'saved' })
  const outbox = make()
  outbox.start()
  answers.push('section-moved')
  outbox.want('s', STEP)
  await settle()
  expect([outbox.get().size, sent.length, refused.map(String)]).toEqual([0, 1, ['Error: section-moved']])
  connection.set({ kind: 'ready', online: false })
  outbox.want('s', STEP)
  outbox.cancel('s')
  connection.set({ kind: 'ready', online: true })
  await settle()
  expect([sent.length, [...kept.values()]]).toEqual([1, ['{}']])
  kept.set([...kept.keys()][0] ?? '', '{"x":1,"y":{"state":"signed"},oops')
  expect(make().get().size).toBe(0)
})
