/**
 * Where a shared type lives: root, entity, field and its part in them. A type never moves, so the places of known types
 * are cached for as long as the type lives. Owns addresses alone; what may stand where is `structure.ts`'s.
 *
 * Reads Yjs internals (`_item`, `parentSub`, `share`) of the pinned version.
 */
import * as Y from 'yjs'
import { ROOTS, type Root, isFragmentField } from '../../shared/plan/schema.ts'

/** One thing that an update changes. */
export interface Touched {
  readonly root: Root
  /** Row, section or column; null for `meta`, which is one flat map. */
  readonly entity: string | null
  /** Register or fragment; null where the entity itself is created. */
  readonly field: string | null
  readonly kind: 'insert' | 'set' | 'delete'
  /** Whether it happens inside a fragment. */
  readonly inner: boolean
  /** The new value of a register that is set, else undefined. */
  readonly value?: unknown
}

/** As much of a change as rights depend on. */
export type Touch = Pick<Touched, 'root' | 'entity' | 'field'> & { readonly value?: unknown }

export type TypeKind = 'map' | 'fragment' | 'element' | 'text'

/** `alien` is what stands in the document but has no place in the schema: nobody may write there. */
export type Shape = 'flat' | 'entities' | 'entity' | 'fragment' | 'element' | 'text' | 'alien'

export interface Place {
  readonly shape: Shape
  readonly root: Root
  readonly entity: string | null
  readonly field: string | null
  /** Name of the element, '' for everything else. */
  readonly node: string
  /** Elements above it in its fragment. */
  readonly depth: number
  /** The type itself; null for roots (see `typeAt`) and for types that the update brings. */
  readonly type: Y.AbstractType<unknown> | null
  /** Whether the update brings the type. */
  readonly fresh: boolean
  /** What changes inside a fragment amount to, shared by everything in it; null outside. */
  readonly inside: { readonly insert: Touched; readonly set: Touched; readonly delete: Touched } | null
}

type AnyType = Y.AbstractType<unknown>

const rootPlace = (root: Root): Place => ({
  shape: root === 'meta' || root === 'srv' ? 'flat' : 'entities',
  root,
  entity: null,
  field: null,
  node: '',
  depth: 0,
  type: null,
  fresh: false,
  inside: null,
})

const ROOT_PLACES = new Map<string, Place>(ROOTS.map((root) => [root, rootPlace(root)]))

/** The place of a root by its name, or null where a plan has none of that name. */
export const placeOfRoot = (name: string): Place | null => ROOT_PLACES.get(name) ?? null

const insideOf = (root: Root, entity: string | null, field: string): Place['inside'] => {
  const touch = (kind: Touched['kind']): Touched => Object.freeze({ root, entity, field, kind, inner: true })
  return { insert: touch('insert'), set: touch('set'), delete: touch('delete') }
}

const shapeBelow = (parent: Place, sub: string | null, kind: TypeKind): Shape => {
  const above = parent.shape
  if (above === 'entities') return kind === 'map' && sub !== null ? 'entity' : 'alien'
  if (above === 'flat' || above === 'entity') {
    return kind === 'fragment' && sub !== null && isFragmentField(parent.root, sub) ? 'fragment' : 'alien'
  }
  if (above === 'fragment' || above === 'element') {
    return sub === null && (kind === 'element' || kind === 'text') ? kind : 'alien'
  }
  return 'alien'
}

/** The place of a type that stands in `parent`, under the key `sub` or (null) in its list. */
export const placeBelow = (
  parent: Place,
  sub: string | null,
  kind: TypeKind,
  name: string,
  type: AnyType | null,
): Place => {
  const shape = shapeBelow(parent, sub, kind)
  const { root } = parent
  const entity = shape === 'entity' ? sub : parent.entity
  const field = shape === 'fragment' ? sub : parent.field
  const inside = shape === 'fragment' ? insideOf(root, entity, sub ?? '') : parent.inside
  const depth = shape === 'element' ? parent.depth + 1 : parent.depth
  return { shape, root, entity, field, node: name, depth, type, fresh: type === null, inside }
}

const kindOf = (type: AnyType): TypeKind | null => {
  if (type instanceof Y.XmlElement) return 'element'
  if (type instanceof Y.XmlText) return 'text'
  if (type instanceof Y.XmlFragment) return 'fragment'
  return type instanceof Y.Map ? 'map' : null
}

const ALIEN: Place = { ...rootPlace('srv'), shape: 'alien' }

const places = new WeakMap<AnyType, Place>()

const findPlace = (type: AnyType): Place => {
  const item = type._item
  if (item === null) return placeOfRoot(Y.findRootTypeKey(type)) ?? ALIEN
  const kind = kindOf(type)
  if (kind === null || !(item.parent instanceof Y.AbstractType)) return ALIEN
  const name = type instanceof Y.XmlElement ? type.nodeName : ''
  return placeBelow(placeOf(item.parent), item.parentSub, kind, name, type)
}

/** The place of a type of the document. */
export const placeOf = (type: AnyType): Place => {
  const known = places.get(type)
  if (known !== undefined) return known
  const place = findPlace(type)
  places.set(type, place)
  return place
}

/** The document's type at a place; undefined where there is none yet. */
export const typeAt = (doc: Y.Doc, place: Place): AnyType | undefined =>
  place.type ?? (place.fresh ? undefined : (doc.share.get(place.root) as AnyType | undefined))
