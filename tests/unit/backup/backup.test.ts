/** A backup holds everything, whichever adapter it comes from or goes to, and anything that was done to it is found. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BackupDamage, linesIn, linesOf } from '../../../server/commands/backup/backup-lines.ts'
import { verifyBackup } from '../../../server/commands/backup/read-backup.ts'
import { openClassicKv } from '../../../server/storage/classic-kv.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { LEDGERS, numberOf } from '../../../server/storage/plan-keys.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { adapters } from '../../contract/adapters.ts'
import { backupLines, each, restoredFrom } from '../../support/backups.ts'
import { dice } from '../../support/random.ts'
import {
  approvalNumber,
  auditOf,
  checkpointAt,
  frozenNumber,
  historyOf,
  logRecords,
  numbersIn,
  personEntry,
  planEntry,
  versionNumber,
} from '../../support/storage-samples.ts'
import { temporaryFolder } from '../../support/temp.ts'

/** Two epochs gone, and stretches of the past with and without a state, fine and joined. */
const fillPast = async (storage: Storage): Promise<void> => {
  const history = [historyOf('r1', 5), historyOf('r2', 6)]
  await storage.saveCheckpoint('p', { ...checkpointAt(2, true), history })
  const renew = (epoch: string, next: string, seq: number) =>
    storage.renewPlan('p', {
      past: { epoch, next, endedAt: seq * 10 },
      kept: Uint8Array.of(0, 255, seq),
      checkpoint: checkpointAt(seq),
      forgetBefore: 0,
    })
  await renew('epoch p', 'two', 3)
  await storage.append('p', 3, logRecords(4, 6))
  await renew('two', 'three', 6)
  await storage.append('p', 6, logRecords(7, 1209))
  for (const seq of [8, 9]) await storage.saveCheckpoint('p', checkpointAt(seq, true))
  await storage.joinPast('p', 7, 9, {
    base: checkpointAt(6).stateV2,
    records: logRecords(9, 9),
    authors: [{ client: 7, clock: 3, by: 'anna', at: 2 }],
    grain: 1000,
    steps: [{ by: 'anna', first: 1, last: 2, count: 3 }],
  })
  await storage.saveCheckpoint('p', checkpointAt(11, true))
}

const fill = async (storage: Storage): Promise<void> => {
  for (const id of ['p', 'q', 'unlisted']) {
    await storage.createPlan(id, `epoch ${id}`, id === 'q' ? undefined : checkpointAt(0, id === 'p'))
    await storage.append(id, 0, logRecords(1, 3))
  }
  await fillPast(storage)
  await storage.catalogue.putPlan(planEntry('p', 'План «А»'))
  await storage.catalogue.putPlan({ ...planEntry('q'), deletedAt: '2026-01-05', deletedBy: 'anna' })
  await storage.catalogue.putDepartments([{ id: 'd1', name: 'Отдел', short: 'Отд.', hue: 2 }])
  for (const number of [1, 2]) await storage.addVersion('p', versionNumber(number))
  for (const number of [1, 2, 3]) await storage.addApproval('p', approvalNumber(number))
  for (const number of [1, 2, 3]) await storage.addFrozen('p', frozenNumber(number))
  await storage.directory.change((data) => ({ ...data, people: [personEntry('anna')] }))
  await storage.inboxes.change('anna', (data) => ({ ...data, locale: 'ru' }))
  for (let at = 0; at < 1101; at++) await storage.appendAudit(auditOf(`action ${at}`))
}

/** The past of a plan; what it measures is each adapter's own. */
const pastOf = async (storage: Storage, id: string) => {
  const heads = await storage.listPast(id)
  const epochs = await storage.listPastEpochs(id)
  return {
    stretches: (await storage.readPast(id, 0, 9999)).map(({ head, base, ...content }) => ({
      ...content,
      base: base && Buffer.from(base).toString('hex'),
      head: { ...head, bytes: 0, sinceBase: 0, baseBytes: 0 },
    })),
    measured: heads.map(({ bytes, sinceBase, baseBytes }) => [bytes, sinceBase, baseBytes]),
    epochs: await Promise.all(epochs.map(({ epoch }) => storage.loadPastEpoch(id, epoch))),
  }
}

/** Everything that can be asked of a store. */
const contentOf = async (storage: Storage) => {
  const ids = (await storage.tracePlans()).map(({ id }) => id).toSorted()
  const plans = await Promise.all(
    ids.map(async (id) => {
      const stored = await storage.loadPlan(id)
      const files = await storage.listFrozen(id)
      return {
        id,
        epoch: stored?.epoch,
        checkpoint: stored?.checkpoint,
        tail: stored?.tail,
        seq: stored?.seq,
        past: await pastOf(storage, id),
        versions: await Promise.all([1, 2].map((number) => storage.loadVersion(id, number))),
        approvals: await storage.listApprovals(id),
        files: await Promise.all(files.map(({ number }) => storage.loadFrozen(id, number))),
        history: (await storage.readHistory(id)).toSorted((a, b) =>
          (a.entity ?? '') < (b.entity ?? '') ? -1 : 1,
        ),
        entry: storage.catalogue.plan(id),
      }
    }),
  )
  const audit = (await storage.readAudit(5000)).map((record) => ({ ...record, number: 0 }))
  const { catalogue, directory } = storage
  const inboxes = await storage.inboxes.read('anna')
  return { plans, audit, inboxes, departments: catalogue.departments(), directory: directory.data }
}

test.each(adapters)('[CL2] $name: what is restored of a backup is what was there', async (adapter) => {
  const storage = await adapter.open()
  await fill(storage)
  const lines = await backupLines(storage)
  const { house, ...counts } = await verifyBackup(each(lines))
  expect(counts).toEqual({ plans: 3, versions: 2, files: 3, people: 1 })
  expect(house.secret).toBe(storage.catalogue.secret())
  for (const other of adapters) {
    const restored = await restoredFrom(lines, await other.open())
    const [found, expected] = [await contentOf(restored), await contentOf(storage)]
    if (other !== adapter) for (const { past } of [...found.plans, ...expected.plans]) past.measured = []
    expect(found).toEqual(expected)
    expect(found.plans[0]?.past).toMatchObject({
      stretches: [2, 3, 6, 9, 11].map((seq) => ({ head: { seq } })),
      epochs: [{ epoch: 'epoch p' }, { epoch: 'two' }],
    })
    // And it goes on from there.
    await restored.append('p', 1209, logRecords(1210, 1210))
    await restored.saveCheckpoint('p', { ...checkpointAt(1210), history: [historyOf('r1', 5)] })
    expect((await restored.listPast('p')).at(-1)).toMatchObject({ from: 12, seq: 1210, hasBase: false })
    expect(await restored.readHistory('p')).toHaveLength(2)
    await restored.addFrozen('p', frozenNumber(4))
  }
})

/** Where everything of a plan lies; how its log and its history are cut is no part of it. */
const placesIn = async (folder: string): Promise<string[]> => {
  const store = await openClassicKv(join(folder, 'plans'))
  const keys = await store.keys({ from: Buffer.of(0), to: Buffer.of(255) })
  await store.close()
  const places = keys.map((key) => {
    const [space = '', of = '', rest] = Buffer.from(key).toString('latin1').split('\0')
    if (space === 'plan') return `plan ${of} ${rest?.[0]}`
    const isCut = space === 'history' || !LEDGERS.some((ledger) => ledger === space)
    return isCut ? space : `${space} ${of} ${numberOf(key)}`
  })
  return [...new Set(places)].toSorted()
}

test('[CL2] nothing that a store keeps of a plan is left out: every ledger has its place in a backup', async () => {
  const folders = [await temporaryFolder(), await temporaryFolder()] as const
  const storage = await openEmbeddedStorage({ folder: folders[0] })
  await fill(storage)
  const restored = await openEmbeddedStorage({ folder: folders[1] })
  await restoredFrom(await backupLines(storage), restored)
  await Promise.all([storage.close(), restored.close()])
  const places = await placesIn(folders[0])
  // A new ledger has to be filled here, and to come back.
  expect(LEDGERS.filter((ledger) => !places.some((place) => place.split(' ')[0] === ledger))).toEqual([])
  expect(await placesIn(folders[1])).toEqual(places)
})

test('[CL2] a room that goes on, and an epoch that ends, while a plan is read are none of its backup', async () => {
  const storage = openMemoryStorage()
  await fill(storage)
  const before = await contentOf(storage)
  const busy = new Proxy(storage, {
    get: (target, key) => {
      if (key === 'loadPlan')
        return async (id: string) => {
          const stored = await target.loadPlan(id)
          if (id !== 'p') return stored
          await target.saveCheckpoint('p', checkpointAt(20))
          const past = { epoch: 'three', next: 'four', endedAt: 99 }
          const renewal = { past, kept: new Uint8Array(), checkpoint: checkpointAt(1209), forgetBefore: 0 }
          await target.renewPlan('p', renewal)
          return stored
        }
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  expect(await contentOf(await restoredFrom(await backupLines(busy)))).toEqual(before)
})

test('[CL2] a backup of before the past was in it is restored, and its logs begin anew', async () => {
  const storage = openMemoryStorage()
  await fill(storage)
  const records = (await backupLines(storage)).map((line) => JSON.parse(line.slice(65)) as OldRecord)
  const old = records.filter(({ kind }) => kind !== 'past' && kind !== 'epoch')
  for (const { checkpoint } of old) delete checkpoint?.seq
  const lines: string[] = []
  for await (const line of linesOf(inOrder(old))) lines.push(line.trimEnd())
  await verifyBackup(each(lines))
  const restored = await restoredFrom(lines)
  const stored = await restored.loadPlan('p')
  expect([stored?.checkpoint?.seq, stored?.seq, numbersIn(stored?.tail ?? []).at(-1)]).toEqual([
    0, 1198, 1209,
  ])
  expect([await restored.listPast('p'), await restored.listPastEpochs('p')]).toEqual([[], []])
  expect(await restored.readHistory('p')).toHaveLength(2)
})

interface OldRecord {
  kind: string
  checkpoint?: { seq?: number } | null
}

// eslint-disable-next-line typescript/require-await
async function* inOrder<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

const damageIn = async (lines: readonly string[]): Promise<number> => {
  const found = await verifyBackup(each(lines)).catch((error: unknown) => error)
  if (found instanceof BackupDamage) return found.line
  throw new Error('nothing was found')
}

test('[CL3] a changed sign, a line that is gone, doubled or swapped, and a cut are found at their line', async () => {
  const storage = openMemoryStorage()
  await fill(storage)
  const lines = await backupLines(storage)
  const roll = dice(3)
  for (let round = 0; round < 60; round++) {
    const at = roll.int(lines.length - 1)
    const line = lines[at] ?? ''
    const place = roll.int(line.length)
    const other = line[place] === 'a' ? 'b' : 'a'
    expect(await damageIn(lines.with(at, line.slice(0, place) + other + line.slice(place + 1)))).toBe(at + 1)
    expect(await damageIn(lines.toSpliced(at, 1))).toBe(at + 1)
    expect(await damageIn(lines.slice(0, at + 1))).toBe(at + 2)
    expect(await damageIn(lines.toSpliced(at, 0, line))).toBe(at + 2)
  }
  expect(await damageIn([])).toBe(1)
  expect(await damageIn(['PK'])).toBe(1)
})

const partsOf = async (pieces: readonly string[], longest?: number): Promise<string[]> => {
  const lines: string[] = []
  for await (const line of linesIn(inOrder(pieces), longest)) lines.push(line)
  return lines
}

test('[CL10] a line feed alone ends a line, however the text is cut', async () => {
  const lines = ['{"a":"\u2028"}', '\u2029\r\u0085', '', 'the end']
  for (const tail of ['', '\n']) {
    const text = lines.join('\n') + tail
    expect(await partsOf([text])).toEqual(lines)
    expect(await partsOf(text.split(''))).toEqual(lines)
  }
  expect(await partsOf([])).toEqual([])
  // What carried the file may have written its line ends anew.
  expect(await partsOf(['a\r\nb\r', '\n'])).toEqual(['a', 'b'])
  expect(await partsOf(['abc\nabc'], 3)).toEqual(['abc', 'abc'])
  await expect(partsOf(['abc\nab', 'cd\n'], 3)).rejects.toMatchObject({ line: 2 })
})
