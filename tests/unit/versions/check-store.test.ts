/** The administrator's check: every changed byte of a stored edition is found, and a whole store passes. */
import { ClassicLevel } from 'classic-level'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkStore } from '../../../server/commands/versions/check-store.ts'
import { hashOf, sealApproval, sealFrozen, sealVersion } from '../../../server/storage/edition-seal.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { seal, unseal } from '../../../server/storage/sealed-value.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { runScript } from '../../support/child.ts'
import { dice } from '../../support/random.ts'
import {
  approvalNumber,
  checkpointAt,
  frozenNumber,
  planEntry,
  versionNumber,
} from '../../support/storage-samples.ts'
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

const cli = async (...args: string[]) => {
  const child = runScript('server/cli.ts', args)
  const out: string[] = []
  for await (const line of child.lines) out.push(line)
  await child.ended
  return { out: out.join('\n'), errors: child.errors(), code: child.process.exitCode }
}

test('[VE11] [VE12] the command line tells what it found, and why it cannot', async () => {
  const folder = await temporaryFolder()
  const storage = await openEmbeddedStorage({ folder })
  onTestFinished(() => storage.close())
  await fill(storage)
  const running = await cli('check', '--data', folder)
  expect([running.code, running.errors]).toEqual([
    1,
    expect.stringContaining(`${folder} is in use by another Svod`),
  ])
  await storage.createPlan('q', 'epoch', checkpointAt(0))
  await storage.close()
  const broken = await cli('check', '--data', folder)
  expect(broken.code).toBe(1)
  expect(broken.out).toContain('ok     p  План на год: 3 versions, 1 act, 1 file')
  expect(broken.out).toContain('BROKEN q (not listed): 0 versions, 0 acts, 0 files')
  expect(broken.out).toContain('1 of 2 plans are not whole.')
  const again = await openEmbeddedStorage({ folder })
  await again.purgePlan('q')
  await again.close()
  const whole = await cli('check', '--data', folder)
  expect([whole.code, whole.out.split('\n').at(-1)]).toEqual([0, 'All 1 plans are whole.'])
  const nothing = await cli('check', '--data', join(folder, 'nowhere'))
  expect([nothing.code, nothing.errors]).toEqual([1, expect.stringContaining('holds no data of Svod')])
  const unknown = await cli('chekc')
  expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining('check')])
})
