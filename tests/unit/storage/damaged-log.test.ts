/** A log of LevelDB's with a hole is noticed before the store is opened (SPEC CQ13). */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { damagedLogs } from '../../../server/storage/damaged-log.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { cli } from '../../support/cli.ts'
import { logRecords } from '../../support/storage-samples.ts'
import { temporaryFolder } from '../../support/temp.ts'

/** A store with some forty records in its log; the log's path. */
const written = async (folder: string): Promise<string> => {
  const storage = await openEmbeddedStorage({ folder })
  await storage.createPlan('p', 'epoch')
  for (let round = 0; round < 40; round++) await storage.append('p', round * 5, logRecords(1, 5))
  await storage.close()
  const [name = ''] = (await readdir(join(folder, 'plans'))).filter((one) => one.endsWith('.log'))
  return join(folder, 'plans', name)
}

/** Of LevelDB's log: records begin anew with each. */
const BLOCK = 32 * 1024

const flip = async (path: string, at: number): Promise<void> => {
  const bytes = await readFile(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}

test('[CQ13] a changed byte in the middle of the log is found, a broken end is not taken for one', async () => {
  const folder = join(await temporaryFolder(), 'data')
  expect(await damagedLogs(folder)).toEqual([])
  const path = await written(folder)
  expect(await damagedLogs(folder)).toEqual([])
  const whole = await readFile(path)
  await writeFile(path, whole.subarray(0, whole.length - 3))
  expect(await damagedLogs(folder)).toEqual([])
  await writeFile(path, whole)
  await flip(path, whole.length - 3)
  expect(await damagedLogs(folder)).toEqual([])
  await writeFile(path, whole)
  await flip(path, Math.floor(whole.length / 2))
  expect(await damagedLogs(folder)).toEqual([path])
  const zeroed = Buffer.from(whole)
  zeroed.fill(0, 500, 1500)
  await writeFile(path, Buffer.concat([zeroed, Buffer.alloc(BLOCK - zeroed.length), whole]))
  expect(await damagedLogs(folder)).toEqual([path])
})

test('[CQ13] it is told by check, and a copy of it stays', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const path = await written(folder)
  const { length } = await readFile(path)
  await flip(path, Math.floor(length / 2))
  const damaged = await readFile(path)
  const { code, out, errors } = await cli(['check', '--data', folder])
  const copy = join(folder, `damaged-${path.split(/[\\/]/).at(-1)}`)
  expect([code, `${out}${errors}`]).toEqual([1, expect.stringContaining(copy)])
  expect(await readFile(copy)).toEqual(damaged)
})

test('[CQ13] a backup tells it, too, and a copy of it stays', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const path = await written(folder)
  await flip(path, Math.floor((await readFile(path)).length / 2))
  const damaged = await readFile(path)
  const { code, errors } = await cli(['backup', '-o', join(folder, 'house.svod'), '--data', folder])
  const copy = join(folder, `damaged-${basename(path)}`)
  expect([code, errors]).toEqual([0, expect.stringMatching(/\(log-damaged\)\n$/)])
  expect(errors).toContain(copy)
  expect(await readFile(copy)).toEqual(damaged)
})

test('[CQ13] a copy that was made for nothing, for another process has the store open, is taken away', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const path = await written(folder)
  await flip(path, Math.floor((await readFile(path)).length / 2))
  const damaged = await readFile(path)
  const storage = await openEmbeddedStorage({ folder })
  await writeFile(path, damaged)
  const copies = async () => (await readdir(folder)).filter((name) => name.startsWith('damaged-'))
  for (const name of await copies()) await rm(join(folder, name))
  await expect(openEmbeddedStorage({ folder })).rejects.toMatchObject({ code: 'data-folder-in-use' })
  expect(await copies()).toEqual([])
  await storage.close()
})
