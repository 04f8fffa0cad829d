/**
 * Where the content of one epoch stands in the next: stretches of ids, old and new. Owns the finding and the bytes;
 * who writes and who asks, the renewal and the carrying over know.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** `length` ids from `clock` on of the old client are as many from `newClock` on of the new one. */
interface Stretch {
  clock: number
  length: number
  newClient: number
  newClock: number
}

export class IdMap {
  /** By old client, ascending once `find` or `encode` was called. */
  private readonly stretches = new Map<number, Stretch[]>()
  private isSorted = true

  add({ client, clock }: Y.ID, length: number, to: Y.ID): void {
    const known = this.stretches.get(client)
    const stretch = { clock, length, newClient: to.client, newClock: to.clock }
    const last = known?.at(-1)
    if (!known) this.stretches.set(client, [stretch])
    else if (last && continues(last, stretch)) last.length += length
    else known.push(stretch)
    this.isSorted = false
  }

  /** Where that id stands now; null where it was not taken along. */
  find({ client, clock }: Y.ID): Y.ID | null {
    this.sort()
    const stretches = this.stretches.get(client) ?? []
    let [low, high] = [0, stretches.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const stretch = stretches[middle] as Stretch
      if (clock < stretch.clock) high = middle - 1
      else if (clock >= stretch.clock + stretch.length) low = middle + 1
      else return Y.createID(stretch.newClient, stretch.newClock + clock - stretch.clock)
    }
    return null
  }

  /** Where `length` ids from there on stand now, piece by piece; what was not taken along is left out. */
  findAll({ client, clock }: Y.ID, length: number): { id: Y.ID; length: number }[] {
    this.sort()
    const end = clock + length
    return (this.stretches.get(client) ?? []).flatMap((stretch) => {
      const from = Math.max(clock, stretch.clock)
      const to = Math.min(end, stretch.clock + stretch.length)
      if (from >= to) return []
      return [
        { id: Y.createID(stretch.newClient, stretch.newClock + from - stretch.clock), length: to - from },
      ]
    })
  }

  encode(): Uint8Array {
    this.sort()
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, this.stretches.size)
      for (const [client, stretches] of this.stretches) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, stretches.length)
        let end = 0
        for (const { clock, length, newClient, newClock } of stretches) {
          encoding.writeVarUint(encoder, clock - end)
          encoding.writeVarUint(encoder, length)
          encoding.writeVarUint(encoder, newClient)
          encoding.writeVarUint(encoder, newClock)
          end = clock + length
        }
      }
    })
  }

  /** @throws Error where the bytes are cut short */
  static decode(bytes: Uint8Array): IdMap {
    const decoder = decoding.createDecoder(bytes)
    const map = new IdMap()
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
      const client = decoding.readVarUint(decoder)
      let end = 0
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        const clock = end + decoding.readVarUint(decoder)
        const length = decoding.readVarUint(decoder)
        const to = Y.createID(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
        map.add(Y.createID(client, clock), length, to)
        end = clock + length
      }
    }
    return map
  }

  private sort(): void {
    if (this.isSorted) return
    for (const stretches of this.stretches.values()) stretches.sort((a, b) => a.clock - b.clock)
    this.isSorted = true
  }
}

const continues = (before: Stretch, { clock, newClient, newClock }: Stretch): boolean =>
  before.clock + before.length === clock &&
  before.newClient === newClient &&
  before.newClock + before.length === newClock
