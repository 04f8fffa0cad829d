/**
 * Who changed what in the records that are in no checkpoint yet (SPEC HI2). Owns the reading of a change as acts on rows,
 * sections, columns and the plan's head; keeping them for good is the store's.
 */
import * as Y from 'yjs'
import { ROOTS, sectionOfSignKey } from '../../shared/plan/schema.ts'
import { type Touched, placeOf } from '../access/place.ts'
import { SERVER } from './origin.ts'
import { mergeHistory, historyKey } from '../storage/history.ts'
import type { HistoryEntry, StoredPlan } from '../storage/storage.ts'

/** Whoever makes a change. */
export interface Doer {
  id: string
  name: string
}

export type Touch = Pick<Touched, 'root' | 'entity' | 'field'> & { value?: unknown }
type Act = Pick<HistoryEntry, 'root' | 'entity' | 'field' | 'act'>
type Plain = Touch & { root: HistoryEntry['root'] }

/** A signature under a section is an act on it, though the server keeps it. */
const asPlain = (touch: Touch): Touch => {
  const section = touch.root === 'srv' ? sectionOfSignKey(touch.field ?? '') : null
  return section === null ? touch : { root: 'sections', entity: section, field: 'sign-off' }
}

/** Comments say themselves who wrote them; what else the server writes is on record elsewhere. */
const isPlain = (touch: Touch): touch is Plain =>
  touch.root === 'rows' || touch.root === 'sections' || touch.root === 'cols' || touch.root === 'meta'

const actOf = ({ root, entity, field, value }: Plain): Act => {
  if (field === 'del') return { root, entity, field: null, act: value === null ? 'restore' : 'delete' }
  if (field === 'pos' || field === 'ord') return { root, entity, field: null, act: 'move' }
  return { root, entity, field, act: 'edit' }
}

/** What a change amounts to: something that is created is not also edited. */
const actsOf = (touched: readonly Touch[]): Act[] => {
  const plain = touched.map(asPlain).filter(isPlain)
  const created = plain.filter(
    ({ root, entity, field }) => root !== 'meta' && entity !== null && field === null,
  )
  const isNew = new Set(created.map(({ root, entity }) => `${root} ${entity}`))
  const rest = plain.filter(({ root, entity }) => !isNew.has(`${root} ${entity}`))
  const births = created.map(({ root, entity }): Act => ({ root, entity, field: null, act: 'create' }))
  return [...births, ...rest.map(actOf)]
}

/** What a transaction touched, with the values that registers have after it. */
export const touchedBy = (transaction: Y.Transaction): Touch[] =>
  [...transaction.changed].flatMap(([type, keys]): Touch[] => {
    const { shape, root, entity, field } = placeOf(type as Y.AbstractType<unknown>)
    if (shape === 'alien') return []
    if (field !== null) return [{ root, entity, field }]
    const named = [...keys].filter((key) => key !== null)
    if (shape === 'entities') return named.map((key) => ({ root, entity: key, field: null }))
    return named.map((key) => ({
      root,
      entity,
      field: key,
      value: (type as unknown as Y.Map<unknown>).get(key),
    }))
  })

/** How soon after its creation something comes alive: it is born in the trash, so that undoing puts it there. */
const BIRTH_MS = 10_000

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const DAY_MS = 86_400_000
const isSameDay = ({ first }: HistoryEntry, at: number): boolean =>
  Math.floor(first / DAY_MS) === Math.floor(at / DAY_MS)

const isOf = ({ root, entity, field }: HistoryEntry, touch: Touch): boolean =>
  touch.root === root && touch.entity === entity && touch.field === field

const isOfComments = ({ root }: Touch): boolean => root === 'threads' || root === 'messages'

/** Hears of changes of comments: what of them was touched, and nothing else. */
export type OnComments = (touched: readonly Touch[], who: Doer, at: number) => void

export class Trail {
  private readonly onComments: OnComments | null
  private readonly entries = new Map<string, HistoryEntry>()
  /** The entry of the last change, where it was an edit of one field: typing goes on where it was. */
  private recent: HistoryEntry | null = null
  /** The same by what was touched, which is one array for all keys in one cell: several people type in turns. */
  private recentAt = new WeakMap<readonly Touch[], HistoryEntry>()
  /** Handed to a checkpoint that is not on disk yet. */
  private leaving: HistoryEntry[] = []
  /** Records that were in the log when the plan was loaded, and have not been looked at. */
  private unread: StoredPlan | null

  constructor(stored: StoredPlan, onComments: OnComments | null = null) {
    this.onComments = onComments
    this.unread = stored.tail.length > 0 ? stored : null
  }

  /** Notes a change; cheap, for every keystroke comes by. */
  note(touched: readonly Touch[], who: Doer, at: number): void {
    if (this.goesOn(touched, who, at)) return
    const said = this.onComments === null ? [] : touched.filter(isOfComments)
    if (said.length > 0) this.onComments?.(said, who, at)
    this.enter(touched, who, at)
  }

  /** Whether it is more typing where the last change was; then it is counted there. */
  private goesOn(touched: readonly Touch[], { id: by }: Doer, at: number): boolean {
    const recent = this.recentAt.get(touched) ?? this.recent
    if (recent === null || touched.length === 0 || recent.by !== by || !isSameDay(recent, at)) return false
    if (!touched.every((one) => isOf(recent, one))) return false
    recent.count++
    recent.last = at
    return true
  }

  private enter(touched: readonly Touch[], { id: by, name }: Doer, at: number): void {
    const noted = new Set<HistoryEntry>()
    for (const act of actsOf(by === SERVER.id ? touched.filter(isPlain) : touched)) {
      if (act.act === 'restore' && this.wasJustBorn(act, by, at)) continue
      noted.add(this.entryOf({ day: dayOf(at), ...act, by, name, count: 0, first: at, last: at }))
    }
    for (const entry of noted) Object.assign(entry, { count: entry.count + 1, last: at })
    const [only] = noted
    this.recent = noted.size === 1 && only?.act === 'edit' ? only : null
    if (this.recent !== null) this.recentAt.set(touched, this.recent)
  }

  /** The entry of that key; `fresh` where there is none. */
  private entryOf(fresh: HistoryEntry): HistoryEntry {
    const key = historyKey(fresh)
    const known = this.entries.get(key)
    if (!known) this.entries.set(key, fresh)
    else if (known.name === '') known.name = fresh.name
    return known ?? fresh
  }

  private clear(): void {
    this.entries.clear()
    this.recent = null
    this.recentAt = new WeakMap()
  }

  private wasJustBorn({ root, entity }: Act, by: string, at: number): boolean {
    const key = historyKey({ day: dayOf(at), root, entity, field: null, act: 'create', by })
    return at - (this.entries.get(key)?.last ?? -Infinity) < BIRTH_MS
  }

  /** Everything that is in no checkpoint yet. */
  all(): HistoryEntry[] {
    this.read()
    return mergeHistory([...this.leaving, ...this.entries.values()].map((entry) => ({ ...entry })))
  }

  /** Takes it out for a checkpoint; `kept` or `putBack` has to follow. */
  take(): HistoryEntry[] {
    this.leaving = this.all()
    this.clear()
    return this.leaving
  }

  kept(): void {
    this.leaving = []
  }

  putBack(): void {
    const all = this.all()
    this.leaving = []
    this.clear()
    for (const entry of all) this.entries.set(historyKey(entry), entry)
  }

  /** After a crash the log still has records: who wrote them is known, what they changed is seen by applying them. */
  private read(): void {
    const stored = this.unread
    this.unread = null
    if (!stored) return
    const doc = new Y.Doc()
    // A root that nobody asked for has no type yet, and its values cannot be read.
    for (const root of ROOTS) doc.getMap(root)
    if (stored.checkpoint) Y.applyUpdateV2(doc, stored.checkpoint.stateV2)
    const since = [...this.entries.values()]
    this.clear()
    let touched: Touch[] = []
    doc.on('afterTransaction', (transaction: Y.Transaction) => void (touched = touchedBy(transaction)))
    for (const { update, by, at } of stored.tail) {
      touched = []
      Y.applyUpdate(doc, update)
      const who = { id: by, name: '' }
      if (!this.goesOn(touched, who, at)) this.enter(touched, who, at)
    }
    doc.destroy()
    const all = mergeHistory([...this.entries.values(), ...since])
    this.clear()
    for (const entry of all) this.entries.set(historyKey(entry), entry)
  }
}
