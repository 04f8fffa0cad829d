/** The thread of the past: it stays warm, is bounded in time and number, and comes back after a failure. */
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { PastThread, type PastThreadOptions } from '../../../server/past/past-work.ts'
import { packed } from '../../../server/past/replay.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { sourceOfDoc } from '../../../shared/plan/report.ts'
import { planDoc } from '../../support/drafts.ts'

const JOB = { kind: 'plan', planId: 'p', base: new Uint8Array(), updates: new Uint8Array() } as const

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

test('[MK2] a real thread reads what a report is made of', async () => {
  const doc = planDoc()
  const thread = new PastThread({ idleMs: 1 })
  const text = await thread.run({ ...JOB, kind: 'report', updates: packed([Y.encodeStateAsUpdate(doc)]) })
  const source = sourceOfDoc(doc)
  expect(source.sections.flatMap(({ items }) => items).length).toBeGreaterThan(1)
  expect(JSON.parse(text as string)).toEqual(JSON.parse(JSON.stringify(source)))
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
