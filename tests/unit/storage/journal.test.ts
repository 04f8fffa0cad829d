/** The journal against a store whose writes end when the test says so. */
import { describe, expect, test } from 'vitest'
import { type Journal, type JournalParts, openJournal } from '../../../server/storage/journal.ts'
import { Pacer } from '../../../server/storage/pacer.ts'
import type { Checkpoint, LogRecord } from '../../../server/storage/storage.ts'
import { checkpointAt, logRecord, logRecords, numbersIn } from '../../support/storage-samples.ts'

interface Write {
  seq: number
  numbers: number[]
  checkpoint: Checkpoint | null
  done: () => Promise<void>
  fail: (error: Error) => Promise<void>
}

/** Lets everything run that does not wait for a write. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const heldStore = () => {
  const writes: Write[] = []
  const hold = (seq: number, records: readonly LogRecord[], checkpoint: Checkpoint | null): Promise<void> =>
    new Promise((resolve, reject) => {
      const done = () => (resolve(), settle())
      const fail = (error: Error) => (reject(error), settle())
      writes.push({ seq, numbers: numbersIn(records), checkpoint, done, fail })
    })
  return {
    writes,
    append: (_id: string, seq: number, records: readonly LogRecord[]) => hold(seq, records, null),
    saveCheckpoint: (_id: string, checkpoint: Checkpoint) => hold(checkpoint.seq, [], checkpoint),
  }
}

const NEW = { checkpoint: null, tail: [], seq: 0 }

const start = (options: Partial<JournalParts> = {}) => {
  const storage = heldStore()
  const journal = openJournal({
    storage,
    planId: 'p',
    stored: NEW,
    pacer: new Pacer({ intervalMs: 0 }),
    ...options,
  })
  const commits: number[] = []
  journal.onCommit((seq) => commits.push(seq))
  return { journal, writes: storage.writes, commits }
}

const appendNumbers = (journal: Journal, from: number, to: number): number[] =>
  logRecords(from, to).map((record) => journal.append(record))

describe('group commit', () => {
  test('[JN1] a record has its number at once, and is committed when the store says so', async () => {
    const { journal, writes, commits } = start()
    expect(appendNumbers(journal, 1, 3)).toEqual([1, 2, 3])
    await settle()
    expect(writes).toMatchObject([{ seq: 0, numbers: [1, 2, 3] }])
    expect([journal.seq, journal.committed, commits]).toEqual([3, 0, []])
    await writes[0]?.done()
    expect([journal.committed, commits]).toEqual([3, [3]])
  })

  test('[JN1] a stored plan goes on after its last record', async () => {
    const stored = { checkpoint: checkpointAt(5), tail: logRecords(6, 8), seq: 8 }
    const { journal, writes } = start({ stored })
    expect([journal.seq, journal.committed, journal.tailLength]).toEqual([8, 8, 3])
    expect(journal.append(logRecord(9))).toBe(9)
    await settle()
    expect(writes).toMatchObject([{ seq: 8, numbers: [9] }])
  })

  test('[JN2] one write at a time; what comes meanwhile goes into the next', async () => {
    const { journal, writes, commits } = start()
    appendNumbers(journal, 1, 1)
    await settle()
    appendNumbers(journal, 2, 3)
    await settle()
    appendNumbers(journal, 4, 4)
    await settle()
    expect(writes).toHaveLength(1)
    await writes[0]?.done()
    expect(writes[1]).toMatchObject({ seq: 1, numbers: [2, 3, 4] })
    await writes[1]?.done()
    expect(commits).toEqual([1, 4])
    await settle()
    expect(writes).toHaveLength(2)
  })

  test('[JN2] groups are bounded in bytes and in records, and go on without a pause', async () => {
    const { journal, writes } = start({
      maxBatchRecords: 3,
      maxBatchBytes: 40,
      pacer: new Pacer({ intervalMs: 1e8 }),
    })
    appendNumbers(journal, 1, 4)
    journal.append({ ...logRecord(5), update: new Uint8Array(100) })
    journal.append(logRecord(6))
    for (let write = 0; write < 5; write++) {
      await settle()
      await writes[write]?.done()
    }
    expect(writes.map(({ seq }) => seq)).toEqual([0, 3, 4, 5])
    expect(journal.committed).toBe(6)
  })

  test('[JN3] drained waits for what was appended before it, and does not wait for the clock', async () => {
    const { journal, writes } = start({ pacer: new Pacer({ intervalMs: 1e8 }) })
    await journal.drained()
    appendNumbers(journal, 1, 1)
    await settle()
    await writes[0]?.done()
    appendNumbers(journal, 2, 2)
    await settle()
    expect(writes).toHaveLength(1)
    let drained = false
    void journal.drained().then(() => (drained = true))
    await settle()
    appendNumbers(journal, 3, 3)
    expect(writes[1]).toMatchObject({ numbers: [2] })
    expect(drained).toBe(false)
    await writes[1]?.done()
    expect(drained).toBe(true)
  })

  test('[JN3] under load commits share an interval, and come at once after a pause', async () => {
    let now = 0
    const written: number[] = []
    const pacer = new Pacer({ intervalMs: 1e8, now: () => now })
    const write = () => written.push(now)
    pacer.next(write)
    await settle()
    expect(written).toEqual([0])
    now = 5
    pacer.next(write)
    await settle()
    expect(written).toEqual([0])
    pacer.hurry()
    await settle()
    expect(written).toEqual([0, 5])
    now = 3e9
    pacer.next(write)
    pacer.next(write)
    await settle()
    expect(written).toEqual([0, 5, 3e9, 3e9])
  })
})

describe('failure', () => {
  test('[ST5] after a failed write nothing more is written, and everybody is told', async () => {
    const { journal, writes, commits } = start()
    const failures: unknown[] = []
    journal.onFailure((error) => failures.push(error))
    appendNumbers(journal, 1, 2)
    await settle()
    appendNumbers(journal, 3, 3)
    const drained = journal.drained().catch((error: unknown) => error)
    await writes[0]?.fail(new Error('EIO'))
    expect(await drained).toMatchObject({ code: 'storage-failed' })
    expect(failures).toHaveLength(1)
    expect(() => journal.append(logRecord(4))).toThrow(expect.objectContaining({ code: 'storage-failed' }))
    await expect(journal.drained()).rejects.toBe(failures[0])
    await expect(journal.checkpoint(checkpointAt)).rejects.toBe(failures[0])
    journal.onFailure((error) => failures.push(error))
    expect(failures).toEqual([journal.failure, journal.failure])
    await settle()
    expect([writes.length, commits, journal.committed]).toEqual([1, [], 0])
  })
})

describe('checkpoint', () => {
  test('[JN4] it stands for a definite number, waits for it to be on disk, and holds nobody up', async () => {
    const { journal, writes } = start()
    appendNumbers(journal, 1, 2)
    const asked: number[] = []
    const saved = journal.checkpoint((seq) => (asked.push(seq), checkpointAt(seq)))
    appendNumbers(journal, 3, 3)
    await settle()
    expect(asked).toEqual([2])
    expect(writes.filter((write) => write.checkpoint)).toEqual([])
    await writes[0]?.done()
    const written = writes.find((write) => write.checkpoint)
    expect(written).toMatchObject({ seq: 2, checkpoint: checkpointAt(2) })
    appendNumbers(journal, 4, 4)
    await written?.done()
    expect(await saved).toEqual(checkpointAt(2))
    expect(journal.tailLength).toBe(2)
  })

  test('[JN4] one at a time; who asks meanwhile gets the one under way', async () => {
    const { journal, writes } = start()
    const first = journal.checkpoint(checkpointAt)
    expect(journal.checkpoint(() => checkpointAt(99))).toBe(first)
    await settle()
    await writes[0]?.done()
    await first
  })

  test('[JN5] one is wanted when the log has grown by a number of records or of bytes', async () => {
    const { journal, writes } = start({ maxTailRecords: 3, maxTailBytes: 1000 })
    appendNumbers(journal, 1, 2)
    expect(journal.wantsCheckpoint).toBe(false)
    appendNumbers(journal, 3, 3)
    expect(journal.wantsCheckpoint).toBe(true)
    await settle()
    await writes[0]?.done()
    const saved = journal.checkpoint(checkpointAt)
    expect(journal.wantsCheckpoint).toBe(false)
    await settle()
    await writes[1]?.done()
    await saved
    expect(journal.wantsCheckpoint).toBe(false)
    journal.append({ ...logRecord(4), update: new Uint8Array(1000) })
    expect(journal.wantsCheckpoint).toBe(true)
  })

  test('[JN5] the larger the document, the larger the log may become', () => {
    const checkpoint = { ...checkpointAt(1), stateV2: new Uint8Array(1000) }
    const { journal } = start({
      stored: { checkpoint, tail: [], seq: 1 },
      maxTailRecords: 3,
      maxTailBytes: 1,
    })
    appendNumbers(journal, 2, 20)
    expect(journal.wantsCheckpoint).toBe(false)
    appendNumbers(journal, 21, 21)
    expect(journal.wantsCheckpoint).toBe(true)
    const another = start({ stored: { checkpoint, tail: [], seq: 1 }, maxTailBytes: 1 }).journal
    another.append({ ...logRecord(2), update: new Uint8Array(500) })
    expect(another.wantsCheckpoint).toBe(true)
  })

  test('[JN5] one that could not be made breaks nothing, and is wanted again only when the log has grown', async () => {
    const { journal, writes } = start({ maxTailRecords: 3 })
    appendNumbers(journal, 1, 3)
    await settle()
    await writes[0]?.done()
    const broken = new Error('gaps')
    await expect(journal.checkpoint(() => Promise.reject(broken))).rejects.toBe(broken)
    expect([journal.failure, journal.wantsCheckpoint]).toEqual([null, false])
    appendNumbers(journal, 4, 6)
    expect(journal.wantsCheckpoint).toBe(true)
    await expect(journal.checkpoint(() => checkpointAt(3))).rejects.toThrow('asked for was 6')
  })

  test('[ST5] one that the store fails to write is a failure', async () => {
    const { journal, writes } = start()
    const saved = journal.checkpoint(checkpointAt).catch((error: unknown) => error)
    await settle()
    await writes[0]?.fail(new Error('ENOSPC'))
    expect(await saved).toMatchObject({ code: 'storage-failed' })
    expect(journal.failure).toMatchObject({ code: 'storage-failed' })
  })
})
