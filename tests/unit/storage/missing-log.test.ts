/** A log of LevelDB's that has gone is noticed before the store is opened (SPEC CQ12). */
import { rm, readdir } from 'node:fs/promises'
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
