/** How much one update may be. Owns the numbers alone; who enforces which stands at each [AC2]. */

export interface Limits {
  /** Bytes of an update. */
  bytes: number
  /** Structs in an update. */
  structs: number
  /** Clients with structs in an update. */
  clients: number
  /** Delete ranges in an update, known ones included: every reconnecting client brings all of them. */
  deleteRanges: number
  /** Items that an update takes away, with what stands in them. */
  deletedItems: number
  /** UTF-16 units of one string of text. */
  textLength: number
  /** UTF-16 units of a key, an id or a node name. */
  keyLength: number
  /** Nesting of a register's value. */
  jsonDepth: number
  /** Values inside one register's value. */
  jsonNodes: number
  /** UTF-16 units in one register's value, keys included; the same for the value of a mark. */
  jsonLength: number
  /** Nesting of elements in a fragment. */
  nodeDepth: number
  /** Highest clock that a client may reach. */
  clock: number
  /** Steps that conflict resolution may take in one update. */
  conflictSteps: number
  /** Items that are passed where the order of lists and of keys' values has to be worked out: counted, over all of them. */
  sequenceSteps: number
  /** Array elements that may be moved to split structs in one update. */
  splitMoves: number
  /** Client ids that the plan does not know and that are not surely the sender's. */
  strangers: number
  /**
   * Whether the sender may write under this client id, or (`surely`) whether it is known to be theirs, and not just free;
   * the room knows, here both go for everybody. One function: it is made for every keystroke.
   */
  ownsClient: (client: number, surely?: boolean) => boolean
}

/** What is admitted at all, and judged by a thread of its own where it is more than a turn's work. */
export const DEFAULT_LIMITS: Limits = {
  bytes: 4 << 20,
  structs: 200_000,
  clients: 1000,
  deleteRanges: 200_000,
  deletedItems: 1_000_000,
  textLength: 1_000_000,
  keyLength: 200,
  jsonDepth: 4,
  jsonNodes: 64,
  jsonLength: 50_000,
  nodeDepth: 64,
  clock: 2 ** 31,
  conflictSteps: 2_000_000,
  sequenceSteps: 2_000_000_000,
  splitMoves: 100_000_000_000,
  strangers: 1000,
  ownsClient: () => true,
}

/** So many ids that nobody has announced a change just made may bring: those of sessions without a network, where a page loads them late. */
export const LIVE_STRANGERS = 32
/** From so many client ids on a plan is crowded: every answer and question names them all. Far more than a plan collects until it is written anew. */
export const CROWDED = 20_000
/** What the whole differences of one connection may still bring to a crowded plan: those of months without a network. A change just made brings none. */
export const CROWDED_STRANGERS = 256

/**
 * What a room inspects and applies between two other things it does: some 30 ms of work at most, measured on plans of
 * 2,000 rows. Over one of these an update is refused as `too-costly`, and no other refusal means that.
 */
export const TURN_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  structs: 1000,
  deleteRanges: 50_000,
  deletedItems: 2000,
  conflictSteps: 200_000,
  sequenceSteps: 8_000_000,
  splitMoves: 50_000_000,
}

/**
 * What may be worked out for somebody who may not write at all: nothing. What they bring is known already, or refused whatever
 * it does [AC23].
 */
export const READER_LIMITS: Pick<Limits, 'sequenceSteps' | 'conflictSteps' | 'deletedItems'> = {
  sequenceSteps: 0,
  conflictSteps: 0,
  deletedItems: 0,
}
