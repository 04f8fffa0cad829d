/**
 * A colleague's caret as it comes over the wire: two relative positions of Yjs in JSON. Owns what counts as one;
 * whoever hands Yjs a position of somebody else asks here first, for it throws on others. Pure.
 */

/** Where somebody's selection begins and where its caret is, each a position that Yjs can look up. */
export interface Caret {
  readonly anchor: object
  readonly head: object
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

const isId = (value: unknown): boolean => isRecord(value) && isCount(value.client) && isCount(value.clock)

/**
 * Whether this is a relative position in a text of a plan. None of them is a root of the document: a position that
 * names one would make that root in whatever document it is looked up in.
 */
export const isRelativePosition = (value: unknown): value is object => {
  if (!isRecord(value)) return false
  const { type = null, item = null, tname = null, assoc = 0 } = value
  const named = [type, item].filter((id) => id !== null)
  return named.length > 0 && named.every(isId) && tname === null && typeof assoc === 'number'
}

/** Whether this is a caret whose two ends are relative positions. */
export const isCaret = (value: unknown): value is Caret =>
  isRecord(value) && isRelativePosition(value.anchor) && isRelativePosition(value.head)
