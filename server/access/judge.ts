/**
 * One large update, judged against a copy of the stored plan and cut into slices, for a thread of its own [LP1–LP6].
 * The slices are integrated here first: what Yjs would choke on costs this thread its life, and nobody's turn.
 * Pure: owns no thread and no store.
 */
import * as Y from 'yjs'
import { canonicalPlan } from '../../shared/plan/canonical.ts'
import { isFactField } from '../../shared/plan/facts.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { type Root, isSettled } from '../../shared/plan/schema.ts'
import { type Sender, admit } from './admit.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { type Span, spansOf } from './neutralise.ts'
import { ClientOwners } from './owners.ts'
import type { Touch, Touched } from './place.ts'
import type { RefusalCode } from './refusal.ts'
import { type Correction, correctionsOf } from './signatures.ts'
import { sliceDeletions, sliceStructs } from './slices.ts'

/** What a judge has to know; all of it crosses to another thread. */
export interface Case {
  readonly planId: string
  /** The plan as it is stored: V2 state of the checkpoint, and the updates after it. */
  readonly state: Uint8Array | null
  readonly tail: readonly Uint8Array[]
  readonly update: Uint8Array
  readonly sender: Sender
  readonly owners: { readonly table: Uint8Array; readonly complete: boolean }
}

export type Judgement =
  | {
      readonly ok: false
      readonly code: RefusalCode
      /** The clocks that it uses up; null where it cannot be read. */
      readonly spans: readonly Span[] | null
    }
  | {
      readonly ok: true
      /** What to write down; null where there is nothing to do. */
      readonly update: Uint8Array | null
      /** What to integrate, in this order; together the same as `update`. */
      readonly slices: readonly Uint8Array[]
      /** The clocks that it brings: the verdict holds while the document ends where they begin. */
      readonly spans: readonly Span[]
      /** What rights depend on, each thing once. */
      readonly touches: readonly Touch[]
      /** What the plan's history tells of it, each thing once. */
      readonly trace: readonly Touch[]
      /** Registers, fragments and entities that change (`keyOf`): the verdict holds while nobody else changes them. */
      readonly keys: readonly string[]
      /** Canonical JSON of the plan before it; null where its content stays as it was. */
      readonly before: string | null
      readonly due: Due
      readonly leftOut: RefusalCode | null
    }

/** What the server writes behind a change: cells that new entities may lack in common with others, and who signs. */
export interface Due {
  readonly columns: boolean
  readonly rows: readonly string[]
  readonly corrections: readonly Correction[]
}

const nameOf = ({ root, entity, field }: Touch): string => `${root}/${entity ?? ''}/${field ?? ''}`

/** Names what a change touches; null for what happens inside a fragment, where any two changes go together. */
export const keyOf = (one: Touched): string | null => (one.inner ? null : nameOf(one))

/** Roots of which rights ask nothing more. */
const ALIKE: readonly Root[] = ['meta', 'cols', 'sections']
/** Fields of a row that rights tell apart. */
const APART: readonly string[] = ['pos', 'number']
/** Asking for the right to so many things takes the room a turn. */
const MAX_TOUCHES = 20_000

/** Of these keys those that may be made once only: entities, their cells, and registers that are written once. */
export const onceOnly = (keys: readonly string[]): Set<string> =>
  new Set(
    keys.filter((key) => {
      const [root = '', , field = ''] = key.split('/')
      return (
        field === '' || field.startsWith('c:') || isSettled(root as Root, field, { born: true, filled: true })
      )
    }),
  )

/** What may leave a row without a cell. */
export const isCreation = ({ root, entity, field }: Touched): boolean =>
  field === null && (root === 'cols' || (root === 'rows' && entity !== null))

const NOTHING_DUE: Due = { columns: false, rows: [], corrections: [] }

/** What of a change may need a repair. */
export const dueAfter = (touched: readonly Touched[], corrections: readonly Correction[]): Due => {
  if (touched.length === 0 && corrections.length === 0) return NOTHING_DUE
  const rows = touched.filter(({ root, field }) => root === 'rows' && field === null)
  return {
    columns: touched.some(({ root, field }) => root === 'cols' && field === null),
    rows: rows.flatMap(({ entity }) => (entity === null ? [] : [entity])),
    corrections,
  }
}

/** As much of a change as rights ask about it. */
const askedOf = ({ root, entity, field, value }: Touched): Touch => {
  if (root === 'rows' && isFactField(field)) return { root, entity, field: 'state' }
  if (ALIKE.includes(root)) return { root, entity: null, field: null }
  const isApart = root !== 'rows' || APART.includes(field ?? '')
  return isApart ? { root, entity, field, value } : { root, entity, field: null }
}

const essentialOf = (touched: readonly Touched[]): Touch[] => {
  const found = new Map<string, Touch>()
  for (const one of touched.map(askedOf)) found.set(nameOf(one), one)
  return [...found.values()]
}

const HEADLINES: readonly Root[] = ['meta', 'cols', 'sections', 'rows']

/** As much of a change as history tells: of what is created no more than that, of values whether something is deleted. */
const traceOf = (touched: readonly Touched[]): Touch[] => {
  const told = touched.filter(({ root }) => HEADLINES.includes(root))
  const created = new Set(
    told.flatMap((at) => (at.entity !== null && at.field === null ? [`${at.root}/${at.entity}`] : [])),
  )
  const found = new Map<string, Touch>()
  for (const { root, entity, field, value } of told) {
    if (field !== null && created.has(`${root}/${entity}`)) continue
    const one = field === 'del' ? { root, entity, field, value } : { root, entity, field }
    found.set(nameOf(one), one)
  }
  return [...found.values()]
}

const buildDocument = ({ state, tail }: Case): Y.Doc => {
  // The name that Yjs would draw for it costs more than most changes, and nobody asks for it.
  const doc = new Y.Doc({ guid: '' })
  doc.transact(() => {
    if (state) Y.applyUpdateV2(doc, state)
    for (const update of tail) Y.applyUpdate(doc, update)
  })
  return doc
}

const applyAll = (doc: Y.Doc, slices: readonly Uint8Array[]): void => {
  for (const slice of slices) Y.applyUpdate(doc, slice)
}

/** Cuts, and integrates as the room will. */
const cut = (doc: Y.Doc, update: Uint8Array): Uint8Array[] => {
  const structs = sliceStructs(doc, update, DEFAULT_LIMITS)
  applyAll(doc, structs)
  const deletions = sliceDeletions(doc, update, DEFAULT_LIMITS)
  applyAll(doc, deletions)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('a slice is pending')
  return [...structs, ...deletions]
}

/** Decides. Throws where the stored plan cannot be built, or a slice cannot be integrated. */
export const judge = (one: Case): Judgement => {
  const doc = buildDocument(one)
  const owners = ClientOwners.decode(one.owners.table, one.owners.complete)
  const verdict = admit(doc, one.update, one.sender, owners)
  if (!verdict.ok) return { ok: false, code: verdict.code, spans: spansOf(one.update) }
  const { update, touched, leftOut } = verdict
  const touches = essentialOf(touched)
  const isContent = update !== null && touched.some(({ root }) => HEADLINES.includes(root))
  if (touches.length > MAX_TOUCHES) return { ok: false, code: 'too-costly', spans: spansOf(one.update) }
  // Before it is integrated here.
  const corrections = correctionsOf(touched, doc, one.sender.who.id)
  const before = isContent ? canonicalPlan(projectPlan(doc, one.planId)) : null
  return {
    ok: true,
    update,
    before,
    slices: update === null ? [] : cut(doc, update),
    spans: update === null ? [] : (spansOf(update) ?? []),
    touches,
    trace: traceOf(touched),
    keys: [...new Set(touched.flatMap((at) => keyOf(at) ?? []))],
    due: dueAfter(touched, corrections),
    leftOut,
  }
}
