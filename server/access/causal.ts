/**
 * The order in which Yjs will integrate the structs of an update (`integrateStructs` of the pinned version), so that
 * everything a struct refers to comes before it. Whatever Yjs would keep as pending is refused [AC3].
 */
import { stateOf, type Lookup } from './lookup.ts'
import { refuse } from './refusal.ts'
import type { Block, Struct } from './wire.ts'

class Queue {
  readonly block: Block
  next = 0
  /** Clock up to which the client is integrated. */
  state: number

  constructor(block: Block) {
    this.block = block
    this.state = block.clock
  }

  take(): Struct | null {
    return this.block.structs[this.next++] ?? null
  }
}

/** Whether the id has yet to be integrated. Same client, same clock or later: Yjs throws half-way through. */
const waitsFor = (
  queues: Map<number, Queue>,
  lookup: Lookup,
  struct: Struct,
  client: number,
  clock: number,
) => {
  if (client < 0) return false
  if (client === struct.client) {
    return clock < struct.clock ? false : refuse('forward-reference', `${client}:${clock}`)
  }
  return clock >= (queues.get(client)?.state ?? stateOf(lookup.doc, client))
}

/** The client that must come first, or -1. */
const missingClient = (queues: Map<number, Queue>, lookup: Lookup, struct: Struct): number => {
  const waits = (client: number, clock: number): boolean => waitsFor(queues, lookup, struct, client, clock)
  if (waits(struct.originClient, struct.originClock)) return struct.originClient
  if (waits(struct.rightClient, struct.rightClock)) return struct.rightClient
  return waits(struct.parentClient, struct.parentClock) ? struct.parentClient : -1
}

/** All structs of the update in integration order; every block must start where the document ends. */
export const causalOrder = (lookup: Lookup): Struct[] => {
  const ordered: Struct[] = []
  const queues = new Map<number, Queue>()
  for (const block of lookup.blocks.values()) queues.set(block.client, new Queue(block))
  const stack: Struct[] = []
  const drain = (first: Struct): void => {
    for (let head: Struct | undefined = first; head !== undefined;) {
      const own = queues.get(head.client)
      // A struct further on in its client's row than what is integrated: two clients wait for one another.
      if (own === undefined || own.state !== head.clock) return refuse('missing', 'circular')
      const missing = missingClient(queues, lookup, head)
      if (missing < 0) {
        own.state = head.end
        ordered.push(head)
        head = stack.pop()
      } else {
        stack.push(head)
        head = queues.get(missing)?.take() ?? refuse('missing', `client ${missing}`)
      }
    }
  }
  const descending = [...queues.values()].sort((a, b) => b.block.client - a.block.client)
  for (const queue of descending) {
    for (let struct = queue.take(); struct !== null; struct = queue.take()) drain(struct)
  }
  return ordered
}
