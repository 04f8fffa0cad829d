/**
 * A process of its own that writes into a plan until it is killed: `append-child.ts <folder> [failures]`.
 * Says on standard output, line by line, what was acknowledged to it; loads anew after every failure of the store
 * and ends after that many (default: never).
 */
import { writeSync } from 'node:fs'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { openJournal } from '../../server/storage/journal.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { checkpointAt, logRecord, planEntry } from '../support/storage-samples.ts'

const CHECKPOINT_EVERY = 40

const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Appends until the store fails. The n-th record of the plan says n. */
const writeUntilFailure = async (storage: Storage): Promise<void> => {
  const stored = await storage.loadPlan('p')
  if (!stored) throw new Error('the plan is gone')
  const journal = openJournal({ storage, planId: 'p', stored })
  journal.onCommit((seq) => say(`acked ${seq}`))
  for (let turns = 1; !journal.failure; turns++) {
    for (let count = 1 + (turns % 5); count > 0 && !journal.failure; count--) {
      journal.append(logRecord(journal.seq + 1))
    }
    if (turns % CHECKPOINT_EVERY === 0) await journal.checkpoint(checkpointAt).catch(() => undefined)
    await turn()
  }
  say(`failed ${journal.failure.code}`)
}

const writeCatalogue = async (storage: Storage): Promise<never> => {
  for (let count = Number(storage.catalogue.plan('p')?.title ?? 0) + 1; ; count++) {
    await storage.catalogue.putPlan(planEntry('p', String(count))).then(
      () => say(`catalogue ${count}`),
      () => say('catalogue-failed'),
    )
    await turn()
  }
}

const main = async (folder: string, failures: number): Promise<void> => {
  const storage = await openEmbeddedStorage({ folder })
  if (!(await storage.loadPlan('p'))) await storage.createPlan('p', 'epoch')
  if (failures === Infinity) void writeCatalogue(storage)
  for (let left = failures; left > 0; left--) await writeUntilFailure(storage)
  await storage.close()
  say('done')
}

await main(process.argv[2] ?? '', Number(process.argv[3] ?? Infinity))
