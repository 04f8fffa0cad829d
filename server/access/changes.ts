/**
 * Collects what an update changes, key by key, and refuses outcomes that would break the plan: entities and fragments
 * replaced or deleted, entities without what they need, required registers gone, fixed ones rewritten, rows nowhere
 * [AC5–AC7, AC13, CO2].
 * Must not change the document.
 */
import * as Y from 'yjs'
import { type Position, type Root, isFragmentField, isPosition, isSettled } from '../../shared/plan/schema.ts'
import type { Budget } from './budget.ts'
import type { Limits } from './limits.ts'
import { type Place, type Touched, placeOf, typeAt } from './place.ts'
import { refuse } from './refusal.ts'
import { type Effort, winnerOf } from './outcome.ts'
import { isRequired, isServerField, requiredOf } from './structure.ts'
import type { Struct } from './wire.ts'

/** What happens to one key of a map outside of fragments. */
interface Key {
  readonly place: Place
  readonly name: string
  /** Items of the update, in integration order. */
  readonly fresh: Struct[]
  /** Whether the delete set hits the key's live value. */
  deleted: boolean
}

const isGone = (struct: Struct): boolean => struct.dead || struct.content?.kind === 'deleted'
const isType = (struct: Struct): boolean => struct.content?.kind === 'type'

const valueOf = (struct: Struct): unknown =>
  struct.content?.kind === 'any' ? struct.content.values.at(-1) : undefined

export class Changes {
  private readonly doc: Y.Doc
  private readonly effort: Effort
  private readonly touched = new Set<Touched>()
  private readonly keys = new Map<Place, Map<string, Key>>()
  /** Fields that new entities bring, by `root/id`. */
  private readonly created = new Map<string, { place: Place; fields: Set<string> }>()

  constructor(doc: Y.Doc, { conflictSteps }: Limits, budget: Budget) {
    this.doc = doc
    this.effort = { budget, conflictSteps }
  }

  /** Takes in a resolved struct of the update. */
  addStruct(struct: Struct): void {
    const { place, sub } = struct
    if (place === null) return
    if (place.inside !== null) this.touched.add(sub === null ? place.inside.insert : place.inside.set)
    else if (sub !== null) this.keyOf(place, sub).fresh.push(struct)
  }

  /** Takes in a live item of the document that the update deletes. */
  addDeletion(item: Y.Item): void {
    const place = item.parent instanceof Y.AbstractType ? placeOf(item.parent) : null
    if (place === null || place.shape === 'alien') return refuse('bad-shape', 'deletes outside the schema')
    if (place.inside !== null) this.touched.add(place.inside.delete)
    else if (item.parentSub === null) refuse('bad-shape', `list content in ${place.root}`)
    else this.keyOf(place, item.parentSub).deleted = true
  }

  /** Everything that changes, each thing once; throws a Refusal where the outcome may not be. */
  finish(): readonly Touched[] {
    for (const keys of this.keys.values()) {
      for (const key of keys.values()) this.finishKey(key)
    }
    for (const [id, { place, fields }] of this.created) {
      const missing = requiredOf(place.root).find((field) => !fields.has(field))
      if (missing !== undefined) refuse('entity-incomplete', `${id} without ${missing}`)
    }
    for (const { root, field, value } of this.touched) {
      if (root === 'rows' && field === 'pos' && isPosition(value)) this.checkPosition(value)
    }
    return [...this.touched]
  }

  /**
   * A row stands under a row that exists: one that came to life later would take it along [AC13]. A section that does
   * not exist is nobody's, and comes to life by the chief editor alone.
   */
  private checkPosition([, parent]: Position): void {
    if (parent !== null && !this.exists('rows', parent)) refuse('missing', `row ${parent}`)
  }

  private exists(root: Root, id: string): boolean {
    return this.created.has(`${root}/${id}`) || this.doc.getMap(root).get(id) instanceof Y.Map
  }

  private keyOf(place: Place, name: string): Key {
    const keys = this.keys.get(place) ?? new Map<string, Key>()
    this.keys.set(place, keys)
    const key = keys.get(name) ?? { place, name, fresh: [], deleted: false }
    keys.set(name, key)
    return key
  }

  private finishKey(key: Key): void {
    const last = typeAt(this.doc, key.place)?._map.get(key.name) ?? null
    if (key.place.shape === 'entities') this.finishEntity(key, last)
    else this.finishField(key, last)
  }

  /** Entities are created once and never deleted for good: ids are not used again. */
  private finishEntity({ place, name, fresh, deleted }: Key, last: Y.Item | null): void {
    const id = `${place.root}/${name}`
    if (deleted || fresh.some(isGone)) refuse('entity-deleted', id)
    if (last !== null || fresh.length > 1) refuse('entity-exists', id)
    this.createdOf(place, name)
    this.touched.add({ root: place.root, entity: name, field: null, kind: 'insert', inner: false })
  }

  private createdOf(place: Place, entity: string): Set<string> {
    const id = `${place.root}/${entity}`
    const known = this.created.get(id)
    if (known !== undefined) return known.fields
    const fields = new Set<string>()
    this.created.set(id, { place, fields })
    return fields
  }

  private finishField(key: Key, last: Y.Item | null): void {
    const { place, name } = key
    const wasLive = last !== null && !last.deleted
    const winner = winnerOf(last, key.fresh, this.effort)
    const isLive = winner === null ? wasLive && !key.deleted : !isGone(winner)
    const field = `${place.root}.${name}`
    const isChanged = winner !== null || key.deleted
    if (isServerField(place.root, name) && isChanged) refuse('server-only', field)
    // Also what loses: with a second decision on a proposal would come a second copy of its text.
    if (isSettled(place.root, name, { born: !place.fresh, filled: wasLive })) refuse('fixed-register', field)
    if (isFragmentField(place.root, name)) this.checkFragment(key, wasLive && isChanged, wasLive)
    else if (wasLive && !isLive && isRequired(place.root, name)) refuse('required-register', field)
    if (isLive && place.fresh) this.createdOf(place, place.entity ?? '').add(name)
    if (winner !== null && isLive) this.touch(key, isType(winner) ? 'insert' : 'set', valueOf(winner))
    else if (wasLive && !isLive) this.touch(key, 'delete', undefined)
  }

  /** A fragment comes with its entity, or fills a cell that a row does not have yet. */
  private checkFragment({ place, name, fresh }: Key, isLost: boolean, wasLive: boolean): void {
    const field = `${place.root}.${name}`
    const count = fresh.filter(isType).length
    if (isLost || count > 1) refuse('fragment-replaced', field)
    if (count === 0 || place.fresh) return
    if (place.root === 'meta') refuse('server-only', field)
    // Where somebody else was first, the update's own fragment loses and nothing happens.
    if (place.root !== 'rows' && !wasLive) refuse('fragment-replaced', field)
  }

  private touch({ place, name }: Key, kind: Touched['kind'], value: unknown): void {
    this.touched.add({ root: place.root, entity: place.entity, field: name, kind, inner: false, value })
  }
}
