/** A log of LevelDB's that has gone is noticed before the store is opened (SPEC CQ12). */
import { mkdir, rm, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { missingLog } from '../../../server/storage/missing-log.ts'
import { cli } from '../../support/cli.ts'
import { logRecords } from '../../support/storage-samples.ts'
import { temporaryFolder } from '../../support/temp.ts'

const logsIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, 'plans'))).filter((name) => name.endsWith('.log'))

test('[CQ12] the log that the manifest names is missed when it has gone, and only then', async () => {
  const folder = join(await temporaryFolder(), 'data')
  expect(await missingLog(folder)).toBeNull()
  // Each opening begins another log; with some of them the manifest is written anew.
  for (let round = 1; round <= 3; round++) {
    const storage = await openEmbeddedStorage({ folder })
    expect(await missingLog(folder)).toBeNull()
    if (round === 1) await storage.createPlan('p', 'epoch')
    await storage.append('p', (round - 1) * 5, logRecords(1, 5))
    await storage.close()
    expect(await missingLog(folder)).toBeNull()
  }
  const [log = ''] = await logsIn(folder)
  const path = join(folder, 'plans', log)
  await rm(path)
  expect(await missingLog(folder)).toBe(path)
  const { code, out, errors } = await cli(['check', '--data', folder])
  expect([code, `${out}${errors}`]).toEqual([1, expect.stringContaining(path)])
  // LevelDB says nothing, and what was acknowledged last is not there.
  const storage = await openEmbeddedStorage({ folder })
  expect((await storage.loadPlan('p'))?.seq).toBe(10)
  await storage.close()
  expect(await missingLog(folder)).toBeNull()
})

/** A store whose last log has gone; the log's path. */
const withoutLog = async (folder: string): Promise<string> => {
  // What makes it a store lies in a table by then.
  await (await openEmbeddedStorage({ folder })).close()
  const storage = await openEmbeddedStorage({ folder })
  await storage.createPlan('p', 'epoch')
  await storage.close()
  const [log = ''] = await logsIn(folder)
  const path = join(folder, 'plans', log)
  await rm(path)
  return path
}

test('[CQ12] every verb that opens the store tells it, and so does the opening itself', async () => {
  const home = await temporaryFolder()
  const [folder, file] = [join(home, 'data'), join(home, 'house.svod')]
  const told = [['backup', '-o', file], ['restore', file, '--force'], ['invite']]
  for (const verb of told) {
    const path = await withoutLog(folder)
    const { code, errors } = await cli([...verb, '--data', folder])
    expect([verb, code, errors]).toEqual([verb, 0, expect.stringMatching(/\(log-missing\)\n$/)])
    expect(errors).toContain(path)
    await rm(folder, { recursive: true })
  }
  const path = await withoutLog(folder)
  const losses: unknown[] = []
  const onLoss = (loss: unknown): void => void losses.push(loss)
  // A folder that cannot be opened, for its lock is one, too.
  await rm(join(folder, 'plans', 'LOCK'))
  await mkdir(join(folder, 'plans', 'LOCK'))
  await expect(openEmbeddedStorage({ folder, onLoss })).rejects.toMatchObject({ code: 'storage-failed' })
  expect(losses).toEqual([{ kind: 'log-missing', file: path }])
})

test('[CQ12] of a store that another one has open nothing is told, and nothing is left in its folder', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const storage = await openEmbeddedStorage({ folder })
  const [log = ''] = await logsIn(folder)
  await rm(join(folder, 'plans', log))
  const losses: unknown[] = []
  const opening = openEmbeddedStorage({ folder, onLoss: (loss) => void losses.push(loss) })
  await expect(opening).rejects.toMatchObject({ code: 'data-folder-in-use' })
  expect(losses).toEqual([])
  await storage.close()
})
