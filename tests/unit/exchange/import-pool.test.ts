/** Workers of imports: limits of number, time and memory (SPEC IM14, IM15). */
import { EventEmitter } from 'node:events'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { projectPlan } from '../../../shared/plan/project.ts'
import { metaOf } from '../../../shared/plan/schema.ts'
import { ImportPool } from '../../../server/exchange/import-pool.ts'
import { importPlan } from '../../../server/exchange/import-plan.ts'
import type { ImportRequest } from '../../../server/exchange/read-plan.ts'
import { SCANNED } from '../../support/docx-plans.ts'
import { docxOf, headerRow, p, tbl, tr } from '../../support/docx-xml.ts'
import { wholePlan } from '../../support/readable-plan.ts'

const REQUEST: ImportRequest = { bytes: new Uint8Array(0), fileName: 'a.docx', locale: 'ru' }

/** A pool whose workers run this script. */
const poolOf = (script: string, options: { timeoutMs?: number; memoryMb?: number } = {}): ImportPool =>
  new ImportPool({
    ...options,
    start: (request: ImportRequest, worker: WorkerOptions) =>
      new Worker(script, { ...worker, eval: true, workerData: request }),
  })

describe('a real worker', () => {
  test('[IM14] reads a plan off the main thread, [IM15] with messages in the reader’s language', async () => {
    const bytes = docxOf(SCANNED)
    const [ru, en] = await Promise.all(
      (['ru', 'en'] as const).map((locale) => importPlan({ bytes, fileName: 'план.docx', locale })),
    )
    const titlesOf = (imported: typeof ru) =>
      imported && wholePlan(imported.built).sections.map(({ title }) => title)
    expect(titlesOf(ru)).toEqual(titlesOf(en))
    expect(titlesOf(ru)).toHaveLength(4)
    expect(ru?.warnings[0]?.message).toMatch(/^[А-Я]/)
    expect(en?.warnings[0]?.message).toMatch(/^[A-Z]/)
    expect(bytes.byteLength).toBeGreaterThan(0)
  })

  test('[IM14] builds the document too: what is stored reads like what was shown', async () => {
    const { built } = await importPlan({ bytes: docxOf(SCANNED), fileName: 'план.docx', locale: 'ru' })
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, built.checkpoint.stateV2)
    expect(projectPlan(doc, built.plan.id)).toEqual(wholePlan(built))
    expect(built.plan.id).not.toBe('')
    expect(metaOf(doc).get('epoch')).toBe(built.epoch)
  })

  test('[IM14] gives back the code of a refusal', async () => {
    const bytes = new TextEncoder().encode('просто текст')
    await expect(importPlan({ bytes, fileName: 'план.docx', locale: 'ru' })).rejects.toMatchObject({
      code: 'file-not-docx',
    })
  })
})

/** 20,000 rows in the words of an ordinary plan. */
const manyRows = (): string[][] =>
  Array.from({ length: 20_000 }, (_, at) => [
    `${at + 1}.`,
    `Областная конференция «Библиотека ${at}: вызовы, возможности, успешные практики»`,
    at % 2 === 0 ? 'февраль – сентябрь' : 'в течение года по запросу',
    'Отдел методической работы',
  ])

test('[IV4] a Word file of 20,000 rows is read and built within the limits', async () => {
  const rows = [
    headerRow(['№ п/п', 'Название', 'Сроки', 'Ответственный']),
    ...manyRows().map((row) => tr(row)),
  ]
  const bytes = docxOf(p('План работы на 2024 год') + tbl(rows))
  const { built } = await importPlan({ bytes, fileName: 'план.docx', locale: 'ru' })
  const [section, ...others] = wholePlan(built).sections
  expect(others).toEqual([])
  expect(section?.items).toHaveLength(20_000)
  expect(section?.items.at(-1)?.number).toBe('20000.')
})

describe('limits', () => {
  test('[XC3] bytes that are given away are moved, others stay with the caller', async () => {
    const script = `const { parentPort, workerData } = require('node:worker_threads')
      parentPort.postMessage({ halfDone: true })
      parentPort.postMessage({ result: workerData.bytes.byteLength })`
    const pool = poolOf(script)
    const [kept, given] = [new Uint8Array(8), new Uint8Array(8)]
    expect(await pool.run({ ...REQUEST, bytes: kept })).toBe(8)
    expect(await pool.run({ ...REQUEST, bytes: given, isGiven: true })).toBe(8)
    expect([kept.byteLength, given.byteLength]).toEqual([8, 0])
  })

  test('[XC4] building has its own time, once reading is done', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const worker = Object.assign(new EventEmitter(), { terminate: async () => 0 })
    const built = new ImportPool({ timeoutMs: 1200, start: () => worker }).run(REQUEST)
    await vi.advanceTimersByTimeAsync(1100)
    worker.emit('message', { halfDone: true })
    await vi.advanceTimersByTimeAsync(1100)
    worker.emit('message', { result: 'built' })
    expect(await built).toBe('built')
    const late = new ImportPool({ timeoutMs: 1200, start: () => worker }).run(REQUEST)
    const refusal = late.catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(1100)
    // Half of the work is done once: whoever says so again gets no more time.
    worker.emit('message', { halfDone: true })
    await vi.advanceTimersByTimeAsync(1000)
    worker.emit('message', { halfDone: true })
    await vi.advanceTimersByTimeAsync(300)
    expect(await refusal).toMatchObject({ code: 'import-timeout' })
  })

  test('[IM14] a worker that does not end is ended', async () => {
    const pool = poolOf('for (;;);', { timeoutMs: 50 })
    await expect(pool.run(REQUEST)).rejects.toMatchObject({ code: 'import-timeout' })
  })

  test('[PW7] a file behind a full queue is sent away with the time to wait, and the queue goes on', async () => {
    const say =
      "require('node:worker_threads').parentPort.postMessage({ code: 'file-no-table', details: {} })"
    const start = (_: ImportRequest, worker: WorkerOptions) => new Worker(say, { ...worker, eval: true })
    const pool = new ImportPool({ maxWorkers: 1, maxWaiting: 1, start })
    const [first, second, third] = [pool.run(REQUEST), pool.run(REQUEST), pool.run(REQUEST)]
    await expect(third).rejects.toMatchObject({ code: 'too-many-requests', details: { seconds: 30 } })
    await expect(first).rejects.toMatchObject({ code: 'file-no-table' })
    await expect(second).rejects.toMatchObject({ code: 'file-no-table' })
  })

  test('[IM14] a worker that eats its memory is ended, the process lives on', async () => {
    const pool = poolOf('const all = []; for (;;) all.push(new Array(100_000).fill(0))', { memoryMb: 32 })
    await expect(pool.run(REQUEST)).rejects.toMatchObject({ code: 'file-inflates' })
  })

  test('[IM14] a worker that dies without an answer is an error', async () => {
    await expect(poolOf('process.exit(3)').run(REQUEST)).rejects.toThrow('ended without an answer (3)')
    await expect(poolOf('throw new Error("lost")').run(REQUEST)).rejects.toThrow('lost')
  })

  test('[IM14] at most two run at once, the others wait their turn and then run', async () => {
    const doors = new SharedArrayBuffer(4)
    const door = new Int32Array(doors)
    let [running, mostAtOnce, ended] = [0, 0, 0]
    const script = `
      const { parentPort, workerData } = require('node:worker_threads')
      Atomics.wait(new Int32Array(workerData), 0, 0)
      parentPort.postMessage({ result: { draft: null, warnings: [] } })`
    await new Promise<void>((resolve, reject) => {
      const pool = new ImportPool({
        start: (_: ImportRequest, options: WorkerOptions) => {
          const worker = new Worker(script, { ...options, eval: true, workerData: doors })
          worker.once('exit', () => (running -= 1))
          running += 1
          mostAtOnce = Math.max(mostAtOnce, running)
          if (running === 2) worker.once('online', () => (Atomics.store(door, 0, 1), Atomics.notify(door, 0)))
          return worker
        },
      })
      const runs = Array.from({ length: 5 }, () => pool.run(REQUEST).then(() => (ended += 1)))
      Promise.all(runs).then(() => resolve(), reject)
    })
    expect([mostAtOnce, ended]).toEqual([2, 5])
  })
})
