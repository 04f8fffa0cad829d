/**
 * Whether those who are connected may still be: their credentials are asked again whenever people change, and from time to
 * time, since sessions end by themselves [WS13]. Owns when and what follows; who somebody is, `authenticate` knows.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'

/** As much of a request as says who sends it. */
export interface Credentials {
  readonly headers: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>
}

/** A connection with what it was opened with. */
interface Checked {
  readonly connection: { readonly identity: Identity; close(code: ErrorCode): void }
  readonly planId: string
  readonly credentials: Credentials
  /** Called where the same person has other rights, or another name. */
  changed(next: Identity): void
}

interface RecheckParts {
  authenticate(request: Credentials, planId: string): Identity | null
  onPeopleChange?: (listener: () => void) => () => void
}

/** Sessions that end by themselves are noticed this late at most. */
const EVERY_MS = 30_000
/** Changes that come together are looked at together; rights hold within 5 s. */
const AFTER_CHANGE_MS = 250
/** Connections that are asked about in one turn of the event loop. */
const AT_ONCE = 100

const isSame = (a: Identity, b: Identity): boolean => JSON.stringify(a) === JSON.stringify(b)

export class Rechecks {
  private readonly parts: RecheckParts
  private readonly open = new Set<Checked>()
  private readonly timer: NodeJS.Timeout
  private readonly unsubscribe: () => void
  private soon: NodeJS.Timeout | null = null
  private closed = false

  constructor(parts: RecheckParts) {
    this.parts = parts
    this.timer = setInterval(() => this.checkAll(), EVERY_MS)
    this.timer.unref()
    this.unsubscribe = parts.onPeopleChange?.(() => this.checkSoon()) ?? (() => undefined)
  }

  /** Watches a connection until the returned function is called. */
  add(checked: Checked): () => void {
    this.open.add(checked)
    return () => void this.open.delete(checked)
  }

  close(): void {
    this.closed = true
    clearInterval(this.timer)
    if (this.soon !== null) clearTimeout(this.soon)
    this.unsubscribe()
  }

  private checkSoon(): void {
    this.soon ??= setTimeout(() => {
      this.soon = null
      this.checkAll()
    }, AFTER_CHANGE_MS)
  }

  private checkAll(): void {
    this.checkFrom([...this.open], 0)
  }

  private checkFrom(all: readonly Checked[], start: number): void {
    if (this.closed) return
    for (const one of all.slice(start, start + AT_ONCE)) if (this.open.has(one)) this.check(one)
    if (start + AT_ONCE < all.length) setImmediate(() => this.checkFrom(all, start + AT_ONCE))
  }

  private check(checked: Checked): void {
    const { connection, planId, credentials } = checked
    const next = this.parts.authenticate(credentials, planId)
    // Another person under the same cookie would write under the first one's name.
    if (next === null || next.id !== connection.identity.id) return connection.close('unauthenticated')
    if (!isSame(next, connection.identity)) checked.changed(next)
  }
}
