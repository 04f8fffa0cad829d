/** Files on their way out of the server: on the disk, not in memory (SPEC MI9), and the limits of writing them (MI1). */
import { fstatSync, writeSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { ExportPool, exportOut } from '../../../server/exchange/export-plan.ts'
import { SpooledFile, closeSpool, openSpool } from '../../../server/exchange/spool.ts'
import { type ExportRequest, writeSource } from '../../../server/exchange/write-source.ts'
import { fileBody } from '../../../server/http/file-body.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { planDoc, planDraft } from '../../support/drafts.ts'
import { temporaryFolder } from '../../support/temp.ts'

/** A plan of so many sections of ten rows. */
const requestOf = (sections: number): ExportRequest => ({
  source: { body: JSON.stringify(projectPlan(planDoc(planDraft(sections, 10)), 'p')) },
  format: 'json',
  locale: 'ru',
  hidden: false,
  at: '2026-01-01T00:00:00.000Z',
})

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<Buffer> =>
  Buffer.from(await new Response(stream).arrayBuffer())

test('[MI9] a large file goes out from the disk, a slice at a time, and is the one that is written in memory', async () => {
  const request = requestOf(200)
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
