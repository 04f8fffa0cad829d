/**
 * Which client id belongs to whom [AC17]. Nobody may go on under somebody else's: what the real owner has not sent yet
 * would be taken for known and swallowed. Owns the table alone; who is asking, the caller knows.
 *
 * An id is claimed by whoever first writes under it in a live update, or announces it as the connection's own. Ids that a
 * whole difference brings along (another tab's, or a colleague's after a crash of the server) stay open until then.
 * What was dropped from the table is nobody's: an id that the document knows and the table does not is closed.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Authorship } from './authorship.ts'

/** What stands before whoever brought an id that anybody may claim. No user's id begins like that; of old tables nobody knows who. */
const OPEN = '\n'
/** The server's own ids. */
export const SERVER_OWNER = 'server'
/** How many ids a plan remembers; of whoever has most the one claimed longest ago goes first. About 30 kB of a checkpoint. */
export const MAX_CLIENTS = 5000

/** Tables of before it was known who had brought an id have no name for it. */
const isOpen = (owner: string): boolean => owner === '' || owner.startsWith(OPEN)

/** Whose an id is as far as room goes: what is open takes up that of whoever brought it. */
const holderOf = (owner: string): string => (owner.startsWith(OPEN) ? owner.slice(OPEN.length) : owner)

export class ClientOwners {
  private readonly owners = new Map<number, string>()
  /** How many ids each has, or has brought. */
  private readonly counts = new Map<string, number>()
  /** Who wrote what was taken over from earlier epochs. */
  readonly authorship = new Authorship()
  /** Whether ids that are not in the table are known to be nobody's. */
  readonly complete: boolean

  constructor(complete = true) {
    this.complete = complete
  }

  get size(): number {
    return this.owners.size
  }

  /** Whether `user` may write under the id; `isNew`: the document knows nothing of it. */
  mayUse(client: number, user: string, isNew: boolean): boolean {
    const owner = this.owners.get(client)
    if (owner === undefined) return isNew || !this.complete
    return owner === user || isOpen(owner)
  }

  /** Whether the id is known to be the user's. */
  isOf(client: number, user: string): boolean {
    return this.owners.get(client) === user
  }

  /**
   * Who wrote `length` clocks from `clock` on, stretch by stretch, in order; null where nobody knows. Content of before
   * the epoch stands under an id of the server's, and has its authors all the same.
   */
  authorsOf(client: number, clock: number, length: number): { length: number; author: string | null }[] {
    if (this.authorship.knows(client)) return this.authorship.of(client, clock, length)
    const owner = this.owners.get(client)
    return [{ length, author: owner === undefined || isOpen(owner) ? null : owner }]
  }

  /** Gives the id to the user, where it is nobody's yet. */
  claim(client: number, user: string): void {
    const owner = this.owners.get(client)
    if (owner !== undefined && !isOpen(owner)) return
    if (owner !== undefined) this.remove(client, owner)
    this.put(client, user)
  }

  /**
   * Keeps for everybody the ids under which they go on in the next epoch (`nextOf`), as if each had announced them: whoever
   * was offline finds them unused, and nobody can have written there in their place.
   */
  reserveFrom(before: ClientOwners, nextOf: (client: number) => number): void {
    for (const [client, owner] of before.owners)
      if (!isOpen(owner) && owner !== SERVER_OWNER) this.claim(nextOf(client), owner)
  }

  /** Remembers that the id was brought along by somebody, and that it is not theirs by that. */
  leaveOpen(client: number, broughtBy: string): void {
    if (!this.owners.has(client)) this.put(client, OPEN + broughtBy)
  }

  private put(client: number, owner: string): void {
    const holder = holderOf(owner)
    this.owners.set(client, owner)
    this.counts.set(holder, (this.counts.get(holder) ?? 0) + 1)
    if (this.owners.size > MAX_CLIENTS) this.forgetOne()
  }

  private remove(client: number, owner: string): void {
    const holder = holderOf(owner)
    this.owners.delete(client)
    this.counts.set(holder, (this.counts.get(holder) ?? 0) - 1)
  }

  /** Whoever brings ids by the thousand forgets their own: what others go on under stays theirs. */
  private forgetOne(): void {
    const most = [...this.counts].reduce((one, other) => (other[1] > one[1] ? other : one))[0]
    for (const [client, owner] of this.owners) if (holderOf(owner) === most) return this.remove(client, owner)
  }

  /** The table for a checkpoint: names once, then ids with the number of their name. */
  encode(): Uint8Array {
    const names = [...new Set([...this.owners.values(), ...this.authorship.names()])]
    const numbers = new Map(names.map((name, number) => [name, number]))
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, names.length)
      for (const name of names) encoding.writeVarString(encoder, name)
      encoding.writeVarUint(encoder, this.owners.size)
      for (const [client, owner] of this.owners) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, numbers.get(owner) ?? 0)
      }
      this.authorship.write(encoder, numbers)
    })
  }

  /** The table of a checkpoint; null: one that was written before there were tables. */
  static decode(bytes: Uint8Array | null, complete = true): ClientOwners {
    if (bytes === null) return new ClientOwners(false)
    const decoder = decoding.createDecoder(bytes)
    const names = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarString(decoder))
    const owners = new ClientOwners(complete)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder)
      owners.put(client, names[decoding.readVarUint(decoder)] ?? '')
    }
    // Tables of before there were epochs end here.
    if (decoding.hasContent(decoder)) owners.authorship.read(decoder, names)
    return owners
  }
}

/** The only client of an update, null where it has none or several, or was brought along. Must be given a well-formed update. */
export const singleClient = (update: Uint8Array): number | null => {
  if (update[0] !== 1) return null
  const decoder = decoding.createDecoder(update)
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  return decoding.readVarUint(decoder)
}

/**
 * The same update of one client, told from those that the client sent itself by how its first number is spelled: 1 in two
 * bytes, which everybody reads alike.
 */
export const asBrought = (update: Uint8Array): Uint8Array => {
  const brought = new Uint8Array(update.length + 1)
  brought.set([0x81, 0])
  brought.set(update.subarray(1), 2)
  return brought
}
