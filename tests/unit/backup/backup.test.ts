/** A backup holds everything, whichever adapter it comes from or goes to, and anything that was done to it is found. */
import { expect, test } from 'vitest'
import { BackupDamage, linesOf } from '../../../server/commands/backup/backup-lines.ts'
import { readBackup, verifyBackup } from '../../../server/commands/backup/read-backup.ts'
import { takeBackup } from '../../../server/commands/backup/take-backup.ts'
import { createTurns } from '../../../server/commands/versions/turns.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { adapters } from '../../contract/adapters.ts'
import { dice } from '../../support/random.ts'
import {
  approvalNumber,
  auditOf,
  checkpointAt,
  frozenNumber,
  historyOf,
  logRecords,
  personEntry,
  planEntry,
  versionNumber,
} from '../../support/storage-samples.ts'

const fill = async (storage: Storage): Promise<void> => {
  for (const id of ['p', 'q', 'unlisted']) {
    await storage.createPlan(id, `epoch ${id}`, id === 'q' ? undefined : checkpointAt(0, id === 'p'))
    await storage.append(id, 0, logRecords(1, id === 'p' ? 1203 : 3))
  }
  await storage.saveCheckpoint('p', {
    ...checkpointAt(2, true),
    history: [historyOf('r1', 5), historyOf('r2', 6)],
  })
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

/** Everything that can be asked of a store, but for where its logs begin. */
const contentOf = async (storage: Storage) => {
  const ids = (await storage.tracePlans()).map(({ id }) => id).toSorted()
  const plans = await Promise.all(
    ids.map(async (id) => {
      const stored = await storage.loadPlan(id)
      const files = await storage.listFrozen(id)
      return {
        id,
        epoch: stored?.epoch,
        checkpoint: stored?.checkpoint && { ...stored.checkpoint, seq: 0 },
        tail: stored?.tail,
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

const linesFrom = async (storage: Storage): Promise<string[]> => {
  const lines: string[] = []
  const backup = takeBackup({ storage, editions: createTurns(), now: () => 0 })
  for await (const line of linesOf(backup)) lines.push(line.trimEnd())
  return lines
}

// eslint-disable-next-line typescript/require-await
async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

test.each(adapters)('[CL2] $name: what is restored of a backup is what was there', async (adapter) => {
  const storage = await adapter.open()
  await fill(storage)
  const lines = await linesFrom(storage)
  const { house, ...counts } = await verifyBackup(each(lines))
  expect(counts).toEqual({ plans: 3, versions: 2, files: 3, people: 1 })
  expect(house.secret).toBe(storage.catalogue.secret())
  for (const other of adapters) {
    const restored = await other.open()
    await readBackup(each(lines), restored)
    expect(await contentOf(restored)).toEqual(await contentOf(storage))
    // And it goes on from there.
    const end = (await restored.loadPlan('p'))?.seq ?? -1
    await restored.append('p', end, logRecords(1, 1))
    await restored.saveCheckpoint('p', { ...checkpointAt(end + 1), history: [historyOf('r1', 5)] })
    expect(await restored.readHistory('p')).toHaveLength(2)
    await restored.addFrozen('p', frozenNumber(4))
  }
})

const damageIn = async (lines: readonly string[]): Promise<number> => {
  const found = await verifyBackup(each(lines)).catch((error: unknown) => error)
  if (found instanceof BackupDamage) return found.line
  throw new Error('nothing was found')
}

test('[CL3] a changed sign, a line that is gone, doubled or swapped, and a cut are found at their line', async () => {
  const storage = openMemoryStorage()
  await fill(storage)
  const lines = await linesFrom(storage)
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
