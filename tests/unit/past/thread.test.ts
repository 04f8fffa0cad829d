/** The thread of the past: it stays warm, is bounded in time and number, and comes back after a failure. */
import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  type PastCall,
  PastThread,
  type PastThreadOptions,
  openTasksIn,
  planOf,
} from '../../../server/past/past-work.ts'
import { openTasksOf } from '../../../server/past/open-tasks.ts'
import { packed } from '../../../server/past/replay.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { sourceOfDoc } from '../../../shared/plan/report.ts'
import { itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const JOB = { kind: 'plan', planId: 'p', base: new Uint8Array(), updates: new Uint8Array() } as const

/** When every row of a plan of 2022 is overdue. */
const WEEK = { today: '2023-01-01', sunday: '2023-01-01' }

/** Threads that run this script. */
const threadOf = (script: string, options: Partial<PastThreadOptions> = {}) => {
  let started = 0
  const start: PastThreadOptions['start'] = (limits) => {
    started += 1
    return new Worker(script, { ...limits, eval: true })
  }
  return { thread: new PastThread({ start, ...options }), started: () => started }
}

const ANSWERS = `const { parentPort, threadId } = require('node:worker_threads')
parentPort.on('message', ({ number }) => parentPort.postMessage({ number, answer: { result: String(threadId) } }))`
const SILENT = `require('node:worker_threads').parentPort.on('message', () => {})`
const FALLS = `require('node:worker_threads').parentPort.on('message', () => { throw new Error('fallen') })`

/** Does `what` with the first job that it is ever sent, and answers the others. */
const firstOne = (what: string) => `const { parentPort, threadId } = require('node:worker_threads')
parentPort.on('message', ({ number }) => {
  if (number === 1) ${what}
  else parentPort.postMessage({ number, answer: { result: String(number) } })
})`

test('[HY10] a real thread replays a plan', async () => {
  const doc = planDoc()
  const thread = new PastThread({ idleMs: 1 })
  const json = await thread.run({ ...JOB, updates: packed([Y.encodeStateAsUpdate(doc)]) })
  expect(JSON.parse(json as string)).toEqual(projectPlan(doc, 'p'))
  // Gaps are an error, not a plan with holes; nothing of the kind is in a store that is whole.
  const [, second] = [1, 2].map((count) => {
    const before = Y.encodeStateVector(doc)
    doc.getMap('meta').set('year', 2000 + count)
    return Y.encodeStateAsUpdate(doc, before)
  })
  await expect(thread.run({ ...JOB, updates: packed([second ?? new Uint8Array()]) })).rejects.toThrow('gaps')
})

test('[MK2] a real thread reads what is open', async () => {
  const doc = planDoc()
  const thread = new PastThread({ idleMs: 1 })
  const updates = packed([Y.encodeStateAsUpdate(doc)])
  const open = openTasksOf(sourceOfDoc(doc), WEEK)
  expect(open.groups[0]?.count).toBeGreaterThan(1)
  expect(JSON.parse((await thread.run({ ...JOB, ...WEEK, kind: 'open', updates })) as string)).toEqual(open)
})

test('[RV5] a look at a very large plan whose asker has gone is given up', async () => {
  const reason = new Error('gone')
  const job = { ...JOB, base: new Uint8Array(4 << 20) }
  await expect(planOf(job, AbortSignal.abort(reason))).rejects.toBe(reason)
})

test('[SM1] what would fill a thread is worked out in a process that ends', async () => {
  const long = 'слово '.repeat(15_000)
  const draft = planDraft(1, 0)
  draft.sections[0]!.items = Array.from({ length: 20 }, () => itemDraft(long))
  const base = Y.encodeStateAsUpdateV2(planDoc(draft))
  const job = { kind: 'open', planId: 'p', updates: new Uint8Array(), ...WEEK } as const
  const processes = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
  const before = processes()
  const asked = openTasksIn({ ...job, base })
  await new Promise(setImmediate)
  const during = processes()
  const { groups } = await asked
  expect(during - before).toBe(1)
  await expect.poll(processes, { timeout: 30_000 }).toBe(before)
  expect(groups.map(({ count, first }) => [count, first.length])).toEqual([[20, 20]])
  expect(JSON.stringify(groups).length).toBeLessThan(base.length / 50)
})

test('[HY10] one thread works off many jobs, and no more wait than may', async () => {
  const { thread, started } = threadOf(ANSWERS, { maxWaiting: 3 })
  const answers = await Promise.allSettled([1, 2, 3, 4].map(() => thread.run(JOB)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
  expect(answers[3]).toMatchObject({ reason: { code: 'too-many-requests' } })
  await thread.run(JOB)
  expect(started()).toBe(1)
})

test('[HY10] what takes too long is given up, what falls is told, and the next one has a new thread', async () => {
  const slow = threadOf(SILENT, { timeoutMs: 30 })
  const both = await Promise.allSettled([slow.thread.run(JOB), slow.thread.run(JOB)])
  expect(both).toMatchObject([{ reason: { code: 'past-timeout' } }, { reason: { code: 'past-timeout' } }])
  const { thread, started } = threadOf(FALLS)
  await expect(thread.run(JOB)).rejects.toThrow('fallen')
  await expect(thread.run(JOB)).rejects.toThrow('fallen')
  expect(started()).toBe(2)
})

test('[HY15] those who wait behind what falls have their answer from the next thread', async () => {
  for (const script of [firstOne("throw new Error('fallen')"), firstOne('process.exit(3)')]) {
    const { thread, started } = threadOf(script)
    const answers = await Promise.allSettled([1, 2, 3].map(() => thread.run(JOB)))
    expect(answers, script).toMatchObject([{ status: 'rejected' }, { value: '2' }, { value: '3' }])
    expect(started()).toBe(2)
  }
})

/** A thread that is there at once, however busy the machine: it answers at once, or never. */
const ready = (answers: boolean): Worker => {
  const worker = Object.assign(new EventEmitter(), {
    postMessage: ({ number }: PastCall) => {
      const answer = { result: String(number) }
      if (answers) queueMicrotask(() => void worker.emit('message', { number, answer }))
    },
    terminate: () => Promise.resolve(0),
    ref: () => {},
    unref: () => {},
  })
  return worker as unknown as Worker
}

test('[HY15] those who wait behind what takes too long have their answer from the next thread', async () => {
  const workers = [ready(false), ready(true)]
  const thread = new PastThread({ timeoutMs: 30, start: () => workers.shift() as Worker })
  const answers = await Promise.allSettled([1, 2, 3].map(() => thread.run(JOB)))
  expect(answers).toMatchObject([{ reason: { code: 'past-timeout' } }, { value: '2' }, { value: '3' }])
  expect(workers).toEqual([])
})
