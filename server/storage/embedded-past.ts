/**
 * The past in the embedded store: what a checkpoint absorbs becomes a stretch beside the plan, where opening the plan
 * does not read it. Owns the operations that this takes; who may write them and when is `embedded-plans.ts`'s.
 */
import * as decoding from 'lib0/decoding'
import type { KvOperation, KvStore } from './kv.ts'
import { decodeChunk } from './log-chunk.ts'
import { type PastEnd, needsBase, pastHead, stepsOf } from './past.ts'
import * as values from './past-values.ts'
import * as layout from './plan-keys.ts'
import type { PlanHead } from './plan-index.ts'
import { broken, reading, unseal } from './sealed-value.ts'
import type { JoinedPast, LogRecord, MovedPast, PastHead, PastPart } from './storage.ts'

/** What a checkpoint has to write so that nothing of the log is lost, and what it was read from. */
export interface Absorbed {
  /** The checkpoint and the last stretch that were there. */
  start: number
  after: PastEnd | null
  /** The last stretch from then on. */
  end: PastEnd | null
  operations: KvOperation[]
}

/** Records `start + 1` to `seq` of the log; null where they cannot all be read. */
const recordsBetween = async (
  store: KvStore,
  keys: layout.PlanKeys,
  start: number,
  seq: number,
): Promise<LogRecord[] | null> => {
  const chunks = await store.entries({ from: keys.chunk(start + 1), to: keys.log().to })
  try {
    const records = chunks.flatMap(([key, value]) => {
      const all = decodeChunk(value)
      const first = layout.numberOf(key) - all.length + 1
      return all.filter((_, index) => first + index > start && first + index <= seq)
    })
    return records.length === seq - start ? records : null
  } catch {
    // The document in memory has what the damaged chunk said: it must not be lost for the sake of its past.
    return null
  }
}

/** What the records build on; null where it cannot be read, for the same reason. */
const stateBefore = async (store: KvStore, keys: layout.PlanKeys): Promise<Uint8Array | null> => {
  const state = await store.get(keys.checkpointState)
  try {
    return state ? unseal(state) : new Uint8Array()
  } catch {
    return null
  }
}

const epochOf = async (id: string, store: KvStore, keys: layout.PlanKeys): Promise<string> => {
  const head = await store.get(keys.head)
  if (!head) throw broken(`plan ${id}`, new Error('the epoch is missing'))
  return reading(`plan ${id}`, () => decoding.readVarString(decoding.createDecoder(unseal(head))))
}

const writePart = async (
  id: string,
  content: JoinedPast,
  { from, seq, epoch, before }: { from: number; seq: number; epoch: string; before: PastEnd | null },
): Promise<{ head: PastHead; operations: KvOperation[] }> => {
  const body = await values.writePastBody(content)
  const base = content.base && (await values.writePastBase(content.base))
  const stretch = { from, seq, epoch, bytes: body.length, baseBytes: base ? base.length : null }
  const head = pastHead(stretch, content, before)
  const key = (ledger: layout.Ledger) => layout.ledgerKey(ledger, id, seq)
  return {
    head,
    operations: [
      { type: 'put', key: key('stretch'), value: values.writePastHead(head) },
      { type: 'put', key: key('stretch-body'), value: body },
      ...(base ? [{ type: 'put' as const, key: key('stretch-base'), value: base }] : []),
    ],
  }
}

/** What becomes of the log up to `seq`; everything up to there must be in the store. */
export const absorb = async (store: KvStore, id: string, head: PlanHead, seq: number): Promise<Absorbed> => {
  const { keys, checkpoint: start, lastPast: after } = head
  const records = seq > start && seq <= head.seq ? await recordsBetween(store, keys, start, seq) : null
  if (records === null) return { start, after, end: after, operations: [] }
  const epoch = await epochOf(id, store, keys)
  const isFirst = needsBase(after, epoch, start)
  const base = isFirst ? await stateBefore(store, keys) : null
  if (isFirst && base === null) return { start, after, end: after, operations: [] }
  const content = { base, records, authors: [], grain: 0, steps: stepsOf(records) }
  const before = isFirst ? null : after
  const made = await writePart(id, content, { from: start + 1, seq, epoch, before })
  return { start, after, end: made.head, operations: made.operations }
}

export const listPast = async (store: KvStore, id: string): Promise<PastHead[]> =>
  (await store.entries(layout.ledgerRange('stretch', id))).map(([, value]) => values.readPastHead(id, value))

export const readPast = async (store: KvStore, id: string, from: number, to: number): Promise<PastPart[]> => {
  const read = (ledger: layout.Ledger) => store.entries(layout.ledgerSpan(ledger, id, from, to))
  const [heads, bodies, bases] = await Promise.all([
    read('stretch'),
    read('stretch-body'),
    read('stretch-base'),
  ])
  const bodyOf = new Map(bodies.map(([key, value]) => [layout.numberOf(key), value]))
  const baseOf = new Map(bases.map(([key, value]) => [layout.numberOf(key), value]))
  return Promise.all(
    heads.map(async ([, value]) => {
      const head = values.readPastHead(id, value)
      const [body, base] = [bodyOf.get(head.seq), baseOf.get(head.seq)]
      if (!body || head.hasBase !== (base !== undefined))
        throw broken(`the past of plan ${id}`, new Error(`a part of stretch ${head.seq} is missing`))
      const state = base ? await values.readPastBase(id, base) : null
      return { head, base: state, ...(await values.readPastBody(id, body)) }
    }),
  )
}

/** A stretch behind the stretch `before`. */
export const moveOperations = (id: string, stretch: MovedPast, before: PastEnd | null) => {
  const { from, seq, epoch } = stretch
  return writePart(id, stretch, { from, seq, epoch, before })
}

/** One stretch in the place of `old`, which follow each other; `before` stands before them. */
export const joinOperations = async (
  id: string,
  old: readonly PastHead[],
  before: PastHead | null,
  joined: JoinedPast,
): Promise<{ head: PastHead; operations: KvOperation[] }> => {
  const [first, last] = [old[0], old.at(-1)]
  if (!first || !last) throw new RangeError('nothing to join')
  const { from } = first
  const { seq, epoch } = last
  const removed = old.flatMap(({ seq: number }) =>
    (['stretch', 'stretch-body', 'stretch-base'] as const).map((ledger): KvOperation => ({
      type: 'del',
      key: layout.ledgerKey(ledger, id, number),
    })),
  )
  const made = await writePart(id, joined, { from, seq, epoch, before })
  return { head: made.head, operations: [...removed, ...made.operations] }
}

/** The stretches from record `from` to `seq` and the one before them; null where none begin and end there. */
export const stretchesBetween = (
  all: readonly PastHead[],
  from: number,
  seq: number,
): { old: PastHead[]; before: PastHead | null } | null => {
  const start = all.findIndex((head) => head.from === from)
  const end = all.findIndex((head) => head.seq === seq)
  if (start < 0 || end < start) return null
  return { old: all.slice(start, end + 1), before: all[start - 1] ?? null }
}
