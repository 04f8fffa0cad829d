/**
 * What undo and redo bring back says who brought it back [LQ2]: Yjs writes old values again, which name whoever wrote them
 * then. Reads the chain of a register's values; what the names have to be is `shared/plan/signature.ts`'s.
 */
import * as Y from 'yjs'
import { isSigned, signedValue } from '../../shared/plan/signature.ts'

const valueIn = (item: Y.Item | null): unknown =>
  item?.content instanceof Y.ContentAny ? (item.content.arr.at(-1) as unknown) : undefined

/** What the register held before the transaction. */
const valueBefore = (last: Y.Item | null, { beforeState }: Y.Transaction): unknown => {
  let item = last
  while (item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0)) item = item.left
  return valueIn(item)
}

/** Puts the name of `by` to all that the running transaction has written so far in others'. */
export const signChanges = (transaction: Y.Transaction, by: string): void => {
  for (const [type, keys] of transaction.changed) {
    if (!(type instanceof Y.Map)) continue
    for (const key of keys) {
      if (key === null || !isSigned(key)) continue
      const value: unknown = type.get(key)
      const before = valueBefore(type._map.get(key) ?? null, transaction)
      const right = signedValue(value, before, by)
      if (right !== value) type.set(key, right)
    }
  }
}
