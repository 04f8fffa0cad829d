/** Files on their way out of the server: on the disk, not in memory (SPEC MI9), and the limits of writing them (MI1). */
import { EventEmitter } from 'node:events'
import { fstatSync, writeSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { ExportPool, exportOut } from '../../../server/exchange/export-plan.ts'
import { openArchive } from '../../../server/exchange/docx/zip.ts'
import { type ZipFile, makeZip } from '../../../server/exchange/write/zip.ts'
import { SpooledFile, closeSpool, openSpool } from '../../../server/exchange/spool.ts'
import { type ExportRequest, writeSource } from '../../../server/exchange/write-source.ts'
import { fileBody } from '../../../server/http/file-body.ts'
import { hangUpOf } from '../../../server/http/hang-up.ts'
import type { PlanDraft } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { itemDraft, planDoc, planDraft } from '../../support/drafts.ts'
import { temporaryFolder } from '../../support/temp.ts'

const longDraft = (words: number): PlanDraft => {
  const items = Array.from({ length: 10 }, (_, at) => itemDraft(`${at} ${'слово '.repeat(words)}`))
  return { ...planDraft(), sections: [{ title: 'Раздел', department: null, items }] }
}

/** A plan of ten rows, with a title of so many words in each. */
const requestOf = (words: number): ExportRequest => ({
  source: { body: JSON.stringify(projectPlan(planDoc(longDraft(words)), 'p')) },
  format: 'json',
  locale: 'ru',
  hidden: false,
  at: '2026-01-01T00:00:00.000Z',
})

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<Buffer> =>
  Buffer.from(await new Response(stream).arrayBuffer())

test('[MI9] a large file goes out from the disk, a slice at a time, and is the one that is written in memory', async () => {
  const request = requestOf(3_000)
  const [{ content, title }, { bytes }] = await Promise.all([exportOut(request), writeSource(request)])
  const file = content as SpooledFile
  expect(file).toBeInstanceOf(SpooledFile)
  expect([title, file.length > 512 << 10]).toEqual([planDraft().title, true])
  const slices = vi.spyOn(file, 'slice')
  const slow = fileBody(file).getReader()
  expect((await slow.read()).value?.length).toBe(64 << 10)
  await new Promise(setImmediate)
  expect(slices.mock.calls.length).toBeLessThanOrEqual(2)
  await slow.cancel()
  expect(file.isOpen).toBe(false)
  const fd = (await openSpool()) as number
  writeSync(fd, bytes)
  const again = new SpooledFile(fd, bytes.length)
  expect(Buffer.compare(await readAll(fileBody(again)), bytes)).toBe(0)
  expect(again.isOpen).toBe(false)
})

test('[MI9] the file has no name and no other reader, and is not there where the disk takes none', async () => {
  const folder = await temporaryFolder()
  const fd = (await openSpool(folder)) as number
  expect([await readdir(folder), fstatSync(fd).mode & 0o777]).toEqual([[], 0o600])
  await closeSpool(fd)
  expect(await openSpool(join(folder, 'nowhere'))).toBeNull()
})

test('[MI1] a plan that fills the process that writes it is refused with `export-timeout`', async () => {
  const script = 'const all = []; for (;;) all.push(new Array(100_000).fill(0))'
  const start = (_: unknown, options: WorkerOptions) => new Worker(script, { ...options, eval: true })
  const pool = new ExportPool({ memoryMb: 32, start })
  await expect(pool.run({ ...requestOf(1), spool: null })).rejects.toMatchObject({ code: 'export-timeout' })
})

test('[MJ4] what nobody waits for any more is ended, or leaves the queue', async () => {
  const ended = vi.fn<() => void>()
  const start = (_: unknown, options: WorkerOptions) => {
    const worker = new Worker('setInterval(() => undefined, 1_000)', { ...options, eval: true })
    return worker.once('exit', ended)
  }
  const pool = new ExportPool({ maxWorkers: 1, maxWaiting: 1, start })
  const asked = Array.from({ length: 2 }, () => {
    const controller = new AbortController()
    return { controller, run: pool.run({ ...requestOf(1), spool: null }, controller.signal) }
  })
  const [first, second] = asked as [(typeof asked)[0], (typeof asked)[0]]
  await expect(pool.run({ ...requestOf(1), spool: null })).rejects.toMatchObject({
    code: 'too-many-requests',
  })
  second.controller.abort('gone')
  await expect(second.run).rejects.toBe('gone')
  expect(ended).not.toHaveBeenCalled()
  await expect(pool.run({ ...requestOf(1), spool: null }, AbortSignal.abort('late'))).rejects.toBe('late')
  first.controller.abort('away')
  await expect(first.run).rejects.toBe('away')
  expect(ended).toHaveBeenCalledOnce()
})

test('[MJ4] whoever was gone before they were asked about takes no place in the queue', async () => {
  const start = (_: unknown, options: WorkerOptions) =>
    new Worker('setInterval(() => undefined, 1_000)', { ...options, eval: true })
  const pool = new ExportPool({ maxWorkers: 1, maxWaiting: 1, start })
  const request = { ...requestOf(1), spool: null }
  const [first, second] = [new AbortController(), new AbortController()]
  const running = pool.run(request, first.signal)
  await expect(pool.run(request, AbortSignal.abort('late'))).rejects.toBe('late')
  const waiting = pool.run(request, second.signal)
  second.abort('gone')
  await expect(waiting).rejects.toBe('gone')
  first.abort('away')
  await expect(running).rejects.toBe('away')
})

test('[MJ4] a connection that has ended already is one that nobody waits at', () => {
  const gone = Object.assign(new EventEmitter(), { destroyed: true, writableFinished: false })
  const signal = hangUpOf({ env: { outgoing: gone } } as unknown as Parameters<typeof hangUpOf>[0])
  expect(signal.aborted).toBe(true)
})

test('[MJ3] a text that is packed in pieces is what it would be in one', async () => {
  const pieces = Array.from({ length: 3_000 }, (_, at) => `${at} Строка плана 😀`.repeat(30))
  const text = pieces.join('')
  const files = (whole: ZipFile['text']) => [
    { name: 'a.txt', text: whole },
    { name: 'б.txt', text: '' },
  ]
  const [many, one] = [makeZip(files(pieces)), makeZip(files(text))]
  const archive = await openArchive(many)
  const read: Uint8Array[] = []
  for await (const chunk of archive.read('a.txt')) read.push(chunk)
  expect(Buffer.concat(read).toString() === text).toBe(true)
  expect(many.length).toBeLessThan(one.length * 1.1)
  expect(makeZip(files(['a', 'b']))).toEqual(makeZip(files('ab')))
})
