/**
 * The audit trail of what people take along (SPEC AL4): a plan that can be read can be taken, also where the disk takes no
 * writes at the moment. Owns the lines that wait for it meanwhile; what is done, and not only read, is `audit.ts`'s.
 */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { AuditRecord, Storage } from '../storage/storage.ts'
import { type AuditAction, audit } from './audit.ts'

/** Whoever would take more than this unnoticed is refused, as everybody was before. */
const MAX_WAITING = 1_000
const RETRY_MS = 2_000

export interface ReadingTrail {
  /** Writes down that `who` took something. Resolves when it is on disk, or waits for the disk and stands in the log. @throws SvodError `storage-failed` where too much waits */
  note(
    who: Pick<Identity, 'id' | 'name'>,
    action: Extract<AuditAction, 'plan.export' | 'backup.create'>,
    plan: string | null,
    details?: AuditRecord['details'],
  ): Promise<void>
  /** A last try for what waits. */
  close(): Promise<void>
}

export interface ReadingTrailParts {
  storage: Pick<Storage, 'appendAudit'>
  /** ms since the epoch. */
  now: () => number
  /** A line waits for the disk; ends the process before that, what is told here is all there is of it. */
  onWaiting: (record: AuditRecord) => void
  retryMs?: number
}

const isFull = (error: unknown): boolean => error instanceof SvodError && error.code === 'storage-failed'

export const createReadingTrail = (parts: ReadingTrailParts): ReadingTrail => {
  const { storage, now, onWaiting, retryMs = RETRY_MS } = parts
  let waiting: AuditRecord[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> | null = null

  const writeWaiting = async (): Promise<void> => {
    while (waiting[0]) {
      try {
        await storage.appendAudit(waiting[0])
      } catch {
        // Still failing: it is in the log since it waits.
        return retryLater()
      }
      waiting = waiting.slice(1)
    }
  }
  const write = (): Promise<void> => (writing ??= writeWaiting().finally(() => void (writing = null)))
  const retryLater = (): void => {
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void write(), retryMs).unref()
  }
  const wait = (record: AuditRecord, error: unknown): void => {
    if (!isFull(error) || waiting.length >= MAX_WAITING) throw error
    waiting.push(record)
    onWaiting(record)
    retryLater()
  }
  return {
    note: (who, action, plan, details) => {
      const keeping = {
        storage: {
          appendAudit: (record: AuditRecord) =>
            storage.appendAudit(record).catch((error: unknown) => wait(record, error)),
        },
        now,
      }
      return audit(keeping, who, action, plan, details)
    },
    close: async () => {
      await write()
      if (timer) clearTimeout(timer)
    },
  }
}
