/**
 * The outbox: which of this browser's changes are not yet known to be on the server's disk (SPEC "Saving", rules SV*).
 * Owns a pure reducer and what the indicator says of its state. Must not touch the socket, the cache or the clock.
 *
 * Changes are numbered from 1 as they are made. A connection's step 2 carries the whole document, so it carries every
 * change made before it; each later update frame carries one more. An ack names frames, frames name changes.
 */
import type { SavedState } from '../plan/plan-session.ts'

/** Changes at one place, one after the other; people are told of runs, not of keystrokes. */
export interface Run {
  /** Where: see `targets.ts`. */
  target: string
  /** Number of its last change. */
  through: number
  /** When that was made (ms). */
  at: number
}

/** A sync frame that this connection sent and that is not acked: every change up to `through` is in it or before it. */
interface Flight {
  frame: number
  through: number
}

export interface Outbox {
  /** Number of the last change made. */
  made: number
  /** What is not known to be on disk, oldest first. */
  runs: readonly Run[]
  link: 'connecting' | 'up' | 'down'
  /** Sync frames (step 2 and updates) sent on this connection. */
  frames: number
  flight: readonly Flight[]
  /** This connection's step 2 is out: every change made is in flight. */
  whole: boolean
  /** The server has acked the whole document at least once since the plan was opened. */
  proven: boolean
  storeWritable: boolean
  /** Changes up to this one are in the browser's cache. */
  kept: number
  cacheFailed: boolean
  refused: string | null
  closed: string | null
}

export type OutboxEvent =
  /** Found in the cache: changes of an earlier visit that were not known to be on disk. */
  | { type: 'inherited'; targets: readonly string[]; at: number }
  /** One change, at each of these places. */
  | { type: 'made'; targets: readonly string[]; at: number }
  | { type: 'opened' }
  | { type: 'welcomed'; storeWritable: boolean }
  /** The server is there, with another incarnation of the document: the way home begins. */
  | { type: 'elsewhere' }
  | { type: 'sent'; what: 'step2' | 'update' }
  | { type: 'acked'; count: number }
  | { type: 'refused'; code: string }
  | { type: 'store-failed' }
  | { type: 'lost' }
  /** The connection has been away for so long that people should know. */
  | { type: 'away' }
  | { type: 'kept'; through: number }
  | { type: 'cache-failed' }
  /** It opened after all; nothing of ours is in it yet. */
  | { type: 'cache-opened' }
  | { type: 'closed'; code: string }
  /** What was unsent waits for its author now, outside the document. */
  | { type: 'handed-over' }

/** A pause this long (ms) makes the next change at the same place one of its own. */
const RUN_PAUSE_MS = 5000

export const emptyOutbox: Outbox = {
  made: 0,
  runs: [],
  link: 'connecting',
  frames: 0,
  flight: [],
  whole: false,
  proven: false,
  storeWritable: true,
  kept: 0,
  cacheFailed: false,
  refused: null,
  closed: null,
}

/** What is done to a row as it comes into being, with words in it, is no run of its own. */
const isSamePlace = (run: Run, target: string): boolean =>
  run.target === target || run.target === `${target}/*`

const addChange = (outbox: Outbox, targets: readonly string[], at: number): Outbox => {
  const runs = [...outbox.runs]
  let { made } = outbox
  for (const target of targets) {
    made += 1
    const last = runs.at(-1)
    const joins = last !== undefined && isSamePlace(last, target) && at - last.at < RUN_PAUSE_MS
    if (joins) runs.pop()
    runs.push({ target: joins ? last.target : target, through: made, at })
  }
  return { ...outbox, made, runs }
}

const inherit = (outbox: Outbox, targets: readonly string[], at: number): Outbox => {
  const runs = targets.map((target, index) => ({ target, through: outbox.made + index + 1, at }))
  const made = outbox.made + targets.length
  // They are in the cache; our own before them may not be yet.
  const kept = outbox.kept === outbox.made ? made : outbox.kept
  return { ...outbox, made, kept, runs: [...outbox.runs, ...runs] }
}

const addFrame = (outbox: Outbox, what: 'step2' | 'update'): Outbox => {
  const frame = outbox.frames + 1
  const whole = outbox.whole || what === 'step2'
  // A lone update before the step 2 proves nothing about the changes before it.
  const flight = whole ? [...outbox.flight, { frame, through: outbox.made }] : outbox.flight
  return { ...outbox, frames: frame, whole, flight }
}

const release = (outbox: Outbox, count: number): Outbox => {
  const acked = outbox.flight.filter((flight) => flight.frame <= count)
  const through = acked.at(-1)?.through
  if (through === undefined) return outbox
  return {
    ...outbox,
    proven: true,
    flight: outbox.flight.slice(acked.length),
    runs: outbox.runs.filter((run) => run.through > through),
  }
}

/** What was in flight when the socket went may have arrived or not: it is outstanding again. */
const cut = (outbox: Outbox): Outbox => ({ ...outbox, frames: 0, flight: [], whole: false })

/** The next state; the same object where nothing changed. */
export const reduceOutbox = (outbox: Outbox, event: OutboxEvent): Outbox => {
  switch (event.type) {
    case 'inherited':
      return inherit(outbox, event.targets, event.at)
    case 'made':
      return addChange(outbox, event.targets, event.at)
    case 'opened':
      return cut(outbox)
    case 'welcomed':
      return { ...outbox, link: 'up', storeWritable: event.storeWritable }
    case 'sent':
      return addFrame(outbox, event.what)
    case 'acked':
      return release(outbox, event.count)
    case 'refused':
      return { ...outbox, refused: event.code }
    case 'elsewhere':
      return { ...outbox, link: 'connecting' }
    case 'store-failed':
      return { ...outbox, storeWritable: false }
    case 'lost':
      return { ...cut(outbox), link: outbox.link === 'down' ? 'down' : 'connecting' }
    case 'away':
      return outbox.link === 'up' ? outbox : { ...outbox, link: 'down' }
    case 'kept':
      return { ...outbox, kept: Math.max(outbox.kept, event.through) }
    case 'cache-failed':
      return { ...outbox, cacheFailed: true }
    case 'cache-opened':
      return { ...outbox, cacheFailed: false }
    case 'closed':
      return { ...cut(outbox), link: 'down', closed: event.code }
    case 'handed-over':
      return { ...outbox, runs: [], kept: outbox.made }
  }
}

/** The places with changes that are not known to be on the server's disk. */
export const unsentIn = (outbox: Outbox): string[] => outbox.runs.map((run) => run.target)

/** Changes that only this page's memory holds: leaving now would lose them. */
export const onlyInMemory = (outbox: Outbox): boolean =>
  outbox.runs.length > 0 && (outbox.cacheFailed || outbox.kept < outbox.made)

const sayOffline = (outbox: Outbox): SavedState => {
  const changes = outbox.runs.length
  if (changes > 0 && outbox.cacheFailed) return notSaved(outbox, 'cache-failed')
  if (onlyInMemory(outbox)) return { kind: 'saving', changes }
  return { kind: 'offline', changes, ...(outbox.cacheFailed && { memoryOnly: true as const }) }
}

/** What is being written into the copy is not yet out of it: only a copy that has failed leaves it to this page alone. */
const notSaved = (outbox: Outbox, code: string): SavedState => {
  const changes = outbox.runs.length
  const memoryOnly = code !== 'cache-failed' && outbox.cacheFailed
  return { kind: 'not-saved', changes, code, ...(memoryOnly && { memoryOnly }) }
}

const shutOut = (outbox: Outbox, code: string): SavedState => {
  const changes = outbox.runs.length
  const isBeingKept = onlyInMemory(outbox) && !outbox.cacheFailed
  return isBeingKept ? { kind: 'not-saved', changes, code, keeping: true } : notSaved(outbox, code)
}

/** What the indicator says. Saved is said only of an empty outbox, after a first ack of the whole document [SV1]. */
export const savedStateOf = (outbox: Outbox): SavedState => {
  const changes = outbox.runs.length
  if (outbox.refused !== null) return { kind: 'not-saved', changes, code: outbox.refused }
  if (outbox.closed !== null && changes > 0) return shutOut(outbox, outbox.closed)
  if (!outbox.storeWritable) return notSaved(outbox, 'storage-failed')
  if (outbox.link === 'down') return sayOffline(outbox)
  return changes === 0 && outbox.proven ? { kind: 'saved' } : { kind: 'saving', changes }
}

/** The same, where words wait for their author, some of them `onlyHere`: as long as they do, not everything is saved. */
export const shownStateOf = (
  outbox: Outbox,
  rescued: readonly { code: string }[],
  onlyHere: boolean,
): SavedState => {
  const state = savedStateOf(outbox)
  const [first] = rescued
  const settled = state.kind === 'saved' || state.kind === 'saving' || outbox.closed !== null
  if (first === undefined || state.kind === 'not-saved' || !settled) return state
  const memoryOnly = onlyHere && ({ memoryOnly: true } as const)
  return { kind: 'not-saved', changes: rescued.length, code: first.code, ...memoryOnly }
}
