/**
 * Client ids in a live room: the table of whose they are (`access/owners.ts`), and what connections announce of
 * themselves [RM9]. Who writes under somebody else's id makes the owner's own changes look known, and they vanish
 * without a word; so an announced id is its person's from then on, even before anything was written under it.
 */
import { canWrite } from '../../shared/permissions.ts'
import { type ClientOwners, SERVER_OWNER } from '../access/owners.ts'
import type { PlanDocument } from './document.ts'
import type { Member } from './session.ts'

export interface ClientIdsParts {
  document: PlanDocument
  /** Reads the stored table. */
  readOwners: () => ClientOwners
  members: Iterable<Member>
}

export class ClientIds {
  private readonly parts: ClientIdsParts
  private table: ClientOwners | null = null
  /** Whether what was announced before anybody had said what they have is written down. */
  private isSettled = false
  private hasServer = false

  constructor(parts: ClientIdsParts) {
    this.parts = parts
  }

  /** Whose the ids are, without building the document. */
  get owners(): ClientOwners {
    this.table ??= this.parts.readOwners()
    return this.table
  }

  /** The member says that it is `client`; false where that is somebody else. */
  announce(member: Member, client: number): boolean {
    const isFree = this.owners.mayUse(client, member.session.identity.id, true)
    if (isFree && this.isSettled) this.claimNew(member, client)
    return isFree
  }

  /**
   * To be called when somebody says what they have: the ids that are new to the document, which need not be built for that,
   * become those of whoever announced them.
   */
  settle(): void {
    if (this.isSettled) return
    this.isSettled = true
    for (const member of this.parts.members) {
      for (const client of member.clients) this.claimNew(member, client)
    }
  }

  /** To be called before the document is changed: what the server writes is under an id of its own. */
  beforeChange(): void {
    this.settle()
    if (this.hasServer) return
    this.hasServer = true
    this.owners.claim(this.parts.document.doc.clientID, SERVER_OWNER)
  }

  /** Readers write under no id, so they take none from those who do. An id that the document knows may be dropped from the table, and stays closed. */
  private claimNew({ session: { identity } }: Member, client: number): void {
    if (canWrite(identity) && !this.parts.document.knows(client)) this.owners.claim(client, identity.id)
  }
}
