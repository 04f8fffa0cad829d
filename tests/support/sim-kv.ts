/**
 * A key-value store on a simulated disk with an explicit durable image. A batch is written, then synced; a power loss
 * keeps what was synced and, of the rest, any number of batches from the front. Faults and lies are asked for.
 */
import type { KvEntry, KvOperation, KvRange, KvStore } from '../../server/storage/kv.ts'
import type { Dice } from './random.ts'

export interface SimFaults {
  /** Probability that a sync fails, and that the disk is full. */
  eio?: number
  enospc?: number
  /** What a wrong implementation would do; the tests must notice. */
  mutant?: 'ack-before-sync' | 'no-sync'
}

type Image = Map<string, { key: Uint8Array; value: Uint8Array }>

const nameOf = (key: Uint8Array): string => Buffer.from(key).toString('latin1')

const apply = (image: Image, batch: readonly KvOperation[]): void => {
  for (const operation of batch) {
    if (operation.type === 'del') image.delete(nameOf(operation.key))
    else image.set(nameOf(operation.key), { key: operation.key, value: operation.value })
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code })

/** The disk, which outlives the stores that are opened on it. */
export class SimDisk {
  readonly dice: Dice
  readonly faults: SimFaults
  /** What survives whatever happens. */
  readonly durable: Image = new Map()
  /** Batches that were written and not synced, oldest first. */
  unsynced: (readonly KvOperation[])[] = []
  /** A write broke off half-way: recovery stops there, and drops what stands behind it. */
  tornAt: number | null = null
  dead = false
  crashes = 0
  #stepsLeft = Infinity

  constructor(dice: Dice, faults: SimFaults) {
    this.dice = dice
    this.faults = faults
  }

  /** The power fails when `steps` more steps were made. */
  crashAfter(steps: number): void {
    this.#stepsLeft = steps
  }

  /** One step of any operation; other things may happen before it. */
  async step(): Promise<void> {
    for (let turns = this.dice.int(3); turns > 0; turns--) await Promise.resolve()
    if (this.dead) throw failure('EPOWER')
    if (--this.#stepsLeft > 0) return
    this.dead = true
    this.crashes++
    throw failure('EPOWER')
  }

  syncAll(): void {
    for (const batch of this.unsynced.slice(0, this.tornAt ?? undefined)) apply(this.durable, batch)
    this.unsynced = []
    this.tornAt = null
  }

  /** What lies on the disk after a power loss or a failed sync: unsynced batches are lost from some point on. */
  loseUnsynced(): void {
    this.unsynced.length = this.dice.int(this.unsynced.length + 1)
    this.syncAll()
  }

  powerOn(): void {
    this.loseUnsynced()
    this.dead = false
    this.#stepsLeft = Infinity
  }
}

export class SimKv implements KvStore {
  readonly #disk: SimDisk
  #syncFailed = false
  #lateSyncs: Promise<void>[] = []

  constructor(disk: SimDisk) {
    this.#disk = disk
  }

  async write(operations: KvOperation[]): Promise<void> {
    const { dice, faults } = this.#disk
    await this.#disk.step()
    if (dice.chance(faults.enospc ?? 0)) {
      this.#disk.tornAt ??= this.#disk.unsynced.length
      throw failure('ENOSPC')
    }
    this.#disk.unsynced.push(operations)
    if (faults.mutant === 'no-sync') return
    // After the answer, the sync of this mutant goes on and may meet the crash.
    if (faults.mutant === 'ack-before-sync') this.#lateSyncs.push(this.#sync().catch(() => undefined))
    else await this.#sync()
  }

  async #sync(): Promise<void> {
    const { dice, faults } = this.#disk
    await this.#disk.step()
    if (dice.chance(faults.eio ?? 0)) {
      this.#syncFailed = true
      throw failure('EIO')
    }
    this.#disk.syncAll()
  }

  #now(): Image {
    const image: Image = new Map(this.#disk.durable)
    for (const batch of this.#disk.unsynced) apply(image, batch)
    return image
  }

  async get(key: Uint8Array): Promise<Uint8Array | undefined> {
    await this.#disk.step()
    return this.#now().get(nameOf(key))?.value
  }

  async entries({ from, to, reverse, limit }: KvRange): Promise<KvEntry[]> {
    await this.#disk.step()
    const first = nameOf(from)
    const last = nameOf(to)
    const names = [...this.#now()].filter(([name]) => name >= first && name < last)
    names.sort(([a], [b]) => (a < b ? -1 : 1))
    if (reverse) names.reverse()
    return names.slice(0, limit).map(([, { key, value }]) => [key, value.slice()] as const)
  }

  async keys(range: KvRange): Promise<Uint8Array[]> {
    return (await this.entries(range)).map(([key]) => key)
  }

  async check(): Promise<void> {}

  async reopen(): Promise<void> {
    await this.#disk.step()
    if (this.#syncFailed) this.#disk.loseUnsynced()
    else this.#disk.syncAll()
    this.#syncFailed = false
  }

  async close(): Promise<void> {
    await Promise.all(this.#lateSyncs)
  }
}
