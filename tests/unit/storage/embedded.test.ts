/** The embedded adapter beyond the contract: the folder, its lock, damage, and that every write is synced. */
import { cp, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ClassicLevel } from 'classic-level'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openClassicKv } from '../../../server/storage/classic-kv.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import type { KvOperation, KvStore } from '../../../server/storage/kv.ts'
import { PlanKeys, ledgerKey } from '../../../server/storage/plan-keys.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { runScript } from '../../support/child.ts'
import {
  auditOf,
  checkpointAt,
  historyOf,
  logRecords,
  planEntry,
  versionNumber,
} from '../../support/storage-samples.ts'
import { temporaryFolder } from '../../support/temp.ts'

const CHILD = fileURLToPath(new URL('../../crash/append-child.ts', import.meta.url))

const opened = async (folder: string): Promise<Storage> => {
  const storage = await openEmbeddedStorage({ folder })
  onTestFinished(() => storage.close())
  return storage
}

/** A stored plan `p` with three chunks of two records and a checkpoint in the second. */
const storedPlan = async (): Promise<string> => {
  const folder = await temporaryFolder()
  const storage = await openEmbeddedStorage({ folder })
  await storage.createPlan('p', 'epoch')
  for (let seq = 0; seq < 6; seq += 2) await storage.append('p', seq, logRecords(seq + 1, seq + 2))
  await storage.saveCheckpoint('p', checkpointAt(3))
  await storage.catalogue.putPlan(planEntry('p'))
  await storage.close()
  return folder
}

const tamper = async (folder: string, change: (store: KvStore) => Promise<KvOperation>): Promise<void> => {
  const store = await openClassicKv(join(folder, 'plans'))
  await store.write([await change(store)])
  await store.close()
}

const fails = (code: string, details: object = {}) => expect.objectContaining({ code, ...details })

describe('the folder', () => {
  test('[ST16] is made where it does not exist, with everything above it', async () => {
    const folder = join(await temporaryFolder(), 'a', 'b')
    await (await opened(folder)).catalogue.putPlan(planEntry('p'))
    const text = await readFile(join(folder, 'catalogue.json'), 'utf8')
    expect(text).toContain('\n      "title": "План"')
    expect(text.endsWith('}\n')).toBe(true)
    const { mode } = await stat(join(folder, 'catalogue.json'))
    expect(mode & 0o077).toBe(0)
  })

  test('[ST22] that was moved away acknowledges nothing, can be read, and is as good as before once it is back', async () => {
    const folder = await storedPlan()
    const storage = await opened(folder)
    const away = `${folder}-away`
    await rename(folder, away)
    onTestFinished(() => rm(away, { recursive: true, force: true }))
    await expect(storage.check()).rejects.toEqual(fails('storage-failed'))
    const writes = [
      () => storage.append('p', 6, logRecords(7, 8)),
      () => storage.createPlan('q', 'epoch'),
      () => storage.catalogue.putPlan(planEntry('q')),
      () => storage.appendAudit(auditOf('plan.create')),
    ]
    for (const write of writes) await expect(write()).rejects.toEqual(fails('storage-failed'))
    expect((await storage.loadPlan('p'))?.epoch).toBe('epoch')
    await rename(away, folder)
    await storage.check()
    const { seq = 0 } = (await storage.loadPlan('p')) ?? {}
    await storage.append('p', seq, logRecords(seq + 1, seq + 2))
    await storage.catalogue.putPlan(planEntry('q'))
    await storage.close()
    const again = await opened(folder)
    expect(await again.loadPlan('p')).toMatchObject({ epoch: 'epoch', seq: seq + 2 })
    expect(again.catalogue.plans().map(({ id }) => id)).toEqual(['p', 'q'])
  })

  test('[ST22] in whose place a faithful copy of it stands is not the one that is open', async () => {
    const folder = await storedPlan()
    // A whole second: a copy has it to the last digit.
    await utimes(join(folder, 'plans', 'LOCK'), 1e9, 1e9)
    const storage = await opened(folder)
    await cp(folder, `${folder}-copy`, { recursive: true, preserveTimestamps: true })
    await rm(folder, { recursive: true })
    await rename(`${folder}-copy`, folder)
    await expect(storage.append('p', 6, logRecords(7, 8))).rejects.toEqual(fails('storage-failed'))
  })

  test('[ST22] in whose place another stands leaves that alone', async () => {
    const folder = await storedPlan()
    const storage = await opened(folder)
    await rm(folder, { recursive: true })
    const other = await openEmbeddedStorage({ folder: `${folder}-other` })
    await other.createPlan('theirs', 'epoch')
    await other.close()
    await rename(`${folder}-other`, folder)
    const catalogue = await readFile(join(folder, 'catalogue.json'))
    await expect(storage.check()).rejects.toEqual(fails('storage-failed'))
    await expect(storage.append('p', 6, logRecords(7, 8))).rejects.toEqual(fails('storage-failed'))
    await expect(storage.catalogue.putPlan(planEntry('q'))).rejects.toEqual(fails('storage-failed'))
    await storage.close()
    expect(await readFile(join(folder, 'catalogue.json'))).toEqual(catalogue)
    const theirs = await opened(folder)
    expect([await theirs.loadPlan('p'), (await theirs.loadPlan('theirs'))?.epoch]).toEqual([null, 'epoch'])
  })

  test('[ST19] has the names of its files on disk before the store is open', async () => {
    const folder = await temporaryFolder()
    const synced: string[] = []
    const store = await openClassicKv(folder, async (path) => {
      expect(await readFile(join(path, 'CURRENT'), 'utf8')).toMatch(/^MANIFEST-/)
      synced.push(path)
    })
    await store.reopen()
    await store.close()
    expect(synced).toHaveLength(2)
  })

  test('[ST19] is free again where its names cannot be brought to disk', async () => {
    const folder = await temporaryFolder()
    const failing = openClassicKv(folder, () => Promise.reject(new Error('EIO')))
    await expect(failing).rejects.toEqual(fails('storage-failed'))
    const store = await openClassicKv(folder)
    await store.close()
  })

  test('[ST16] belongs to one process; another is refused and says which folder', async () => {
    const folder = await temporaryFolder()
    await opened(folder)
    const refused = { code: 'data-folder-in-use', details: { folder } }
    await expect(openEmbeddedStorage({ folder })).rejects.toEqual(expect.objectContaining(refused))
    const other = runScript(CHILD, [folder, '1'])
    await other.ended
    expect(other.process.exitCode).toBe(1)
    expect(other.errors()).toContain('data-folder-in-use')
  })

  test('[ST16] is free again when the store was closed or could not be opened', async () => {
    const folder = await storedPlan()
    const path = join(folder, 'catalogue.json')
    const text = await readFile(path)
    await writeFile(path, 'no json')
    await expect(openEmbeddedStorage({ folder })).rejects.toEqual(fails('data-broken'))
    await writeFile(path, text)
    expect((await (await opened(folder)).loadPlan('p'))?.seq).toBe(6)
  })

  test('[ST16] that cannot be made is named', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    for (const folder of [file, join(file, 'below')]) {
      const refused = { code: 'data-folder-unwritable', details: { folder } }
      await expect(openEmbeddedStorage({ folder })).rejects.toEqual(expect.objectContaining(refused))
    }
  })
})

describe('damage', () => {
  test('[ST14] a catalogue that cannot be read is named and left as it is', async () => {
    const folder = await storedPlan()
    const path = join(folder, 'catalogue.json')
    const good = await readFile(path, 'utf8')
    const bad = [
      '',
      good.slice(0, 100),
      good.replace('svod-catalogue/1', 'svod-catalog'),
      good.replace('"year": 2026', '"year": "2026"'),
      good.replace('"title"', '"later": 1, "title"'),
      '\u0000'.repeat(good.length),
    ]
    for (const text of bad) {
      await writeFile(path, text)
      await expect(openEmbeddedStorage({ folder })).rejects.toEqual(
        fails('data-broken', { details: { what: path } }),
      )
      expect(await readFile(path, 'utf8')).toBe(text)
    }
  })

  test('[ST14] a missing catalogue is not replaced where plans are stored', async () => {
    const folder = await storedPlan()
    await rm(join(folder, 'catalogue.json'))
    await expect(openEmbeddedStorage({ folder })).rejects.toEqual(fails('data-incomplete'))
    await expect(stat(join(folder, 'catalogue.json'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  const keys = new PlanKeys('p')
  const del = (key: Uint8Array) => async (): Promise<KvOperation> => ({ type: 'del', key })
  const changed = (key: Uint8Array, change: (value: Uint8Array) => Uint8Array) => async (store: KvStore) => {
    const value = change(new Uint8Array((await store.get(key)) ?? []))
    return { type: 'put' as const, key, value }
  }
  const flipped = (value: Uint8Array) => value.with(value.length - 1, (value.at(-1) ?? 0) ^ 1)
  const copied = (from: number, to: number) => async (store: KvStore) => {
    const value = new Uint8Array((await store.get(keys.chunk(from))) ?? [])
    return { type: 'put' as const, key: keys.chunk(to), value }
  }
  const damages: [name: string, change: (store: KvStore) => Promise<KvOperation>][] = [
    ['a gap after the checkpoint', del(keys.chunk(4))],
    ['a gap further on', copied(6, 9)],
    ['records twice', copied(6, 7)],
    ['records that the checkpoint contains', copied(4, 2)],
    ['a flipped bit in the log', changed(keys.chunk(6), flipped)],
    ['a log value cut short', changed(keys.chunk(6), (value) => value.slice(0, -3))],
    ['an empty log value', changed(keys.chunk(6), () => new Uint8Array(0))],
    ['a flipped bit in the state', changed(keys.checkpointState, flipped)],
    ['a checkpoint without its state', del(keys.checkpointState)],
    ['a checkpoint without its head', del(keys.checkpointHead)],
    ['a missing epoch', del(keys.head)],
    ['a value of a later version', changed(keys.head, (value) => value.with(0, 9))],
  ]
  test.each(damages)('[ST7] a plan with %s does not load', async (_, damage) => {
    const folder = await storedPlan()
    await tamper(folder, damage)
    const storage = await opened(folder)
    await expect(storage.loadPlan('p')).rejects.toEqual(fails('data-broken'))
  })
})

test('[ST5] every write to the plan store is one batch, and synced', async () => {
  const batch = vi.spyOn(ClassicLevel.prototype, 'batch')
  const others = (['put', 'del', 'clear'] as const).map((name) => vi.spyOn(ClassicLevel.prototype, name))
  onTestFinished(() => void vi.restoreAllMocks())
  const storage = await opened(await temporaryFolder())
  await storage.createPlan('p', 'epoch', checkpointAt(0))
  await storage.append('p', 0, logRecords(1, 2))
  await storage.saveCheckpoint('p', checkpointAt(1))
  await storage.addVersion('p', versionNumber(1))
  await storage.appendAudit(auditOf('a'))
  const past = { epoch: 'epoch', next: 'next', endedAt: 1 }
  await storage.renewPlan('p', {
    past,
    kept: new Uint8Array(1),
    checkpoint: checkpointAt(2),
    forgetBefore: 0,
  })
  await storage.purgePlan('p')
  const options = batch.mock.calls.map((call) => (call as unknown[])[1])
  // Two more when the store was made: for the layout's version, and that the files beside it are there.
  expect(options).toEqual(Array.from({ length: 9 }, () => ({ sync: true })))
  expect(others.map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0])
})

test('[BL2] while the disk is full the store is read, and it is written again as soon as the disk takes it', async () => {
  const folder = await temporaryFolder()
  const storage = await opened(folder)
  await storage.createPlan('p', 'epoch')
  await storage.append('p', 0, logRecords(1, 2))
  const full = vi
    .spyOn(ClassicLevel.prototype, 'batch')
    .mockRejectedValue(Object.assign(new Error('no space'), { code: 'LEVEL_IO_ERROR' }))
  onTestFinished(() => full.mockRestore())
  const trial = join(folder, 'plans', 'trial.tmp')
  await mkdir(trial)
  for (let times = 0; times < 2; times++) {
    await expect(storage.append('p', 2, logRecords(3, 3))).rejects.toThrow(fails('storage-failed'))
    expect((await storage.loadPlan('p'))?.tail).toEqual(logRecords(1, 2))
    expect(await storage.tracePlans()).toMatchObject([{ id: 'p', isEmpty: false }])
    expect(await storage.listVersions('p')).toEqual([])
  }
  full.mockRestore()
  await expect(storage.append('p', 2, logRecords(3, 3))).rejects.toThrow(fails('storage-failed'))
  await rm(trial, { recursive: true })
  await storage.append('p', 2, logRecords(3, 4))
  expect((await storage.loadPlan('p'))?.tail).toEqual(logRecords(1, 4))
  expect(await readdir(join(folder, 'plans'))).not.toContain('trial.tmp')
})

test('[ST23] a damaged value of history makes no checkpoint fail, and is told to whoever reads it', async () => {
  const folder = await temporaryFolder()
  const before = await openEmbeddedStorage({ folder })
  await before.createPlan('p', 'epoch')
  await before.append('p', 0, logRecords(1, 80))
  const save = (storage: Storage, seq: number) =>
    storage.saveCheckpoint('p', { ...checkpointAt(seq), history: [historyOf('r1', 5)] })
  for (let seq = 1; seq <= 64; seq++) await save(before, seq)
  await before.close()
  const key = ledgerKey('history', 'p', 1)
  await tamper(folder, () => Promise.resolve({ type: 'put', key, value: Uint8Array.of(1, 2, 3) }))
  const storage = await opened(folder)
  for (let seq = 65; seq <= 70; seq++) await save(storage, seq)
  expect((await storage.loadPlan('p'))?.checkpoint?.seq).toBe(70)
  await expect(storage.readHistory('p')).rejects.toEqual(fails('data-broken'))
})

test('[ST23] where the state before cannot be read, its stretch is given up and the next one begins anew', async () => {
  const folder = await temporaryFolder()
  const before = await openEmbeddedStorage({ folder })
  await before.createPlan('p', 'epoch', checkpointAt(0))
  await before.append('p', 0, logRecords(1, 4))
  await before.close()
  const key = new PlanKeys('p').checkpointState
  await tamper(folder, () => Promise.resolve({ type: 'put', key, value: Uint8Array.of(1, 2, 3) }))
  const storage = await opened(folder)
  await storage.saveCheckpoint('p', checkpointAt(2))
  expect(await storage.listPast('p')).toEqual([])
  await storage.saveCheckpoint('p', checkpointAt(4))
  expect(await storage.listPast('p')).toMatchObject([{ from: 3, seq: 4, hasBase: true }])
})
