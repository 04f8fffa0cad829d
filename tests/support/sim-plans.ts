/**
 * People writing into plans on a simulated disk, with a book of what was acknowledged. After every crash or failure
 * the stored plans are compared with the book: nothing acknowledged missing, nothing twice, no gap, nothing foreign.
 */
import { EmbeddedPlans } from '../../server/storage/embedded-plans.ts'
import { type Journal, openJournal } from '../../server/storage/journal.ts'
import { Pacer } from '../../server/storage/pacer.ts'
import type { Checkpoint, StoredPlan } from '../../server/storage/storage.ts'
import type { Dice } from './random.ts'
import { type SimDisk, SimKv } from './sim-kv.ts'
import { auditOf } from './storage-samples.ts'

interface Book {
  id: string
  /** Every token of the log, the last ones perhaps not stored. */
  tokens: string[]
  /** How many of them were acknowledged. */
  acked: number
}

export interface Findings {
  crashes: number
  failures: number
  checkpoints: number
  acked: number
  /** Acknowledged and not there. */
  lost: number
  /** There in another place, twice, or never sent. */
  foreign: number
}

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const toText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** A checkpoint that says what it stands for. */
const checkpointOf = (tokens: readonly string[], seq: number): Checkpoint => {
  const state = toBytes(JSON.stringify(tokens.slice(0, seq)))
  const deflatedUpdate = seq % 2 ? state : null
  return { seq, stateVector: toBytes(String(seq)), stateV2: state, deflatedUpdate, clients: null }
}

const tokensOf = ({ checkpoint, tail }: StoredPlan): string[] => {
  const known: string[] = checkpoint ? JSON.parse(toText(checkpoint.stateV2)) : []
  return [...known, ...tail.map(({ update }) => toText(update))]
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export class SimPlans {
  readonly findings: Findings = { crashes: 0, failures: 0, checkpoints: 0, acked: 0, lost: 0, foreign: 0 }
  readonly #disk: SimDisk
  readonly #dice: Dice
  readonly #books: Book[]
  readonly #ackedAudit: number[] = []
  #auditsSent = 0
  #nextToken = 1

  constructor(disk: SimDisk, plans: number) {
    this.#disk = disk
    this.#dice = disk.dice
    this.#books = Array.from({ length: plans }, (_, index) => ({ id: `plan${index}`, tokens: [], acked: 0 }))
  }

  async create(): Promise<void> {
    const store = new EmbeddedPlans(new SimKv(this.#disk))
    for (const { id } of this.#books) {
      while (!(await store.loadPlan(id).catch(() => null)))
        await store.createPlan(id, id).catch(() => undefined)
    }
    await store.close()
  }

  /** One life of the process: load, compare, write until the power fails or the turns are over. */
  async live(turns: number): Promise<void> {
    const kv = new SimKv(this.#disk)
    const store = new EmbeddedPlans(kv)
    this.#disk.crashAfter(1 + this.#dice.int(turns * 4))
    const writing = this.#books.map((book) => this.#writePlan(store, book, turns))
    await Promise.all([...writing, this.#writeAudit(store, turns)])
    // The process is gone only when all that it had begun has come to an end.
    await store.close().catch(() => undefined)
    this.findings.crashes = this.#disk.crashes
    this.#disk.powerOn()
  }

  /** Compares everything once more, with nothing failing. */
  async inspect(): Promise<void> {
    const store = new EmbeddedPlans(new SimKv(this.#disk))
    for (const book of this.#books) await this.#load(store, book)
    const stored = (await store.readAudit(1e9)).map(({ action }) => Number(action)).reverse()
    this.findings.lost += this.#ackedAudit.filter((number) => !stored.includes(number)).length
    this.findings.foreign += stored.filter(
      (number, index) => index > 0 && number <= (stored[index - 1] ?? 0),
    ).length
    await store.close()
  }

  async #load(store: EmbeddedPlans, book: Book): Promise<StoredPlan | null> {
    const stored = await store.loadPlan(book.id)
    if (!stored) {
      this.findings.lost += Math.max(1, book.acked)
      return null
    }
    const tokens = tokensOf(stored)
    const same = tokens.findIndex((token, index) => token !== book.tokens[index])
    const good = same < 0 ? tokens.length : same
    if (stored.seq !== tokens.length) this.findings.foreign++
    this.findings.foreign += tokens.length - good
    this.findings.lost += Math.max(0, book.acked - good)
    book.tokens = tokens
    book.acked = tokens.length
    return stored
  }

  /** Writes, and after every failure of the store loads anew, as a room does. */
  async #writePlan(store: EmbeddedPlans, book: Book, turns: number): Promise<void> {
    for (let left = turns; left > 0 && !this.#disk.dead;) {
      const stored = await this.#load(store, book).catch(() => null)
      if (!stored) {
        await turn()
        left--
        continue
      }
      left = await this.#writeUntilFailure(store, book, stored, left)
    }
  }

  async #writeUntilFailure(
    store: EmbeddedPlans,
    book: Book,
    stored: StoredPlan,
    turns: number,
  ): Promise<number> {
    const pacer = new Pacer({ intervalMs: 0 })
    const journal = openJournal({ storage: store, planId: book.id, stored, pacer, maxBatchRecords: 8 })
    journal.onCommit((seq) => {
      this.findings.acked += seq - book.acked
      book.acked = seq
    })
    let left = turns
    for (; left > 0 && !journal.failure; left--) {
      this.#writeSome(journal, book)
      if (this.#dice.chance(0.5)) await turn()
    }
    await journal.drained().catch(() => undefined)
    // Whatever was under way has ended, so that nothing of this life meets the next.
    await turn()
    if (journal.failure) this.findings.failures++
    return left
  }

  #writeSome(journal: Journal, book: Book): void {
    for (let count = this.#dice.int(5); count > 0; count--) {
      const token = `t${this.#nextToken++}`
      book.tokens.push(token)
      journal.append({ update: toBytes(token), by: this.#dice.chance(0.5) ? 'anna' : 'boris', at: count })
    }
    if (!this.#dice.chance(0.15)) return
    journal
      .checkpoint(async (seq) => {
        const made = checkpointOf(book.tokens, seq)
        if (this.#dice.chance(0.5)) await turn()
        return made
      })
      .then(
        () => this.findings.checkpoints++,
        () => undefined,
      )
  }

  async #writeAudit(store: EmbeddedPlans, turns: number): Promise<void> {
    for (let left = turns; left > 0 && !this.#disk.dead; left--) {
      const number = ++this.#auditsSent
      await store.appendAudit(auditOf(String(number))).then(
        () => this.#ackedAudit.push(number),
        () => undefined,
      )
      await turn()
    }
  }
}
