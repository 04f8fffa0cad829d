/** What passes the gates of a socket, and when. */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  encodeAck,
  encodeAwareness,
  encodeHello,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
} from '../../../shared/protocol.ts'
import { frameKind, PlanSocket } from '../../../client/sync/socket.ts'

const bytes = new Uint8Array([7])
type Frame = Uint8Array<ArrayBuffer>

class FakeNative extends EventTarget {
  binaryType = ''
  readyState = 0
  readonly sent: Uint8Array[] = []
  send(data: Uint8Array): void {
    this.sent.push(data)
  }
  close(): void {
    this.readyState = 3
  }
  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  deliver(frame: Uint8Array): void {
    this.dispatchEvent(new MessageEvent('message', { data: new Uint8Array(frame).buffer }))
  }
}

let native: FakeNative
let socket: PlanSocket
let log: string[]
let becomeReady: () => void

beforeEach(() => {
  native = new FakeNative()
  log = []
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve
  })
  socket = new PlanSocket(
    {
      ready,
      opened: () => log.push('opened'),
      sent: (what) => log.push(`sent ${what}`),
      lost: (code, opened) => log.push(`lost ${code} ${opened}`),
    },
    native as unknown as WebSocket,
  )
  socket.onopen = () => log.push('onopen')
  socket.onmessage = ({ data }) => log.push(`got ${frameKind(new Uint8Array(data))}`)
  socket.onclose = ({ code }) => log.push(`onclose ${code}`)
})

const openSocket = async () => {
  native.open()
  becomeReady()
  await Promise.resolve()
  await Promise.resolve()
}

describe('a socket of ours', () => {
  it('[CN8] keeps back what others do while it is paused, in its order, and nothing else', async () => {
    await openSocket()
    socket.accept()
    log.length = 0
    socket.pause(true)
    native.deliver(encodeSyncUpdate(bytes))
    native.deliver(encodeAwareness(bytes))
    native.deliver(encodeSyncStep1(bytes))
    native.deliver(encodeAck(1))
    native.deliver(encodeSyncStep2(bytes))
    expect(log).toEqual(['got step1', 'got other'])
    socket.pause(false)
    expect(log.slice(2)).toEqual(['got update', 'got other', 'got step2'])
    native.deliver(encodeSyncUpdate(bytes))
    expect(log).toHaveLength(6)
  })

  it('[CN1] says hello at once, and opens only when the browser’s copy has been read', async () => {
    native.open()
    expect(native.sent).toEqual([encodeHello()])
    native.deliver(encodeAck(1))
    expect([socket.readyState, log]).toEqual([0, []])
    becomeReady()
    await Promise.resolve()
    await Promise.resolve()
    expect(log).toEqual(['opened', 'onopen', 'got other'])
    expect(socket.readyState).toBe(1)
  })

  it('[CN3] holds sync frames back until the welcome was accepted, and nothing else', async () => {
    await openSocket()
    native.deliver(encodeSyncStep1(bytes))
    native.deliver(encodeAwareness(bytes))
    expect(log.slice(2)).toEqual(['got other'])
    socket.accept()
    native.deliver(encodeSyncUpdate(bytes))
    expect(log.slice(2)).toEqual(['got other', 'got step1', 'got update'])
  })

  it('[CN2] lets no update out before the step 2, and counts only what left', async () => {
    await openSocket()
    socket.send(encodeSyncStep1(bytes) as Frame)
    socket.send(encodeSyncUpdate(bytes) as Frame)
    expect(native.sent).toHaveLength(2)
    socket.send(encodeSyncStep2(bytes) as Frame)
    socket.send(encodeSyncUpdate(bytes) as Frame)
    expect(native.sent.slice(1).map(frameKind)).toEqual(['step1', 'step2', 'update'])
    expect(log.slice(2)).toEqual(['sent step2', 'sent update'])
  })

  it('[CN6] is lost once, at once when it is given up, and silent afterwards', async () => {
    await openSocket()
    socket.abandon()
    native.dispatchEvent(Object.assign(new Event('close'), { code: 1000, reason: '' }))
    native.deliver(encodeAck(1))
    socket.send(encodeSyncStep2(bytes) as Frame)
    expect(log.slice(2)).toEqual(['lost 1006 true', 'onclose 1006'])
    expect(socket.readyState).toBe(3)
  })
})
