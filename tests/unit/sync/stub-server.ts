/** A sync server in a few lines: speaks the protocol, commits when it is told to, and can refuse, forget and die. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import * as decoding from 'lib0/decoding'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { buildPlan } from '../../../shared/plan/build.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { SCHEMA_VERSION } from '../../../shared/plan/schema.ts'
import {
  encodeAck,
  encodeLost,
  encodePast,
  encodeRefused,
  encodeRights,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  encodeWelcome,
  MESSAGE_AWARENESS,
  MESSAGE_CARRY,
  MESSAGE_HELLO,
  MESSAGE_RESUME,
  MESSAGE_SYNC,
  PROTOCOL_VERSION,
  SYNC_STEP_1,
  SYNC_UPDATE,
} from '../../../shared/protocol.ts'
import { DRAFT } from './draft.ts'

interface Peer {
  socket: WebSocket
  received: number
  hello: boolean
}

export class StubServer {
  doc = new Y.Doc()
  epoch = 'e1'
  storeWritable = true
  /** False: acks wait for `commit`. */
  autoCommit = true
  refuseWith: string | null = null
  /** The next change is left to its sender's whole difference, which is asked for. */
  asksAnew = false
  /** Whom it takes everybody for; null where it does not say. */
  takesFor: string | null = null
  /** Kinds of the messages that came in, over all connections. */
  readonly heard: string[] = []
  /** The same over restarts. */
  readonly port: number
  private server: WebSocketServer
  private readonly peers = new Set<Peer>()
  private readonly waiting: { peer: Peer; count: number }[] = []
  private watchers: (() => void)[] = []

  constructor(server: WebSocketServer) {
    this.server = server
    this.port = (server.address() as AddressInfo).port
    this.fill()
    this.serve()
  }

  static async start(): Promise<StubServer> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    return new StubServer(server)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get connections(): number {
    return this.peers.size
  }

  /** The epoch from which changes are taken, and who takes them. */
  past: { epoch: string; doc: Y.Doc; take: (update: Uint8Array) => void } | null = null
  /** Words of what is carried that have no place. */
  strands: string[] = []

  /** A document of another incarnation, as after a restored backup. */
  replaceDocument(epoch: string): void {
    this.doc = new Y.Doc()
    this.epoch = epoch
    this.fill()
  }

  commit(): void {
    for (const { peer, count } of this.waiting.splice(0)) if (peer.hello) peer.socket.send(encodeAck(count))
  }

  cut(code = 1012): void {
    for (const peer of this.peers) peer.socket.close(code)
  }

  /** Dies like a killed process, and comes back on the same port with the document that it is given. */
  async restart(doc = this.doc): Promise<void> {
    const { port } = this
    await this.stop()
    this.doc = doc
    this.server = new WebSocketServer({ port, host: '127.0.0.1' })
    this.serve()
    await once(this.server, 'listening')
  }

  async stop(): Promise<void> {
    for (const peer of this.peers) peer.socket.terminate()
    this.waiting.length = 0
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  /** Resolves when `condition` holds after a message. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve) => {
      this.watchers.push(() => condition() && resolve())
    })
  }

  /** The titles of the rows that the server has, in their order. */
  titles(): string[] {
    return projectPlan(this.doc, 'plan').sections.flatMap(({ items }) => items.map(({ title }) => title.text))
  }

  private fill(): void {
    let next = 0
    buildPlan(this.doc, DRAFT, { ids: () => `id${(next += 1)}`, epoch: this.epoch })
  }

  /** Who knows nothing is given the document as an update first, as Svod's server does with its checkpoint. */
  private answer({ socket }: Peer, vector: Uint8Array): void {
    const isNew = Y.decodeStateVector(vector).size === 0
    if (isNew) socket.send(encodeSyncUpdate(Y.encodeStateAsUpdate(this.doc)))
    const known = isNew ? Y.encodeStateVector(this.doc) : vector
    socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, known)))
  }

  private serve(): void {
    this.server.on('connection', (socket) => {
      const peer: Peer = { socket, received: 0, hello: false }
      this.peers.add(peer)
      socket.on('close', () => {
        this.peers.delete(peer)
        this.tellWatchers()
      })
      socket.on('message', (data: Buffer) => {
        this.receive(peer, new Uint8Array(data))
        this.tellWatchers()
      })
      socket.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
    })
  }

  private tellWatchers(): void {
    for (const watcher of this.watchers) watcher()
  }

  private receive(peer: Peer, message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE_HELLO) return this.welcome(peer)
    if (type === MESSAGE_AWARENESS) return this.echo(message)
    if (type === MESSAGE_RESUME) return this.resume(peer, decoding.readVarString(decoder))
    if (type === MESSAGE_CARRY) return this.carry(peer, decoding.readVarUint8Array(decoder))
    if (type !== MESSAGE_SYNC) throw new Error(`unexpected message ${type}`)
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    this.heard.push(['step1', 'step2', 'update'][step] ?? '?')
    if (step === SYNC_STEP_1) this.answer(peer, payload)
    else if (this.asksAnew && step === SYNC_UPDATE) this.askAnew(peer)
    else this.take(peer, payload)
  }

  private askAnew(peer: Peer): void {
    this.asksAnew = false
    peer.received += 1
    peer.socket.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
  }

  private welcome(peer: Peer): void {
    this.heard.push('hello')
    peer.hello = true
    const { epoch, storeWritable } = this
    const rights = { id: this.takesFor, role: 'chief' as const, departments: [], approver: false }
    if (this.takesFor !== null) peer.socket.send(encodeRights(rights))
    const welcome = {
      protocol: PROTOCOL_VERSION,
      schema: SCHEMA_VERSION,
      epoch,
      canWrite: true,
      storeWritable,
    }
    peer.socket.send(encodeWelcome(welcome))
  }

  private resume(peer: Peer, epoch: string): void {
    this.heard.push(`resume ${epoch}`)
    const { past } = this
    const answer =
      past?.epoch === epoch
        ? encodePast('', Y.encodeStateVector(past.doc))
        : encodePast('epoch-ended', new Uint8Array())
    peer.socket.send(answer)
  }

  private carry(peer: Peer, update: Uint8Array): void {
    this.heard.push('carry')
    peer.received += 1
    this.past?.take(update)
    if (this.strands.length > 0) peer.socket.send(encodeLost(this.strands))
    this.waiting.push({ peer, count: peer.received })
    if (this.autoCommit) this.commit()
  }

  private echo(message: Uint8Array): void {
    this.heard.push('awareness')
    for (const { socket } of this.peers) socket.send(message)
  }

  private take(peer: Peer, update: Uint8Array): void {
    peer.received += 1
    const isNews = update.length > 2
    if (this.refuseWith !== null && isNews && peer.received > 1) {
      peer.socket.send(encodeRefused(peer.received, this.refuseWith))
      return
    }
    Y.applyUpdate(this.doc, update)
    if (this.doc.store.pendingStructs !== null) throw new Error('an update came with a gap')
    for (const other of this.peers) if (other !== peer && isNews) other.socket.send(encodeSyncUpdate(update))
    this.waiting.push({ peer, count: peer.received })
    if (this.autoCommit) this.commit()
  }
}
