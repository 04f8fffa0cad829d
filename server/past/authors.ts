/**
 * Who wrote a piece of text, and when: client ids and clocks stand in the document, who sent them in the records. Owns the
 * search; where the records come from, its callers know. Pure.
 */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { countWhile } from '../../shared/bisect.ts'
import type { WrittenPiece } from '../../shared/plan/written.ts'
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

  /** What is left of a span. `runs`: by their clocks, the highest first; those that begin behind the span are skipped by halves. */
  private settle(span: Span, runs: readonly AuthorRun[]): Span[] {
    let { to } = span
    for (let index = countWhile(runs, ({ clock }) => clock >= to); index < runs.length; index++) {
      const { clock, by, at } = runs[index] as AuthorRun
      if (clock >= to) continue
      const from = Math.max(clock, span.from)
      this.found.push({ client: span.client, from, to, by, at })
      to = from
      if (to === span.from) return []
    }
    return [{ ...span, to }]
  }
}

/** A part of a piece with who wrote it; null where nobody was found. */
export interface AuthoredText {
  text: string
  of: Written | null
}

/** Cuts pieces where their authors change. `found`: of no letter twice, as a search leaves it. */
export const cutterOf = (found: readonly Written[]): ((piece: WrittenPiece) => AuthoredText[]) => {
  const byClient = new Map<number, Written[]>()
  for (const one of found) {
    const own = byClient.get(one.client)
    if (own) own.push(one)
    else byClient.set(one.client, [one])
  }
  for (const own of byClient.values()) own.sort((a, b) => a.from - b.from)
  return ({ client, clock, text }) => {
    const own = byClient.get(client) ?? []
    const end = clock + text.length
    const cuts: AuthoredText[] = []
    const cut = (from: number, to: number, of: Written | null) => {
      if (from < to) cuts.push({ text: text.slice(from - clock, to - clock), of })
    }
    let at = clock
    for (let index = countWhile(own, ({ to }) => to <= clock); index < own.length; index++) {
      const hit = own[index] as Written
      if (hit.from >= end) break
      cut(at, hit.from, null)
      const from = Math.max(hit.from, at)
      at = Math.min(hit.to, end)
      cut(from, at, hit)
    }
    cut(at, end, null)
    return cuts
  }
}
