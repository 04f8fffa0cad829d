/** The outbox as a story, and as a property: it never says "saved" of a change that no disk holds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyOutbox,
  onlyInMemory,
  reduceOutbox,
  savedStateOf,
  shownStateOf,
  type Outbox,
  type OutboxEvent,
} from '../../../client/sync/saved.ts'

const play = (events: readonly OutboxEvent[], from: Outbox = emptyOutbox): Outbox =>
  events.reduce(reduceOutbox, from)
const say = (events: readonly OutboxEvent[]) => savedStateOf(play(events))

const OPENED: readonly OutboxEvent[] = [{ type: 'opened' }, { type: 'welcomed', storeWritable: true }]
const STEP_2: OutboxEvent = { type: 'sent', what: 'step2' }
const UPDATE: OutboxEvent = { type: 'sent', what: 'update' }
const SYNCED: readonly OutboxEvent[] = [...OPENED, STEP_2, { type: 'acked', count: 1 }]
const made = (target: string, at = 0): OutboxEvent => ({ type: 'made', targets: [target], at })
const acked = (count: number): OutboxEvent => ({ type: 'acked', count })

describe('what the indicator says', () => {
  it('[SV1] says saved only once the first whole sync of the session was acked', () => {
    expect(say([])).toEqual({ kind: 'saving', changes: 0 })
    expect(say([...OPENED, STEP_2])).toEqual({ kind: 'saving', changes: 0 })
    expect(say(SYNCED)).toEqual({ kind: 'saved' })
  })

  it('[SV1] says saving from the change to its ack', () => {
    const typed = [...SYNCED, made('a'), UPDATE]
    expect(say(typed)).toEqual({ kind: 'saving', changes: 1 })
    expect(say([...typed, acked(1)])).toEqual({ kind: 'saving', changes: 1 })
    expect(say([...typed, acked(2)])).toEqual({ kind: 'saved' })
  })

  it('[SV2] counts a change made while connecting as carried by the step 2, not by an update before it', () => {
    const early = [made('a'), ...OPENED, UPDATE, acked(1)]
    expect(say(early)).toEqual({ kind: 'saving', changes: 1 })
    expect(say([...early, STEP_2, acked(2)])).toEqual({ kind: 'saved' })
  })

  it('[SV3] makes outstanding again what was in flight when the socket went', () => {
    const lost = [
      ...SYNCED,
      made('a'),
      UPDATE,
      { type: 'lost' },
      { type: 'kept', through: 1 },
    ] as OutboxEvent[]
    expect(say([...lost, acked(2)])).toEqual({ kind: 'saving', changes: 1 })
    expect(say([...lost, { type: 'away' }])).toEqual({ kind: 'offline', changes: 1 })
    expect(say([...lost, ...OPENED, STEP_2])).toEqual({ kind: 'saving', changes: 1 })
    expect(say([...lost, ...OPENED, STEP_2, acked(1)])).toEqual({ kind: 'saved' })
  })

  it('[SV4] says offline only of changes that the browser really keeps', () => {
    const offline = [...SYNCED, { type: 'lost' }, { type: 'away' }, made('a')] as OutboxEvent[]
    expect(say(offline)).toEqual({ kind: 'saving', changes: 1 })
    expect(onlyInMemory(play(offline))).toBe(true)
    expect(say([...offline, { type: 'kept', through: 1 }])).toEqual({ kind: 'offline', changes: 1 })
    expect(onlyInMemory(play([...offline, { type: 'kept', through: 1 }]))).toBe(false)
    const failed = [...offline, { type: 'cache-failed' }] as OutboxEvent[]
    expect(say(failed)).toEqual({ kind: 'not-saved', changes: 1, code: 'cache-failed' })
    expect(onlyInMemory(play(failed))).toBe(true)
  })

  it('[SV5] says not saved while the store refuses writes, after a refusal, and when shut out with changes', () => {
    const readOnly = [...SYNCED, { type: 'store-failed' }] as OutboxEvent[]
    expect(say(readOnly)).toEqual({ kind: 'not-saved', changes: 0, code: 'storage-failed' })
    expect(say([...readOnly, { type: 'lost' }, ...SYNCED])).toEqual({ kind: 'saved' })
    expect(say([...SYNCED, made('a'), UPDATE, { type: 'refused', code: 'forbidden' }])).toEqual({
      kind: 'not-saved',
      changes: 1,
      code: 'forbidden',
    })
    const kept: OutboxEvent = { type: 'kept', through: 1 }
    const shutOut = [...SYNCED, made('a'), kept, { type: 'closed', code: 'unauthenticated' }] as OutboxEvent[]
    expect(say(shutOut)).toEqual({ kind: 'not-saved', changes: 1, code: 'unauthenticated' })
    expect(say([...SYNCED, { type: 'closed', code: 'plan-in-trash' }])).toEqual({
      kind: 'offline',
      changes: 0,
    })
  })

  it('[SV12] never leaves out that nothing but the page holds what is not saved', () => {
    const closed = [
      ...SYNCED,
      made('a'),
      { type: 'cache-failed' },
      { type: 'closed', code: 'client-outdated' },
    ] as OutboxEvent[]
    const here = { kind: 'not-saved', changes: 1, memoryOnly: true }
    expect(say(closed)).toEqual({ ...here, code: 'client-outdated' })
    const readOnly = [...SYNCED, made('a'), { type: 'store-failed' }] as OutboxEvent[]
    expect(say([...readOnly, { type: 'cache-failed' }])).toEqual({ ...here, code: 'storage-failed' })
    expect(say([...readOnly, { type: 'kept', through: 1 }])).not.toHaveProperty('memoryOnly')
    const failed: OutboxEvent = { type: 'cache-failed' }
    expect(say([...SYNCED, failed, { type: 'store-failed' }])).toMatchObject({ changes: 0, memoryOnly: true })
    expect(say([...SYNCED, failed, { type: 'lost' }, { type: 'away' }])).toEqual({
      kind: 'offline',
      changes: 0,
      memoryOnly: true,
    })
    // Once they wait outside the document, the page may be left; until they are dealt with, it is not all saved.
    const over = play([...closed, { type: 'handed-over' }])
    expect(onlyInMemory(over)).toBe(false)
    expect(shownStateOf(over, [{ code: 'unkept' }], true)).toEqual({ ...here, code: 'unkept' })
    expect(shownStateOf(over, [], false)).toMatchObject({ changes: 0 })
  })

  it('[SV12] says of what the browser is writing neither that it is kept nor that only the page holds it', () => {
    const kept: OutboxEvent = { type: 'kept', through: 1 }
    const readOnly = [...SYNCED, { type: 'store-failed' }, made('a')] as OutboxEvent[]
    expect(say(readOnly)).toEqual({ kind: 'not-saved', changes: 1, code: 'storage-failed' })
    expect(onlyInMemory(play(readOnly))).toBe(true)
    expect(say([...readOnly, kept])).toEqual(say(readOnly))
    const closed = [...SYNCED, made('a'), { type: 'closed', code: 'client-outdated' }] as OutboxEvent[]
    const shut = { kind: 'not-saved', changes: 1, code: 'client-outdated' }
    expect(say(closed)).toEqual({ ...shut, keeping: true })
    expect(say([...closed, kept])).toEqual(shut)
    expect(say([...closed, { type: 'cache-failed' }])).toEqual({ ...shut, memoryOnly: true })
  })

  it('[EP20] does not say offline while the way home goes over a connection', () => {
    const kept: OutboxEvent = { type: 'kept', through: 1 }
    const offline = [...SYNCED, { type: 'lost' }, { type: 'away' }, made('a'), kept] as OutboxEvent[]
    expect(say([...offline, { type: 'opened' }])).toMatchObject({ kind: 'offline' })
    expect(say([...offline, { type: 'opened' }, { type: 'elsewhere' }])).toEqual({
      kind: 'saving',
      changes: 1,
    })
  })

  it('[SV6] counts runs of typing at one place, not keystrokes', () => {
    const typed = [made('a', 0), made('a', 100), made('a', 200), made('b', 300), made('a', 400)]
    expect(play(typed).runs.map((run) => run.target)).toEqual(['a', 'b', 'a'])
    expect(play([made('a', 0), made('a', 60_000)]).runs).toHaveLength(2)
  })

  it('[SV7] counts the changes of an earlier visit until the server has them', () => {
    const found: OutboxEvent = { type: 'inherited', targets: ['a', 'b'], at: 0 }
    expect(say([found, { type: 'away' }])).toEqual({ kind: 'offline', changes: 2 })
    expect(say([found, ...OPENED, STEP_2])).toEqual({ kind: 'saving', changes: 2 })
    expect(say([found, ...SYNCED])).toEqual({ kind: 'saved' })
  })
})

/** A server and a wire, driven by drawn steps: what the client sent arrives in order, or not at all. */
class World {
  outbox = emptyOutbox
  connected = false
  whole = false
  made = 0
  wire: { through: number }[] = []
  received = 0
  applied = 0
  onDisk = 0
  committed = 0
  frameApplied: number[] = []

  tell(event: OutboxEvent): void {
    this.outbox = reduceOutbox(this.outbox, event)
  }

  readonly steps: Record<string, () => void> = {
    make: () => {
      this.made += 1
      this.tell(made('x', this.made * 10_000))
      if (this.connected && this.whole) this.send('update')
    },
    connect: () => {
      if (this.connected) return
      Object.assign(this, {
        connected: true,
        whole: false,
        wire: [],
        received: 0,
        committed: 0,
        frameApplied: [],
      })
      for (const event of OPENED) this.tell(event)
    },
    stepTwo: () => {
      if (!this.connected || this.whole) return
      this.whole = true
      this.send('step2')
    },
    arrive: () => {
      const frame = this.wire.shift()
      if (frame === undefined) return
      this.received += 1
      this.applied = Math.max(this.applied, frame.through)
      this.frameApplied.push(frame.through)
    },
    commit: () => {
      this.onDisk = this.applied
      this.committed = this.received
    },
    ack: () => {
      if (this.connected && this.committed > 0) this.tell(acked(this.committed))
    },
    lose: () => {
      if (!this.connected) return
      this.connected = false
      this.tell({ type: 'lost' })
    },
    kill: () => {
      this.steps.lose?.()
      this.applied = this.onDisk
    },
    away: () => this.tell({ type: 'away' }),
    keep: () => this.tell({ type: 'kept', through: this.made }),
  }

  send(what: 'step2' | 'update'): void {
    this.wire.push({ through: this.made })
    this.tell({ type: 'sent', what })
  }

  /** What the outbox claims and the disk does not have; '' where it tells the truth. */
  lie(): string {
    const said = savedStateOf(this.outbox)
    if (said.kind === 'saved' && this.onDisk !== this.made) return `saved at ${this.onDisk} of ${this.made}`
    const oldest = this.outbox.runs[0]?.through ?? this.made + 1
    return this.onDisk < oldest - 1 ? `released up to ${oldest - 1}, on disk up to ${this.onDisk}` : ''
  }
}

describe('the outbox against a server that may be killed at any step', () => {
  const names = Object.keys(new World().steps)

  it('[SV1] never says saved of a change that is not on disk, and always ends with saved', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 60 }), (drawn) => {
        const world = new World()
        const lies = [...drawn, 'lose', 'connect', 'stepTwo', 'arrive', 'commit', 'ack'].map((name) => {
          world.steps[name]?.()
          return world.lie()
        })
        expect(lies.filter((lie) => lie !== '')).toEqual([])
        expect(savedStateOf(world.outbox)).toEqual({ kind: 'saved' })
      }),
      { numRuns: 3000, seed: 20221 },
    )
  })
})
