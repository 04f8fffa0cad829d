/**
 * Awareness of a room, rebuilt by the server (SPEC PR1–PR4): a connection speaks only for clients that nobody else
 * holds, states are bounded, people's names and colours are the server's word, and who leaves is gone at once.
 */
import * as encoding from 'lib0/encoding'
import { isCaret } from '../../shared/caret.ts'
import type { Identity } from '../../shared/identity.ts'
import { Reader } from '../access/reader.ts'
import type { Member } from './session.ts'

/** Longest state in bytes of JSON. */
const MAX_STATE_BYTES = 2048
/** A stock client speaks for one awareness client; a few more leave room for reconnects within one socket. */
const MAX_CLIENTS_PER_CONNECTION = 4
/** An id that was announced may be written under: whoever says another one all the time brings them to the plan by the thousand [AC24]. */
const MAX_ANNOUNCED = 32
const MAX_ENTRIES = 1024
/** y-protocols counts up by one a change; a clock beyond this is an attempt to lock somebody out. */
const MAX_CLOCK = 2 ** 32
/** How many left clients are remembered, so that late echoes do not bring them back. */
const MAX_GONE = 1000

interface Present {
  clock: number
  /** JSON of the state. */
  state: string
  holder: Member
}

/** A client that left: the last clock it was heard with, and who spoke for it. */
interface Gone {
  clock: number
  by: string
}

interface Entry {
  client: number
  clock: number
  state: string
}

const readEntries = (update: Uint8Array): Entry[] => {
  const reader = new Reader(update)
  const count = reader.uint()
  if (count > MAX_ENTRIES) return []
  return Array.from({ length: count }, () => ({
    client: reader.uint(),
    clock: reader.uint(),
    state: reader.text(update.length),
  }))
}

const encodeEntries = (entries: readonly Entry[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })

/** Stock editors look every caret up in the document as it comes, and stop working at one that cannot be [PR7]. */
const hasFalseCaret = (state: object): boolean =>
  'cursor' in state && state.cursor !== null && !isCaret(state.cursor)

/** A person's state carries the name and colour that the server knows; programs speak for themselves. */
const stamp = (json: string, who: Identity): string | null => {
  const state: unknown = JSON.parse(json)
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return null
  const isFalse = hasFalseCaret(state)
  const sound = isFalse ? { ...state, cursor: null } : state
  if (who.kind === 'program') return isFalse ? JSON.stringify(sound) : json
  const { id, name, hue } = who
  const department = who.departments[0] ?? null
  return JSON.stringify({ ...sound, user: { id, name, hue, department } })
}

/** A person who comes back before the old connection is known to be dead goes on where they were. */
const isSamePerson = (a: Identity, b: Identity): boolean => a.kind === 'person' && a.id === b.id

/** Whether a member may say that it is this client. */
export type MayAnnounce = (member: Member, client: number) => boolean

export class Presence {
  private readonly mayAnnounce: MayAnnounce
  private readonly present = new Map<number, Present>()
  private readonly gone = new Map<number, Gone>()
  private changed = new Set<number>()

  constructor(mayAnnounce: MayAnnounce = () => true) {
    this.mayAnnounce = mayAnnounce
  }

  /** Takes in what a member says. Entries that are not its to make are left out; true where something changed. */
  receive(member: Member, update: Uint8Array): boolean {
    let entries: Entry[]
    try {
      entries = readEntries(update)
    } catch {
      // Cut short, or no numbers: nothing of it can be trusted, and presence heals with the next message.
      return false
    }
    return entries.map((entry) => this.accept(member, entry)).some(Boolean)
  }

  private accept(member: Member, { client, clock, state }: Entry): boolean {
    const known = this.present.get(client)
    if (clock > MAX_CLOCK || state.length > MAX_STATE_BYTES) return false
    if (known ? clock < known.clock : clock <= (this.gone.get(client)?.clock ?? -1)) {
      return known === undefined && this.bringBack(member, { client, clock, state })
    }
    if (known && known.holder !== member && !this.takeOver(member, client, known)) return false
    if (state === 'null') return known !== undefined && this.remove(client, known, clock)
    if (!member.clients.has(client) && member.clients.size >= MAX_CLIENTS_PER_CONNECTION) return false
    return this.put(member, client, clock, state)
  }

  /**
   * A stock client that was cut off says the same again, with the clock it had: it would stay unseen until it next
   * moves. What a connection says first is of itself, so this is no late echo; one clock on, everybody believes it [PW3].
   */
  private bringBack(member: Member, { client, clock, state }: Entry): boolean {
    const left = this.gone.get(client)
    const isReturn = left?.by === member.session.identity.id && left.clock === clock
    if (!isReturn || member.clients.size > 0 || state === 'null') return false
    return this.put(member, client, clock + 1, state)
  }

  private takeOver(member: Member, client: number, known: Present): boolean {
    const { holder } = known
    if (!isSamePerson(holder.session.identity, member.session.identity)) return false
    if (member.clients.size >= MAX_CLIENTS_PER_CONNECTION) return false
    holder.clients.delete(client)
    member.clients.add(client)
    known.holder = member
    return true
  }

  private put(member: Member, client: number, clock: number, json: string): boolean {
    let state: string | null
    try {
      state = stamp(json, member.session.identity)
    } catch {
      // No JSON: as if it had not been said.
      return false
    }
    const isNew = !member.announced.has(client)
    if (state === null || (isNew && member.announced.size >= MAX_ANNOUNCED)) return false
    if (!this.mayAnnounce(member, client)) return false
    member.announced.add(client)
    member.clients.add(client)
    this.present.set(client, { clock, state, holder: member })
    this.changed.add(client)
    return true
  }

  /** The member has another name, colour or department; true where somebody is to be told. */
  renew(member: Member): boolean {
    for (const client of member.clients) {
      const known = this.present.get(client)
      if (known) this.put(member, client, known.clock + 1, known.state)
    }
    return member.clients.size > 0
  }

  private remove(client: number, known: Present, clock: number): boolean {
    this.present.delete(client)
    known.holder.clients.delete(client)
    this.gone.delete(client)
    this.gone.set(client, { clock, by: known.holder.session.identity.id })
    const [oldest] = this.gone.keys()
    if (this.gone.size > MAX_GONE && oldest !== undefined) this.gone.delete(oldest)
    this.changed.add(client)
    return true
  }

  /** Removes everybody that the member spoke for; true where somebody was there. */
  leave(member: Member): boolean {
    const clients = [...member.clients]
    for (const client of clients) {
      const known = this.present.get(client)
      if (known) this.remove(client, known, known.clock)
    }
    return clients.length > 0
  }

  /** An awareness update with everybody, null where nobody is there. */
  everybody(): Uint8Array | null {
    const entries = [...this.present].map(([client, { clock, state }]) => ({ client, clock, state }))
    return entries.length > 0 ? encodeEntries(entries) : null
  }

  /** An awareness update with what changed since the last call, null where nothing did. */
  takeChanges(): Uint8Array | null {
    if (this.changed.size === 0) return null
    const entries = [...this.changed].map((client): Entry => {
      const known = this.present.get(client)
      return known
        ? { client, clock: known.clock, state: known.state }
        : { client, clock: this.gone.get(client)?.clock ?? 0, state: 'null' }
    })
    this.changed = new Set()
    return encodeEntries(entries)
  }
}
