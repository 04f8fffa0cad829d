/**
 * A storage that is watched: how long writes of plans take, and whether the store takes them at all (`/readyz`).
 * Owns that knowledge; what is written and how is the adapter's.
 */
import { SvodError } from '../shared/errors.ts'
import type { Storage } from './storage/storage.ts'

export interface StorageWatch {
  /** An append of changes was on disk after so many seconds. */
  committed(seconds: number): void
}

export interface WatchedStorage {
  storage: Storage
  /** False while writes fail. After a failure it tries a small write of its own, so that recovery shows. */
  isWritable: () => Promise<boolean>
}

/** Watches `inner`. `ids` name the plans of trial writes; they are purged at once. */
export const watchStorage = (inner: Storage, watch: StorageWatch, ids: () => string): WatchedStorage => {
  let failing = false

  /** A refusal says nothing about the disk; everything else does. */
  const observe = async <T>(write: Promise<T>): Promise<T> => {
    try {
      const result = await write
      failing = false
      return result
    } catch (error) {
      if (!(error instanceof SvodError) || error.code === 'storage-failed') failing = true
      throw error
    }
  }

  const append: Storage['append'] = async (id, expectedSeq, records) => {
    const start = performance.now()
    await observe(inner.append(id, expectedSeq, records))
    watch.committed((performance.now() - start) / 1000)
  }
  const saveCheckpoint: Storage['saveCheckpoint'] = (id, checkpoint) =>
    observe(inner.saveCheckpoint(id, checkpoint))

  const isWritable = async (): Promise<boolean> => {
    if (!failing) return true
    const trial = `trial-${ids()}`
    try {
      await inner.createPlan(trial, trial)
      await inner.purgePlan(trial)
      failing = false
    } catch {
      // Still failing: what readiness says, and what the write that failed first has put into the log.
      return false
    }
    return true
  }

  const storage = new Proxy(inner, {
    get: (target, key) => {
      if (key === 'append') return append
      if (key === 'saveCheckpoint') return saveCheckpoint
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return { storage, isWritable }
}
