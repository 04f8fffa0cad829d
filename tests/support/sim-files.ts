/**
 * Files in one folder of a simulated disk: bytes reach the platter with datasync alone, names with syncFolder alone.
 * A power loss keeps any number of the later renames and anything of the later bytes.
 */
import type { DurableFile, DurableFs } from '../../server/storage/durable-json-file.ts'
import type { Dice } from './random.ts'

export interface SimFileFaults {
  /** Probabilities of a failing sync and of a full disk (part of the bytes is written). */
  eio?: number
  enospc?: number
  /** What a wrong implementation would leave out. */
  mutant?: 'no-datasync' | 'no-folder-sync'
}

interface Inode {
  data: Uint8Array
  durable: Uint8Array
}

type Names = Map<string, Inode>

const failure = (code: string): Error => Object.assign(new Error(code), { code })

export class SimFiles implements DurableFs {
  readonly #dice: Dice
  readonly #faults: SimFileFaults
  #names: Names = new Map()
  /** The names as they were after each change since the last sync; the first is durable. */
  #history: Names[] = [new Map()]
  #stepsLeft = Infinity
  dead = false
  crashes = 0

  constructor(dice: Dice, faults: SimFileFaults = {}) {
    this.#dice = dice
    this.#faults = faults
  }

  crashAfter(steps: number): void {
    this.#stepsLeft = steps
  }

  async #step(): Promise<void> {
    await Promise.resolve()
    if (this.dead) throw failure('EPOWER')
    if (--this.#stepsLeft > 0) return
    this.dead = true
    this.crashes++
    throw failure('EPOWER')
  }

  async read(path: string): Promise<Uint8Array | null> {
    return this.#names.get(path)?.data ?? null
  }

  async create(path: string): Promise<DurableFile> {
    await this.#step()
    const inode: Inode = {
      data: new Uint8Array(0),
      durable: this.#names.get(path)?.durable ?? new Uint8Array(0),
    }
    this.#rename(path, inode)
    return {
      write: (bytes) => this.#write(inode, bytes),
      datasync: () => this.#sync(inode),
      close: () => Promise.resolve(),
    }
  }

  async #write(inode: Inode, bytes: Uint8Array): Promise<void> {
    const middle = this.#dice.int(bytes.length + 1)
    inode.data = bytes.slice(0, middle)
    await this.#step()
    if (this.#dice.chance(this.#faults.enospc ?? 0)) throw failure('ENOSPC')
    inode.data = bytes.slice()
  }

  async #sync(inode: Inode): Promise<void> {
    await this.#step()
    if (this.#dice.chance(this.#faults.eio ?? 0)) throw failure('EIO')
    if (this.#faults.mutant !== 'no-datasync') inode.durable = inode.data
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#step()
    const inode = this.#names.get(from)
    if (!inode) throw failure('ENOENT')
    this.#names.delete(from)
    this.#rename(to, inode)
  }

  #rename(path: string, inode: Inode): void {
    this.#names.set(path, inode)
    this.#history.push(new Map(this.#names))
  }

  async syncFolder(): Promise<void> {
    await this.#step()
    if (this.#dice.chance(this.#faults.eio ?? 0)) throw failure('EIO')
    if (this.#faults.mutant !== 'no-folder-sync') this.#history = [new Map(this.#names)]
  }

  /** The power comes back: of the unsynced names a state since the sync, of unsynced bytes anything. */
  powerOn(): void {
    this.#names = new Map(this.#dice.pick(this.#history))
    for (const inode of this.#names.values()) {
      if (inode.data === inode.durable) continue
      const kept = inode.data.slice(0, this.#dice.int(inode.data.length + 1))
      inode.data = inode.durable = this.#dice.pick([inode.durable, kept, new Uint8Array(0)]) ?? kept
    }
    this.#history = [new Map(this.#names)]
    this.dead = false
    this.#stepsLeft = Infinity
  }
}
