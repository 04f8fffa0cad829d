/**
 * One decision on one update: structure, whose client ids, rights. What comes of it is the room's [AC11–AC18].
 * Must not change the document.
 */
import * as Y from 'yjs'
import { type Identity } from '../../shared/identity.ts'
import { canWrite } from '../../shared/permissions.ts'
import { type Inspection, inspectWithin } from './inspect.ts'
import {
  CROWDED,
  CROWDED_STRANGERS,
  DEFAULT_LIMITS,
  LIVE_STRANGERS,
  type Limits,
  READER_LIMITS,
} from './limits.ts'
import { stateOf } from './lookup.ts'
import { ownPart } from './own-part.ts'
import { type ClientOwners, asBrought, singleClient } from './owners.ts'
import { type Touched, placeOf } from './place.ts'
import { Refusal, type RefusalCode } from './refusal.ts'
import { allowed } from './rights.ts'
import { readUpdate } from './wire.ts'

/** Whoever sends an update. */
export interface Sender {
  /** As the plan sees them. */
  readonly who: Identity
  /** Client ids that the connection announced as its own. */
  readonly clients: ReadonlySet<number>
  /** Whether the update is the sender's whole difference, and not a change just made. */
  readonly whole: boolean
  /** How many client ids the connection has brought that the plan had never seen. */
  readonly brought: number
}

export type Admission =
  | { readonly ok: false; readonly code: RefusalCode }
  | {
      readonly ok: true
      /** What to apply, log and send on; null for nothing. */
      readonly update: Uint8Array | null
      readonly touched: readonly Touched[]
      /** Why a part of it was left out that others have to bring; null where nothing was. */
      readonly leftOut: RefusalCode | null
    }

/** What a whole difference is refused for because of what others left in it: words, or the values that those replaced. */
const MIXED: readonly RefusalCode[] = ['forbidden', 'foreign-client', 'required-register']

const NOTHING: Admission = { ok: true, update: null, touched: [], leftOut: null }

/** Whether the sender may write under the id. */
export const mayUse = (doc: Y.Doc, { who }: Sender, owners: ClientOwners, client: number): boolean =>
  owners.mayUse(client, who.id, stateOf(doc, client) === 0)

/** Whether the id was announced by this connection, or is the sender's since earlier. */
const isKnownOwn = ({ who, clients }: Sender, owners: ClientOwners, client: number): boolean =>
  clients.has(client) || owners.isOf(client, who.id)

/** How many client ids an update may bring to the plan of which nobody knows whose they are [AC24]. */
export const strangersOf = (doc: Y.Doc, { whole, brought }: Sender): number => {
  if (doc.store.clients.size < CROWDED) return whole ? DEFAULT_LIMITS.strangers : LIVE_STRANGERS
  return whole ? Math.max(0, CROWDED_STRANGERS - brought) : 0
}

/**
 * Tells which clients of an update are surely the sender's. Of a whole difference those are not that nobody has claimed:
 * their owner may have yet to come back after a crash.
 */
export const ownClients =
  (doc: Y.Doc, sender: Sender, owners: ClientOwners) =>
  (client: number, surely = sender.whole): boolean =>
    mayUse(doc, sender, owners, client) && (!surely || isKnownOwn(sender, owners, client))

const codeOf = (verdict: Inspection, { who, whole }: Sender, doc: Y.Doc): RefusalCode | null => {
  // There is nothing else to ask its sender for.
  if (!verdict.ok && verdict.code === 'unknown-clients' && whole) return 'too-large'
  // Of a reader's update nobody worked out more than that it is not empty.
  if (!verdict.ok) return verdict.code === 'too-costly' && !canWrite(who) ? 'forbidden' : verdict.code
  return verdict.empty ? null : allowed(verdict.touched, who, doc)
}

/** Values of registers go with those that replace them, whoever brings them; only text is taken away by itself. */
const mayDelete = (item: Y.Item, { who }: Sender, doc: Y.Doc): boolean => {
  const inside = item.parent instanceof Y.AbstractType ? placeOf(item.parent).inside : null
  return inside !== null && allowed([inside.delete], who, doc) === null
}

const partOf = (doc: Y.Doc, update: Uint8Array, sender: Sender, owners: ClientOwners, limits: Limits) => {
  const isOwn = ownClients(doc, sender, owners)
  try {
    return ownPart(doc, update, limits, { isOwn, mayDelete: (item) => mayDelete(item, sender, doc) })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/**
 * Decides; `doc` may be inside a running transaction. Under `TURN_LIMITS` the refusal `too-costly` says that the update
 * has to be judged elsewhere, by the usual limits.
 */
export const admit = (
  doc: Y.Doc,
  update: Uint8Array,
  sender: Sender,
  owners: ClientOwners,
  bounds: Limits = DEFAULT_LIMITS,
): Admission => {
  const ownsClient = (client: number, surely = false): boolean =>
    surely ? isKnownOwn(sender, owners, client) : mayUse(doc, sender, owners, client)
  const strangers = strangersOf(doc, sender)
  const limits: Limits = canWrite(sender.who)
    ? { ...bounds, strangers, ownsClient }
    : { ...bounds, ...READER_LIMITS, strangers, ownsClient }
  const verdict = inspectWithin(doc, update, limits)
  const code = codeOf(verdict, sender, doc)
  if (verdict.ok && code === null) {
    if (verdict.empty) return NOTHING
    return { ok: true, update: verdict.update, touched: verdict.touched, leftOut: null }
  }
  const refused = { ok: false, code: code ?? 'forbidden' } as const
  if (!sender.whole || !MIXED.includes(refused.code)) return refused
  const part = partOf(doc, update, sender, owners, limits)
  const rest = part === null ? null : inspectWithin(doc, part, limits)
  if (rest === null || !rest.ok || codeOf(rest, sender, doc) !== null) return refused
  return { ok: true, update: rest.empty ? null : rest.update, touched: rest.touched, leftOut: code }
}

/** Whether an id under which the sender brings something is surely the sender's own. */
const isSurelyOwn = (client: number, isAlone: boolean, { whole, clients }: Sender): boolean =>
  (isAlone && !whole) || clients.has(client)

/** Writes down whose the client ids are under which something was let in, or whose clocks were filled. */
export const claimAll = (clients: readonly number[], sender: Sender, owners: ClientOwners): void => {
  const isAlone = clients.length === 1
  for (const client of clients) {
    if (isSurelyOwn(client, isAlone, sender)) owners.claim(client, sender.who.id)
    else owners.leaveOpen(client, sender.who.id)
  }
}

/** The same, for the client ids of an update. */
export const claimClients = (update: Uint8Array, sender: Sender, owners: ClientOwners): void => {
  const alone = singleClient(update)
  if (alone !== null) return claimAll([alone], sender, owners)
  if (update[0] === 0) return
  const { blocks } = readUpdate(update, DEFAULT_LIMITS)
  claimAll(
    blocks.map(({ client }) => client),
    sender,
    owners,
  )
}

/** The update as the log has it: a single client that is perhaps not the sender's does not look like one [AC17]. */
export const toLog = (update: Uint8Array, sender: Sender): Uint8Array => {
  const client = singleClient(update)
  return client === null || isSurelyOwn(client, true, sender) ? update : asBrought(update)
}
