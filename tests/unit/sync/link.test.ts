/** The connection: how long to wait, what a close code means, and when it is dead. */
import fc from 'fast-check'
import { Awareness } from 'y-protocols/awareness'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { encodeAck, encodeSyncStep1, encodeWelcome } from '../../../shared/protocol.ts'
import { closeCodeOf } from '../../../shared/errors.ts'
import { backoffMs, codeOfClose, isFinal, type LinkEvents, openLink } from '../../../client/sync/link.ts'

describe('reconnecting', () => {
  it('[CN7] waits exponentially longer, drawn from the upper half, up to eight seconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const full = Math.min(200 * 1.5 ** (attempt - 1), 8000)
          expect(backoffMs(attempt, random)).toBeGreaterThanOrEqual(full / 2)
          expect(backoffMs(attempt, random)).toBeLessThanOrEqual(full)
        },
      ),
      { seed: 20223 },
    )
  })

  it('[CN4] stops where reconnecting cannot help, and only there', () => {
    for (const code of [
      'unauthenticated',
      'forbidden',
      'not-found',
      'plan-in-trash',
      'client-outdated',
      'too-many-connections',
    ] as const)
      expect(isFinal(codeOfClose(closeCodeOf(code)))).toBe(true)
    for (const close of [1000, 1001, 1006, 1012, 4408, 4500, 4503])
      expect(isFinal(codeOfClose(close))).toBe(false)
  })
})

describe('a slow line', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A connection on which the whole document is under way, over a line that the test lets move. */
  const sendSlowly = async (judged: Partial<LinkEvents> = {}) => {
    const sockets: SlowSocket[] = []
    class SlowSocket extends EventTarget {
      binaryType = ''
      readyState = 0
      bufferedAmount = 0
      constructor() {
        super()
        sockets.push(this)
      }
      send(data: Uint8Array): void {
        this.bufferedAmount += data.length
      }
      close(): void {
        this.readyState = 3
      }
      deliver(frame: Uint8Array): void {
        this.dispatchEvent(new MessageEvent('message', { data: new Uint8Array(frame).buffer }))
      }
    }
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'x'.repeat(10_000))
    const events = new Proxy({} as Parameters<typeof openLink>[0]['events'], {
      get: (_, name) => judged[name as keyof LinkEvents] ?? (() => true),
    })
    const world = {
      WebSocket: SlowSocket as unknown as typeof WebSocket,
      random: () => 0,
      now: () => Date.now(),
      page: new EventTarget(),
      isOnline: () => true,
      probe: () => Promise.resolve(null),
    }
    const link = openLink({
      url: 'ws://plan',
      planId: 'plan',
      me: 'olga',
      doc,
      awareness: new Awareness(doc),
      ready: Promise.resolve(),
      events,
      world,
    })
    const [line] = sockets
    if (line === undefined) throw new Error('no connection')
    line.readyState = 1
    line.dispatchEvent(new Event('open'))
    await vi.advanceTimersByTimeAsync(0)
    const welcome = { protocol: 1, schema: 1, epoch: 'e1', canWrite: true, storeWritable: true }
    line.deliver(encodeWelcome(welcome))
    line.deliver(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())))
    return { line, link, isUp: () => line.readyState === 1 }
  }

  it('[EP20] is not away once the server has answered, be it with another document', async () => {
    const away = vi.fn<() => void>()
    const { link } = await sendSlowly({ away, welcomed: () => false })
    await vi.advanceTimersByTimeAsync(5000)
    expect(away).not.toHaveBeenCalled()
    link.close()
  })

  it('[CN10] is not taken for dead while what was sent leaves, however long that takes', async () => {
    const { line, link, isUp } = await sendSlowly()
    for (let minute = 0; minute < 6; minute++) {
      line.bufferedAmount -= 100
      await vi.advanceTimersByTimeAsync(15_000)
    }
    expect(isUp()).toBe(true)
    line.bufferedAmount = 0
    line.deliver(encodeAck(1))
    await vi.advanceTimersByTimeAsync(21_000)
    expect(isUp()).toBe(true)
    link.close()
  })

  it('[CN10] is, where the system has taken what was sent and nobody answers', async () => {
    const { line, link, isUp } = await sendSlowly()
    line.bufferedAmount = 0
    await vi.advanceTimersByTimeAsync(19_000)
    expect(isUp()).toBe(true)
    await vi.advanceTimersByTimeAsync(2000)
    expect(isUp()).toBe(false)
    link.close()
  })

  it('[CN10] is, where nothing leaves and nothing is acked', async () => {
    const { link, isUp } = await sendSlowly()
    await vi.advanceTimersByTimeAsync(21_000)
    expect(isUp()).toBe(false)
    link.close()
  })
})
