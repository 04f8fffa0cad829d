/**
 * Who wrote a piece of text, and when: client ids and clocks stand in the document, who sent them in the records. Owns the
 * search; where the records come from, its callers know. Pure.
 */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { AuthorRun, LogRecord } from '../storage/storage.ts'

/** Clocks `from` to `to` (not included) of a client id. */
export interface Span {
  client: number
  from: number
  to: number
}

/** A span with who wrote it and when (ms). */
export interface Written extends Span {
  by: string
  at: number
}

/** Client ids of an update with the first clock of each. */
const beginnings = (update: Uint8Array): [client: number, clock: number][] => {
  // One client, as nearly every change has: the numbers stand at its beginning.
  if (update[0] === 1) {
    const decoder = decoding.createDecoder(update)
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    return [[client, decoding.readVarUint(decoder)]]
  }
  return update[0] === 0 ? [] : [...Y.parseUpdateMeta(update).from]
}

/** Who began to write under which client id where; `clients`: these alone. */
export const runsOf = (records: readonly LogRecord[], clients?: ReadonlySet<number>): AuthorRun[] =>
  records.flatMap(({ update, by, at }) =>
    beginnings(update)
      .filter(([client]) => clients === undefined || clients.has(client))
      .map(([client, clock]) => ({ client, clock, by, at })),
  )

/** Runs without those that go on what the same person wrote under the same client id in the same `grainMs`. */
export const joinRuns = (runs: readonly AuthorRun[], grainMs: number): AuthorRun[] => {
  const last = new Map<number, string>()
  return runs.filter(({ client, by, at }) => {
    const of = `${Math.floor(at / grainMs)} ${by}`
    const isNew = last.get(client) !== of
    last.set(client, of)
    return isNew
  })
}

/** Looks for the authors of spans, from the latest records to the earliest. */
export class AuthorSearch {
  readonly found: Written[] = []
  private open: Span[]
  readonly clients: ReadonlySet<number>

  constructor(spans: readonly Span[]) {
    this.open = [...spans]
    this.clients = new Set(spans.map(({ client }) => client))
  }

  get isDone(): boolean {
    return this.open.length === 0
  }

  /** What nobody was found for. */
  get left(): readonly Span[] {
    return this.open
  }

  /** Runs of records that come before those that were looked at. */
  look(runs: readonly AuthorRun[]): void {
    const byClient = new Map<number, AuthorRun[]>()
    for (const run of runs) {
      if (!this.clients.has(run.client)) continue
      const known = byClient.get(run.client)
      if (known) known.push(run)
      else byClient.set(run.client, [run])
    }
    if (byClient.size === 0) return
    for (const list of byClient.values()) list.sort((a, b) => b.clock - a.clock)
    this.open = this.open.flatMap((span) => this.settle(span, byClient.get(span.client) ?? []))
  }

  /** What is left of a span. `runs`: the latest first. */
  private settle(span: Span, runs: readonly AuthorRun[]): Span[] {
    let { to } = span
    for (const { clock, by, at } of runs) {
      if (clock >= to) continue
      const from = Math.max(clock, span.from)
      this.found.push({ client: span.client, from, to, by, at })
      to = from
      if (to === span.from) return []
    }
    return [{ ...span, to }]
  }
}
