/**
 * Words of a change that would come to stand in something that is gone [EP12]: Yjs takes them in and shows them to nobody.
 * Pure; the change was inspected before. As fast for a hundred thousand letters as for one [EP21]: it is looked at in the server.
 */
import * as Y from 'yjs'
import { countWhile } from '../../shared/bisect.ts'

/** Tells of a change, by its own structs and the document, whether what a struct stands in is gone. */
class Ground {
  /** In the order of their clocks, as an update has them. */
  private readonly structs = new Map<number, Y.Item[]>()
  private readonly known = new Map<Y.Item, boolean>()
  private readonly doc: Y.Doc

  constructor(doc: Y.Doc, structs: readonly Y.Item[]) {
    this.doc = doc
    for (const struct of structs) {
      const all = this.structs.get(struct.id.client)
      if (all) all.push(struct)
      else this.structs.set(struct.id.client, [struct])
    }
  }

  isGoneUnder(item: Y.Item): boolean {
    const way: Y.Item[] = []
    let at: Y.Item | boolean = item
    while (typeof at !== 'boolean') {
      way.push(at)
      at = this.known.get(at) ?? this.nextOf(at)
    }
    for (const one of way) this.known.set(one, at)
    return at
  }

  /** Whether what an item stands in is gone, or the item of the change that stands in the same or in what decides it. */
  private nextOf({ origin, rightOrigin, parent }: Y.Item): Y.Item | boolean {
    // A neighbour stands in the same; nothing refers to itself.
    const beside = origin ?? rightOrigin
    if (beside !== null) {
      const item = this.find(beside)
      if (item === null) return true
      return item.parent instanceof Y.AbstractType ? (item.parent._item?.deleted ?? false) : item
    }
    if (!(parent instanceof Y.ID)) return false
    const item = this.find(parent)
    if (item === null || item.content instanceof Y.ContentDeleted) return true
    return item.parent instanceof Y.AbstractType ? item.deleted : item
  }

  /** The item of the document, else of the change; null where it is garbage. */
  private find(id: Y.ID): Y.Item | null {
    const { store } = this.doc
    const struct = id.clock < Y.getState(store, id.client) ? Y.getItem(store, id) : this.fresh(id)
    return struct instanceof Y.Item ? struct : null
  }

  private fresh({ client, clock }: Y.ID): Y.Item | undefined {
    const structs = this.structs.get(client) ?? []
    const found = structs[countWhile(structs, ({ id }) => id.clock <= clock) - 1]
    return found && clock < found.id.clock + found.length ? found : undefined
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
