/**
 * The way home from a past epoch (SPEC EP10–EP13): the document that this browser holds is no more, and what is unsent in
 * it is brought along before a fresh one is opened. Owns the order of steps; what is unsent, and what becomes of the
 * session, others know.
 */
import * as Y from 'yjs'
import type { Past } from '../../shared/protocol.ts'
import type { Link } from './link.ts'
import type { Outbox } from './saved.ts'

export interface HomecomingParts {
  doc: Y.Doc
  link: () => Pick<Link, 'resume' | 'carry'>
  outbox: () => Pick<Outbox, 'runs' | 'flight'>
  /** Takes over what other tabs have stored and may not have sent; resolves when it is in the outbox, or the store takes too long. */
  catchUp: () => Promise<unknown>
  /** Everything is brought along, or nothing of it is taken (an error code): a fresh document is due. */
  done: (code: string) => void
}

export class Homecoming {
  private readonly parts: HomecomingParts
  /** What the past epoch knew at its end; null while nobody has said. */
  private known: Uint8Array | null = null
  /** This connection's way; null where none is under way. */
  private way: symbol | null = null

  constructor(parts: HomecomingParts) {
    this.parts = parts
  }

  /** The server has another epoch than this document, which is of `epoch`. */
  async begin(epoch: string): Promise<void> {
    const way = Symbol(epoch)
    this.way = way
    // No tab looks into this copy again: what a closed one left in it comes along as well.
    await this.parts.catchUp()
    if (this.way !== way) return
    if (this.parts.outbox().runs.length === 0) this.parts.done('epoch-changed')
    else this.parts.link().resume(epoch)
  }

  answered({ code, stateVector }: Past): void {
    if (this.way === null) return
    this.known = stateVector
    if (code === '') this.carry()
    // Whoever forgot the epoch, or never had it: the words are kept for their author.
    else this.parts.done(code === 'epoch-ended' ? 'epoch-changed' : code)
  }

  /** Something was acknowledged: what was written since is carried as well. */
  goOn(): void {
    const { runs, flight } = this.parts.outbox()
    if (this.way === null || this.known === null || flight.length > 0) return
    if (runs.length === 0) this.parts.done('epoch-changed')
    else this.carry()
  }

  /** The connection is gone; the next one begins anew. */
  lost(): void {
    this.way = null
    this.known = null
  }

  private carry(): void {
    if (this.known !== null) this.parts.link().carry(Y.encodeStateAsUpdate(this.parts.doc, this.known))
  }
}
