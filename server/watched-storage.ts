/**
 * A storage that is watched: how long writes of plans take, and whether the store takes them at all (`/readyz`, the
 * indicator in the browsers). Owns that knowledge; what is written and how is the adapter's.
 */
import { SvodError } from '../shared/errors.ts'
import type { AuditRecord, Storage } from './storage/storage.ts'

export interface StorageWatch {
  /** An append of changes was on disk after so many seconds. */
  committed(seconds: number): void
  /** A line of the audit trail is on disk. */
  audited?(record: AuditRecord): void
  /** The store takes writes again (null), or no longer, and why. */
  changed(failure: unknown): void
}

export interface WatchedStorage {
  storage: Storage
  /** What is known without trying. */
  isWritable: () => boolean
  /** Whether the store is where it was; while writes fail, tries a small one of its own. */
  tryWriting: () => Promise<boolean>
}

/** How often a store that refused a write is tried, so that those who wait learn of its recovery. */
const RETRY_MS = 2_000

/** Whether writes succeed, learned from those that are made anyway; while they fail, from trials. */
class Health {
  failing = false
  private timer: NodeJS.Timeout | null = null
  private trying: Promise<boolean> | null = null
  private readonly changed: (failure: unknown) => void
  private readonly look: () => Promise<void>
  private readonly trial: () => Promise<void>
  private readonly retryMs: number

  /** `look` costs nothing to speak of, `trial` writes. */
  constructor(
    changed: (failure: unknown) => void,
    look: () => Promise<void>,
    trial: () => Promise<void>,
    retryMs: number,
  ) {
    this.changed = changed
    this.look = look
    this.trial = trial
    this.retryMs = retryMs
  }

  /** A refusal says nothing about the disk; everything else does. */
  async observe<T>(write: Promise<T>): Promise<T> {
    try {
      const result = await write
      this.learn(null)
      return result
    } catch (error) {
      if (!(error instanceof SvodError) || error.code === 'storage-failed') this.learn(error)
      throw error
    }
  }

  private learn(failure: unknown): void {
    const fails = failure !== null
    this.stop()
    if (fails) this.timer = setTimeout(() => void this.tryWriting(), this.retryMs).unref()
    if (fails === this.failing) return
    this.failing = fails
    this.changed(failure)
  }

  tryWriting(): Promise<boolean> {
    this.trying ??= this.tryOnce().finally(() => {
      this.trying = null
    })
    return this.trying
  }

  private async tryOnce(): Promise<boolean> {
    try {
      await this.observe(this.failing ? this.trial() : this.look())
    } catch {
      // Still failing: what readiness says, and what the write that failed first has put into the log.
      return false
    }
    return true
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}

/** Watches `inner`. `ids` name the plans of trial writes; they are purged at once. */
export const watchStorage = (
  inner: Storage,
  watch: StorageWatch,
  ids: () => string,
  retryMs = RETRY_MS,
): WatchedStorage => {
  const trial = async () => {
    const plan = `trial-${ids()}`
    await inner.createPlan(plan, plan)
    await inner.purgePlan(plan)
  }
  const health = new Health(
    (failure) => watch.changed(failure),
    () => inner.check(),
    trial,
    retryMs,
  )

  const append: Storage['append'] = async (id, expectedSeq, records) => {
    const start = performance.now()
    await health.observe(inner.append(id, expectedSeq, records))
    watch.committed((performance.now() - start) / 1000)
  }
  const watched: Partial<Storage> = {
    append,
    createPlan: (id, epoch, checkpoint) => health.observe(inner.createPlan(id, epoch, checkpoint)),
    saveCheckpoint: (id, checkpoint) => health.observe(inner.saveCheckpoint(id, checkpoint)),
    renewPlan: (id, renewal) => health.observe(inner.renewPlan(id, renewal)),
    addApproval: async (id, record, line) => {
      await health.observe(inner.addApproval(id, record, line))
      if (line) watch.audited?.(line)
    },
    appendAudit: async (record) => {
      await health.observe(inner.appendAudit(record))
      watch.audited?.(record)
    },
    close: () => {
      health.stop()
      return inner.close()
    },
  }
  const storage = new Proxy(inner, {
    get: (target, key) => {
      const own: unknown = Reflect.get(watched, key)
      const value: unknown = own ?? Reflect.get(target, key, target)
      return own === undefined && typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return { storage, isWritable: () => !health.failing, tryWriting: () => health.tryWriting() }
}
