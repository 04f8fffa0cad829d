/**
 * The embedded store's keys, in the order in which they sort. The only file that builds or takes apart a key.
 *
 *   "format"                          version byte of this layout
 *   "house"                           is there since the files beside the plans are
 *   "audit" 0 u64                     audit record, by its running number
 *   "plan"  0 id 0 "a"                epoch of the plan
 *   "plan"  0 id 0 "b"                checkpoint: its position and state vector
 *   "plan"  0 id 0 "c"                checkpoint: state, V2
 *   "plan"  0 id 0 "d"                checkpoint: deflated update message, where there is one
 *   "plan"  0 id 0 "l" u64            log chunk, by the number of its LAST record
 *   "version" 0 id 0 u64              edition without its content, by its number
 *   "body"    0 id 0 u64              content of an edition
 *   "approval" 0 id 0 u64             act about an edition, by its running number
 *   "frozen"  0 id 0 u64              file of an edition without its bytes, by its running number
 *   "file"    0 id 0 u64              bytes of that file
 *   "history" 0 id 0 u64              who changed what, by the number of the last record that is in it
 *   "epoch"   0 id 0 u64              a past epoch, by the time of its end
 *   "past"    0 id 0 u64              what is kept of it
 *   "inbox" 0 person                  what somebody is told
 *   "stretch" 0 id 0 u64              stretch of the log that a checkpoint absorbed: its head, by its last record
 *   "stretch-body" 0 id 0 u64            its records
 *   "stretch-base" 0 id 0 u64            the state before it, where it is stored
 *
 * Numbers are big-endian, so that they sort as numbers. A plan's own keys lie side by side: one scan reads a plan.
 */
import { SvodError } from '../../shared/errors.ts'

export const HEAD = 0x61
export const CHECKPOINT_HEAD = 0x62
export const CHECKPOINT_STATE = 0x63
export const CHECKPOINT_FRAME = 0x64
export const LOG = 0x6c

const NUMBER_BYTES = 8
const MAX_ID_BYTES = 128

export const FORMAT_KEY: Uint8Array = Buffer.from('format')
export const HOUSE_KEY: Uint8Array = Buffer.from('house')

const AUDIT_PREFIX = Buffer.from('audit\0')

/** Whether `id` can stand in a key: 1 to 128 bytes, no zero among them. */
export const isStorableId = (id: string): boolean =>
  id !== '' && !id.includes('\0') && Buffer.byteLength(id) <= MAX_ID_BYTES

/** What is kept of a plan beside its document; purged with it. */
export const LEDGERS = [
  'version',
  'body',
  'approval',
  'frozen',
  'file',
  'history',
  'epoch',
  'past',
  'stretch',
  'stretch-body',
  'stretch-base',
] as const
export type Ledger = (typeof LEDGERS)[number]

const planPrefix = (space: 'plan' | Ledger, id: string): Buffer => {
  if (!isStorableId(id)) throw new SvodError('bad-request', { what: 'plan id' })
  return Buffer.from(`${space}\0${id}\0`)
}

const withNumber = (prefix: Uint8Array, number: number): Uint8Array => {
  const key = Buffer.allocUnsafeSlow(prefix.length + NUMBER_BYTES)
  key.set(prefix)
  key.writeUInt32BE(Math.floor(number / 2 ** 32), prefix.length)
  key.writeUInt32BE(number % 2 ** 32, prefix.length + 4)
  return key
}

/** The number at the end of a log, edition or audit key. */
export const numberOf = (key: Uint8Array): number => {
  const view = new DataView(key.buffer, key.byteOffset + key.length - NUMBER_BYTES, NUMBER_BYTES)
  return view.getUint32(0) * 2 ** 32 + view.getUint32(4)
}

/** Everything that begins with `prefix`; its last byte is below 0xff. */
const rangeOf = (prefix: Uint8Array): { from: Uint8Array; to: Uint8Array } => {
  const to = Uint8Array.from(prefix)
  to[to.length - 1] = (to[to.length - 1] ?? 0) + 1
  return { from: prefix, to }
}

export const auditKey = (number: number): Uint8Array => withNumber(AUDIT_PREFIX, number)
/** Records with numbers below `before`; left out: all. */
export const auditRange = (before?: number) =>
  before === undefined ? rangeOf(AUDIT_PREFIX) : { from: AUDIT_PREFIX, to: auditKey(before) }
export const ledgerKey = (ledger: Ledger, id: string, number: number): Uint8Array =>
  withNumber(planPrefix(ledger, id), number)
/** A plan's part of a ledger; `before`: only what has lower numbers. */
export const ledgerRange = (ledger: Ledger, id: string, before?: number) => {
  const range = rangeOf(planPrefix(ledger, id))
  return before === undefined ? range : { from: range.from, to: ledgerKey(ledger, id, before) }
}
/** Entries with the numbers `from` to `to`, both included. */
export const ledgerSpan = (ledger: Ledger, id: string, from: number, to: number) => ({
  from: ledgerKey(ledger, id, from),
  to: ledgerKey(ledger, id, to + 1),
})

const INBOX_SPACE = Buffer.from('inbox\0')

export const inboxKey = (person: string): Uint8Array => Buffer.concat([INBOX_SPACE, Buffer.from(person)])
export const inboxRange = () => rangeOf(INBOX_SPACE)
/** The person that a key of `inboxRange` belongs to. */
export const personOfKey = (key: Uint8Array): string =>
  Buffer.from(key.subarray(INBOX_SPACE.length)).toString('utf8')

const PLAN_SPACE = Buffer.from('plan\0')

/** Whether any plan is stored at all. */
export const anyPlanRange = () => rangeOf(PLAN_SPACE)

/** The plan that a key of `anyPlanRange` belongs to. */
export const planOfKey = (key: Uint8Array): string => {
  const end = key.indexOf(0, PLAN_SPACE.length)
  return Buffer.from(key.subarray(PLAN_SPACE.length, end)).toString('utf8')
}

/** A plan's keys, built from its prefix once. */
export class PlanKeys {
  readonly head: Uint8Array
  readonly checkpointHead: Uint8Array
  readonly checkpointState: Uint8Array
  readonly checkpointFrame: Uint8Array
  readonly #prefix: Buffer
  readonly #log: Buffer

  constructor(id: string) {
    this.#prefix = planPrefix('plan', id)
    const at = (kind: number) => Buffer.concat([this.#prefix, Buffer.of(kind)])
    this.head = at(HEAD)
    this.checkpointHead = at(CHECKPOINT_HEAD)
    this.checkpointState = at(CHECKPOINT_STATE)
    this.checkpointFrame = at(CHECKPOINT_FRAME)
    this.#log = at(LOG)
  }

  /** The key of the chunk that ends with record `lastSeq`. */
  chunk(lastSeq: number): Uint8Array {
    return withNumber(this.#log, lastSeq)
  }

  /** Everything of the plan but its editions. */
  all() {
    return rangeOf(this.#prefix)
  }

  log() {
    return rangeOf(this.#log)
  }

  /** The byte that says what a key of this plan holds. */
  kindOf(key: Uint8Array): number {
    return key[this.#prefix.length] ?? 0
  }
}
