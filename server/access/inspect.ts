/**
 * Decides on an update before it is applied: whether it keeps the document whole, and what it changes [AC1–AC10].
 * Total on any bytes, never changes the document, never throws. Who may change what is `rights.ts`'s question.
 *
 * Built on Yjs internals (store, items, encoding of 13.6.33). The version is pinned in package.json; an upgrade has to
 * pass `tests/fuzz/inspect*`, which compare every verdict with what Yjs really does.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { Budget } from './budget.ts'
import { causalOrder } from './causal.ts'
import { Changes } from './changes.ts'
import { checkCost } from './cost.ts'
import { eachDeleted, markDead, weightOf } from './deletions.ts'
import { withGarbage } from './garbage.ts'
import { inspectKeystroke } from './keystroke.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { Lookup, stateOf } from './lookup.ts'
import type { Touched } from './place.ts'
import { Refusal, type RefusalCode, refuse } from './refusal.ts'
import { resolve } from './resolve.ts'
import { type Block, type RawUpdate, readUpdate } from './wire.ts'

export type Inspection =
  | {
      readonly ok: true
      /** What to apply: the same bytes, or without what the document knows already and with garbage for what has no place. */
      readonly update: Uint8Array
      /** Everything that may change, each thing once. */
      readonly touched: readonly Touched[]
      /** Nothing to apply, log or send on. */
      readonly empty: boolean
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: string }

/** No structs, no deletions. */
const NOTHING = Uint8Array.of(0, 0)

const blockEnd = (block: Block): number => block.structs.at(-1)?.end ?? block.clock

/** Refuses gaps, foreign clients and too many that nobody knows [AC24]; tells how much of the update is known already. */
const checkClocks = (doc: Y.Doc, update: RawUpdate, limits: Limits): 'nothing' | 'a part' | 'all' => {
  let known = false
  let fresh = false
  let strangers = 0
  for (const block of update.blocks) {
    const state = stateOf(doc, block.client)
    if (block.clock > state) refuse('gap', `${block.client}: ${block.clock} after ${state}`)
    if (block.clock < state) known = true
    if (blockEnd(block) <= state) continue
    fresh = true
    if (!limits.ownsClient(block.client)) refuse('foreign-client', String(block.client))
    if (state > 0 || limits.ownsClient(block.client, true)) continue
    if (++strangers > limits.strangers) refuse('unknown-clients', `over ${limits.strangers}`)
  }
  if (!known) return 'nothing'
  return fresh ? 'a part' : 'all'
}

/** The update without what the document knows. Only the update's clients matter, so only they are told. */
const dropKnown = (doc: Y.Doc, update: RawUpdate, bytes: Uint8Array): Uint8Array => {
  const stateVector = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, update.blocks.length)
    for (const { client } of update.blocks) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, stateOf(doc, client))
    }
  })
  return Y.diffUpdate(bytes, stateVector)
}

const markDeadStructs = (lookup: Lookup, update: RawUpdate): void => {
  for (const deletions of update.deletions) {
    const block = lookup.blocks.get(deletions.client)
    if (block !== undefined) markDead(block, deletions)
  }
}

/** An update whose structs are all unknown yet. */
const inspectFresh = (doc: Y.Doc, raw: RawUpdate, update: Uint8Array, limits: Limits): Inspection => {
  const lookup = new Lookup(doc, raw)
  markDeadStructs(lookup, raw)
  const ordered = causalOrder(lookup)
  const budget = new Budget(limits.sequenceSteps, 'order')
  resolve(lookup, ordered, limits, budget)
  const changes = new Changes(doc, limits, budget)
  let empty = ordered.length === 0
  for (const struct of ordered) changes.addStruct(struct)
  let deleted = 0
  eachDeleted(lookup, raw.deletions, (item) => {
    empty = false
    deleted += weightOf(item, limits.deletedItems)
    if (deleted > limits.deletedItems) refuse('too-costly', 'deletions')
    changes.addDeletion(item)
  })
  checkCost(lookup, ordered, raw.deletions, limits)
  return { ok: true, update: withGarbage(update, raw), touched: changes.finish(), empty }
}

const inspectAny = (doc: Y.Doc, update: Uint8Array, limits: Limits): Inspection => {
  const raw = readUpdate(update, limits)
  const known = checkClocks(doc, raw, limits)
  if (known === 'nothing') return inspectFresh(doc, raw, update, limits)
  if (known === 'all') {
    // A whole state that somebody sends to be sure: mostly there is nothing in it, and nothing to cut out.
    const verdict = inspectFresh(doc, { ...raw, blocks: [] }, update, limits)
    if (!verdict.ok) return verdict
    // Not its bytes: known structs may be lies, and Yjs would follow their neighbours all the same.
    if (verdict.empty) return { ...verdict, update: NOTHING }
  }
  const rest = dropKnown(doc, raw, update)
  return inspectFresh(doc, readUpdate(rest, limits), rest, limits)
}

const refusalOf = (error: unknown): Inspection => {
  if (error instanceof Refusal) return { ok: false, code: error.code, detail: error.message }
  // Broken UTF-8 or JSON: the decoders' own errors. Whatever else may be thrown, the update stays out.
  return { ok: false, code: 'malformed', detail: error instanceof Error ? error.message : String(error) }
}

const withDefaults = (limits: Partial<Limits> | undefined): Limits =>
  limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...limits }

/** `inspect` without its fast path; both give the same verdict. */
export const inspectThoroughly = (doc: Y.Doc, update: Uint8Array, limits?: Partial<Limits>): Inspection => {
  const all = withDefaults(limits)
  if (update.byteLength > all.bytes) return { ok: false, code: 'too-large', detail: 'bytes' }
  try {
    return inspectAny(doc, update, all)
  } catch (error) {
    return refusalOf(error)
  }
}

/**
 * What an update (V1 encoding) would do to `doc`, or why it must not. The document may be inside a running transaction:
 * the update is judged against the store as it is now. Where `empty` is set, there is nothing to do with it.
 */
export const inspect = (doc: Y.Doc, update: Uint8Array, limits?: Partial<Limits>): Inspection =>
  inspectWithin(doc, update, withDefaults(limits))

/** `inspect` with every limit given. */
export const inspectWithin = (doc: Y.Doc, update: Uint8Array, limits: Limits): Inspection => {
  const touched = inspectKeystroke(doc, update, limits)
  return touched === null
    ? inspectThoroughly(doc, update, limits)
    : { ok: true, update, touched, empty: false }
}
