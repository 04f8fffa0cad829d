/** The administrator's check: every changed byte of a stored edition is found, and a whole store passes. */
import { ClassicLevel } from 'classic-level'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkStore } from '../../../server/commands/versions/check-store.ts'
import { hashOf, sealApproval, sealFrozen, sealVersion } from '../../../server/storage/edition-seal.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { seal, unseal } from '../../../server/storage/sealed-value.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { dice } from '../../support/random.ts'
import { approvalNumber, frozenNumber, planEntry, versionNumber } from '../../support/storage-samples.ts'
import { temporaryFolder } from '../../support/temp.ts'
import { makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { planDoc } from '../../support/drafts.ts'

const fill = async (storage: Storage): Promise<void> => {
  await storage.createPlan('p', 'epoch', await makeCheckpoint(planDoc(), 0, null))
  await storage.catalogue.putPlan(planEntry('p', 'План на год'))
  let before
  for (const number of [1, 2, 3]) {
    const body = JSON.stringify({ number, text: 'слово '.repeat(20) })
    const { seal: _, ...record } = versionNumber(number)
    const fresh = { ...record, body, hash: hashOf(body), previousHash: before?.hash ?? '' }
    before = sealVersion(fresh, before)
    await storage.addVersion('p', before)
  }
  const { seal: _, ...act } = approvalNumber(1)
  await storage.addApproval('p', sealApproval({ ...act, version: 3, hash: before?.hash ?? '' }, undefined))
  const { seal: _seal, sha256: _sum, size: _size, ...file } = frozenNumber(1)
  await storage.addFrozen('p', sealFrozen({ ...file, version: 3, hash: before?.hash ?? '' }, undefined))
}

const findingsIn = async (folder: string): Promise<string[]> => {
  const storage = await openEmbeddedStorage({ folder })
  try {
    const found: string[] = []
    for await (const { findings } of checkStore(storage)) found.push(...findings.map(({ kind }) => kind))
    return found
  } finally {
    await storage.close()
  }
}

const open = (folder: string) =>
  new ClassicLevel<Buffer, Buffer>(join(folder, 'plans'), { keyEncoding: 'buffer', valueEncoding: 'buffer' })

const LEDGER = ['version', 'body', 'approval', 'frozen', 'file']

test('[VE11] [FZ2] a changed byte in any stored edition or act is found, also where its checksum was made to fit', async () => {
  const folder = await temporaryFolder()
  const storage = await openEmbeddedStorage({ folder })
  await fill(storage)
  await storage.close()
  expect(await findingsIn(folder)).toEqual([])
  const roll = dice(7)
  const level = open(folder)
  const values = (await level.iterator().all()).filter(([key]) =>
    LEDGER.some((one) => key.toString().startsWith(`${one}\0`)),
  )
  await level.close()
  expect(values).toHaveLength(9)
  for (const [key, value] of values) {
    for (const fits of [false, true]) {
      const content = Buffer.from(unseal(value))
      const at = roll.int(content.length)
      content[at] = (content[at] ?? 0) ^ (1 << roll.int(5))
      const changed = fits ? Buffer.from(seal(content)) : Buffer.concat([value.subarray(0, 5), content])
      const tampering = open(folder)
      await tampering.put(key, changed)
      await tampering.close()
      expect(await findingsIn(folder), `${key.toString()} at ${at}`).not.toEqual([])
      const mending = open(folder)
      await mending.put(key, value)
      await mending.close()
    }
  }
  expect(await findingsIn(folder)).toEqual([])
})
