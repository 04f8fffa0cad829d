/**
 * Whose a Yjs client id is. Whoever writes under somebody else's id makes the owner's own changes look known, and they
 * vanish without a word; so an id that a person has announced takes changes from that person alone [RM9].
 * Lives as long as the room; must not look at documents.
 */
import { canWrite } from '../../shared/permissions.ts'
import type { Member } from './session.ts'

interface Owner {
  /** Identity id. */
  id: string
  /**
   * Whether this room has had everything that the owner made under it. Before that, others may honestly bring some of
   * it: after a crash, what the server lost comes back from everybody who had seen it.
   */
  complete: boolean
}

/** How many ids are kept for one person; the oldest goes first. A page takes a new one every time it is loaded. */
const MAX_PER_PERSON = 256
const MAX_OWNERS = 100_000

export class Owners {
  private readonly owners = new Map<number, Owner>()
  private readonly clientsOf = new Map<string, Set<number>>()

  /** The member says that it is `client`; false where that is somebody else. */
  claim(member: Member, client: number): boolean {
    const { identity } = member.session
    const known = this.owners.get(client)
    if (known && known.id !== identity.id) return false
    if (known) known.complete ||= member.answered
    // Readers write under no id, so they take none from those who do.
    else if (canWrite(identity)) this.remember(client, { id: identity.id, complete: member.answered })
    return true
  }

  private remember(client: number, owner: Owner): void {
    const own = this.clientsOf.get(owner.id) ?? new Set<number>()
    this.clientsOf.set(owner.id, own)
    const [oldestOwn] = own
    if (own.size >= MAX_PER_PERSON && oldestOwn !== undefined) this.forget(oldestOwn)
    const [oldest] = this.owners.keys()
    if (this.owners.size >= MAX_OWNERS && oldest !== undefined) this.forget(oldest)
    own.add(client)
    this.owners.set(client, owner)
  }

  private forget(client: number): void {
    const owner = this.owners.get(client)
    this.owners.delete(client)
    if (owner) this.clientsOf.get(owner.id)?.delete(client)
  }

  /** The member has brought everything that it had. */
  completed(member: Member): void {
    for (const client of member.clients) {
      const owner = this.owners.get(client)
      if (owner?.id === member.session.identity.id) owner.complete = true
    }
  }

  /** Whether changes under `client` may come from the member. */
  mayBring(member: Member, client: number): boolean {
    const owner = this.owners.get(client)
    return !owner?.complete || owner.id === member.session.identity.id
  }

  /** Whether `client` is the member's own by its word; ids that nobody announced are nobody's. */
  isOwn(member: Member, client: number): boolean {
    return this.owners.get(client)?.id === member.session.identity.id
  }

  /** Whether anybody has announced `client`. */
  isKnown(client: number): boolean {
    return this.owners.has(client)
  }
}
