/**
 * A document written anew: all that lives in it, and nothing of what it went through [EP1–EP3]. Every root, map, list,
 * text and mark is taken over as it is, whatever the schema calls it, and who wrote it is written down beside. Owns that
 * copying; when it is done, and what becomes of the old document, others decide.
 *
 * Reads and makes Yjs's items (`_start`, `_map`, `Item`) of the pinned version.
 */
import * as Y from 'yjs'
import { ClientOwners, SERVER_OWNER } from '../access/owners.ts'
import { moveRange } from '../../shared/comments/anchor.ts'
import { isThreadAbout } from '../../shared/comments/registers.ts'
import { ROOTS, type Root } from '../../shared/plan/schema.ts'
import { nextClient } from './carry.ts'
import { IdMap } from './id-map.ts'

export interface Renewal {
  doc: Y.Doc
  /** Whose the ids of the new document are. */
  owners: ClientOwners
  /** Where everything that lives stands now. */
  ids: IdMap
}

export interface RenewOptions {
  /** Name of the new epoch. */
  epoch: string
  /** Gives client ids: integers below 2^32, drawn anew at every call. */
  clientIds: () => number
}

type AnyType = Y.AbstractType<unknown>

const rootOf = (doc: Y.Doc, root: Root): AnyType => doc.getMap(root) as unknown as AnyType

class Copying {
  private readonly doc = new Y.Doc()
  private readonly owners = new ClientOwners()
  private readonly ids = new IdMap()
  /** Everything stands under one id: what one person has interleaved with another becomes one run of letters again. */
  private readonly client: number
  private clock = 0
  private readonly old: Y.Doc
  private readonly oldOwners: ClientOwners
  private readonly options: RenewOptions

  constructor(old: Y.Doc, oldOwners: ClientOwners, options: RenewOptions) {
    this.old = old
    this.oldOwners = oldOwners
    this.options = options
    this.client = this.freshId()
    this.owners.claim(this.client, SERVER_OWNER)
  }

  run(): Renewal {
    // Threads come behind the rows whose words they are about.
    this.doc.transact((transaction) => {
      for (const root of ROOTS) this.copyType(transaction, rootOf(this.old, root), rootOf(this.doc, root))
    })
    const { doc, owners, ids } = this
    owners.reserveFrom(this.oldOwners, (client) => nextClient(client, this.options.epoch))
    return { doc, owners, ids }
  }

  private copyType(transaction: Y.Transaction, from: AnyType, to: AnyType): void {
    let left: Y.Item | null = null
    for (let item = from._start; item !== null; item = item.right)
      if (!item.deleted) left = this.copyItem(transaction, item, to, left)
    for (const item of from._map.values()) if (!item.deleted) this.copyItem(transaction, item, to, null)
  }

  private copyItem(transaction: Y.Transaction, item: Y.Item, parent: AnyType, left: Y.Item | null): Y.Item {
    const id = Y.createID(this.client, this.clock)
    const content = this.contentOf(item)
    const copy = new Y.Item(id, left, left && left.lastId, null, null, parent, item.parentSub, content)
    copy.integrate(transaction, 0)
    this.ids.add(item.id, item.length, id)
    this.clock += item.length
    for (const { length, author } of this.oldOwners.authorsOf(item.id.client, item.id.clock, item.length))
      this.owners.authorship.wrote(this.client, length, author)
    if (item.content instanceof Y.ContentType && content instanceof Y.ContentType)
      this.copyType(transaction, item.content.type as AnyType, content.type as AnyType)
    return copy
  }

  /** As it is, but for the two values that speak of the document itself. */
  private contentOf({ content, parent, parentSub }: Y.Item): Y.Item['content'] {
    if (parent === rootOf(this.old, 'meta') && parentSub === 'epoch')
      return new Y.ContentAny([this.options.epoch])
    if (content instanceof Y.ContentAny && parentSub === 'about') {
      const [about] = content.getContent()
      if (isThreadAbout(about))
        return new Y.ContentAny([{ ...about, range: moveRange(about.range, (at) => this.moved(at)) }])
    }
    return content.copy()
  }

  /** A position in the old document as one in the new one; null where nothing around it was taken along. */
  private moved({ type, tname, item, assoc }: Y.RelativePosition): Y.RelativePosition | null {
    const [newType, newItem] = [type && this.ids.find(type), item && this.ids.find(item)]
    if (item !== null && newItem !== null) return new Y.RelativePosition(newType, tname, newItem, assoc)
    if (item === null)
      return type !== null && newType === null ? null : new Y.RelativePosition(newType, tname, null, assoc)
    // The letter is gone: what stands in its place now is the same place.
    const found = Y.createAbsolutePositionFromRelativePosition({ type, tname, item, assoc }, this.old)
    const inside = found?.type._item && this.typeAt(found.type._item.id)
    return found && inside ? Y.createRelativePositionFromTypeIndex(inside, found.index, assoc) : null
  }

  private typeAt(old: Y.ID): AnyType | null {
    const id = this.ids.find(old)
    const item = id && Y.getItem(this.doc.store, id)
    return item instanceof Y.Item && item.content instanceof Y.ContentType
      ? (item.content.type as AnyType)
      : null
  }

  /** An id that the old document does not know: whoever still has that one is told by its ids. */
  private freshId(): number {
    for (;;) {
      const client = this.options.clientIds()
      if (client !== this.client && !this.old.store.clients.has(client)) return client
    }
  }
}

/** Writes `old` anew; it must have no gaps, and stays as it is. `owners`: whose its client ids are. */
export const renewDocument = (old: Y.Doc, owners: ClientOwners, options: RenewOptions): Renewal =>
  new Copying(old, owners, options).run()
