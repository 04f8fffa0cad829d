/**
 * Words of a change that would come to stand in something that is gone [EP12]: Yjs takes them in and shows them to nobody.
 * Pure; the change was inspected before.
 */
import * as Y from 'yjs'

/** Tells of a change, by its own structs and the document, whether what a struct stands in is gone. */
class Ground {
  private readonly structs = new Map<number, Y.Item[]>()
  private readonly known = new Map<Y.Item, boolean>()
  private readonly doc: Y.Doc

  constructor(doc: Y.Doc, structs: readonly Y.Item[]) {
    this.doc = doc
    for (const struct of structs) {
      const all = this.structs.get(struct.id.client) ?? []
      all.push(struct)
      this.structs.set(struct.id.client, all)
    }
  }

  isGoneUnder(item: Y.Item): boolean {
    const known = this.known.get(item)
    if (known !== undefined) return known
    // A neighbour stands in the same; nothing refers to itself.
    const gone = this.isGoneBeside(item.origin ?? item.rightOrigin) ?? this.isGone(item.parent)
    this.known.set(item, gone)
    return gone
  }

  private isGoneBeside(id: Y.ID | null): boolean | null {
    if (id === null) return null
    const item = this.find(id)
    if (item === null) return true
    return item.parent instanceof Y.AbstractType
      ? (item.parent._item?.deleted ?? false)
      : this.isGoneUnder(item)
  }

  private isGone(parent: Y.Item['parent']): boolean {
    if (parent === null || !(parent instanceof Y.ID)) return false
    const item = this.find(parent)
    if (item === null || item.content instanceof Y.ContentDeleted) return true
    return item.parent instanceof Y.AbstractType ? item.deleted : this.isGoneUnder(item)
  }

  /** The item of the document, else of the change; null where it is garbage. */
  private find(id: Y.ID): Y.Item | null {
    const { store } = this.doc
    const struct = id.clock < Y.getState(store, id.client) ? Y.getItem(store, id) : this.fresh(id)
    return struct instanceof Y.Item ? struct : null
  }

  private fresh({ client, clock }: Y.ID): Y.Item | undefined {
    return this.structs.get(client)?.find((one) => one.id.clock <= clock && clock < one.id.clock + one.length)
  }
}

/** The words that `doc` does not know yet and that would be seen by nobody in it. */
export const strandedWords = (doc: Y.Doc, update: Uint8Array): string[] => {
  const structs = Y.decodeUpdate(update).structs.filter((one): one is Y.Item => one instanceof Y.Item)
  const ground = new Ground(doc, structs)
  return structs.flatMap((item) => {
    const isNew = item.id.clock >= Y.getState(doc.store, item.id.client)
    if (!isNew || !(item.content instanceof Y.ContentString) || item.content.str.trim() === '') return []
    return ground.isGoneUnder(item) ? [item.content.str] : []
  })
}
