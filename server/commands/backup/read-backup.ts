/** A backup is read back into an empty store, record by record. Owns the order in which they may come. */
import { SvodError } from '../../../shared/errors.ts'
import type { Checkpoint, Storage } from '../../storage/storage.ts'
import { BackupDamage, recordsIn } from './backup-lines.ts'
import { type BackupCounts, type BackupRecord, backupRecord } from './backup-records.ts'

type House = Extract<BackupRecord, { kind: 'house' }>
type Past = Extract<BackupRecord, { kind: 'epoch' | 'past' }>
type Plan = Extract<BackupRecord, { kind: 'plan' }>

/** A whole, valid record with its line. @throws BackupDamage */
const valid = ({ line, record }: { line: number; record: unknown }): BackupRecord => {
  const read = backupRecord.safeParse(record)
  if (read.success) return read.data
  const kind = typeof record === 'object' && record !== null && 'kind' in record ? String(record.kind) : ''
  if (line === 1) throw new BackupDamage(line, 'it is no backup of Svod, or one of a later version')
  throw new BackupDamage(line, `a record “${kind}” that this version does not know`)
}

/** Reads a backup to its end without doing anything. @throws BackupDamage */
export const verifyBackup = async (
  lines: AsyncIterable<string>,
): Promise<BackupCounts & { house: House }> => {
  let [last, house, end] = [0, null as House | null, null as BackupCounts | null]
  for await (const one of recordsIn(lines)) {
    last = one.line
    if (end) throw new BackupDamage(one.line, 'something stands behind the end')
    const record = valid(one)
    if (one.line === 1 && record.kind !== 'begin') throw new BackupDamage(1, 'it is no backup of Svod')
    if (record.kind === 'house') house = record
    if (record.kind === 'end') end = record
  }
  if (!end || !house) throw new BackupDamage(last + 1, 'the file ends too early')
  const { plans, versions, files, people } = end
  return { plans, versions, files, people, house }
}

class Restorer {
  private readonly storage: Storage
  private plan: Plan | null = null
  private seq = 0

  constructor(storage: Storage) {
    this.storage = storage
  }

  private get id(): string {
    if (!this.plan) throw new Error('it is of no plan')
    return this.plan.id
  }

  private checkpoint(): Checkpoint {
    if (!this.plan?.checkpoint) throw new Error('history without a checkpoint')
    return this.plan.checkpoint
  }

  private async begin(plan: Plan): Promise<void> {
    this.plan = plan
    this.seq = plan.checkpoint?.seq ?? 0
    await this.storage.createPlan(plan.id, plan.epoch, plan.checkpoint ?? undefined)
    if (plan.entry) await this.storage.catalogue.putPlan(plan.entry)
  }

  private async house({ departments, directory }: House): Promise<void> {
    await this.storage.catalogue.putDepartments(departments)
    await this.storage.directory.change(() => directory)
  }

  private async past(record: Past): Promise<void> {
    if (record.kind === 'past') {
      const { kind: _, ...stretch } = record
      return this.storage.addPast(this.id, stretch)
    }
    const { kind: _, kept, ...epoch } = record
    return this.storage.addPastEpoch(this.id, epoch, kept)
  }

  async take(record: BackupRecord): Promise<void> {
    const { storage } = this
    if (record.kind === 'house') await this.house(record)
    else if (record.kind === 'plan') await this.begin(record)
    else if (record.kind === 'epoch' || record.kind === 'past') await this.past(record)
    else if (record.kind === 'log') {
      await storage.append(this.id, this.seq, record.records)
      this.seq += record.records.length
    } else if (record.kind === 'history') {
      await storage.saveCheckpoint(this.id, { ...this.checkpoint(), history: record.entries })
    } else if (record.kind === 'version') await storage.addVersion(this.id, record.version)
    else if (record.kind === 'act') await storage.addApproval(this.id, record.act)
    else if (record.kind === 'file') await storage.addFrozen(this.id, record.file)
    else if (record.kind === 'inbox') await storage.inboxes.change(record.person, () => record.data)
    else if (record.kind === 'audit') await Promise.all(record.records.map((one) => storage.appendAudit(one)))
  }
}

/** Not the backup's fault: the store that it is read into takes no more. */
const DISK: readonly unknown[] = ['storage-failed', 'data-folder-unwritable']
const isOfTheDisk = (error: unknown): boolean => error instanceof SvodError && DISK.includes(error.code)

/**
 * Fills an empty store; logs go on from the numbers that they had.
 * @throws BackupDamage; SvodError `storage-failed`, `data-folder-unwritable` where the store takes no more
 */
export const readBackup = async (lines: AsyncIterable<string>, storage: Storage): Promise<void> => {
  const restorer = new Restorer(storage)
  for await (const one of recordsIn(lines)) {
    const record = valid(one)
    try {
      await restorer.take(record)
    } catch (error) {
      if (isOfTheDisk(error)) throw error
      throw new BackupDamage(one.line, error instanceof Error ? error.message : String(error))
    }
  }
}
