/**
 * How the sections of the open plan stand, live: what the server wrote down, compared with what the sections say here and now
 * (SPEC SG3), and the steps that are on their way. Owns following the plan; must not write.
 */
import { serverOf } from '../../shared/plan/schema.ts'
import {
  type SignOff,
  type SignOffState,
  readSignOffs,
  remarkOf,
  stateOf,
} from '../../shared/plan/sign-off.ts'
import { hashOfSectionView } from '../../shared/plan/signed-content.ts'
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import type { PlanView, SectionView } from '../../shared/plan/view.ts'
import type { PlanSession, Store } from './plan-session.ts'
import type { Wanted } from './sign-off-outbox.ts'

export interface SectionSignOff {
  readonly state: SignOffState
  readonly signOff: SignOff | null
  readonly remark: string
  /** A step that the server does not know of yet: nothing of it is shown as done. */
  readonly wanted: Wanted | null
}

export interface SignOffs {
  /** By section, in the order of the plan. */
  readonly sections: ReadonlyMap<string, SectionSignOff>
  /** Signed and still saying the same, accepted ones included. */
  readonly ready: number
  readonly accepted: number
  readonly total: number
  /** Somebody has signed something: before that nothing is said of it in the sheet. */
  readonly begun: boolean
}

/** What the sheet and the rail need of it. */
export interface ShownSignOffs {
  readonly store: Store<SignOffs>
  /** Shows a section's sign-off beside the sheet. */
  readonly open: (section: string) => void
}

export const OPEN: SectionSignOff = { state: 'open', signOff: null, remark: '', wanted: null }

const NONE: SignOffs = { sections: new Map(), ready: 0, accepted: 0, total: 0, begun: false }

const isSame = (a: SectionSignOff, b: SectionSignOff): boolean =>
  a.state === b.state &&
  a.remark === b.remark &&
  a.wanted === b.wanted &&
  JSON.stringify(a.signOff) === JSON.stringify(b.signOff)

/** Whether a section has its department's word that it is ready. */
export const isReady = (state: SignOffState): boolean => state === 'ready' || state === 'accepted'

const summaryOf = (sections: ReadonlyMap<string, SectionSignOff>): SignOffs => {
  const all = [...sections.values()]
  return {
    sections,
    ready: all.filter(({ state }) => isReady(state)).length,
    accepted: all.filter(({ state }) => state === 'accepted').length,
    total: all.length,
    begun: all.some(({ signOff, wanted }) => signOff !== null || wanted !== null),
  }
}

/** The section after `current` that waits to be signed; where all are, the one that waits to be accepted. Null for none. */
export const nextUnready = ({ sections }: SignOffs, current: string | null): string | null => {
  const ids = [...sections.keys()]
  const from = current === null ? 0 : ids.indexOf(current) + 1
  const ordered = [...ids.slice(from), ...ids.slice(0, from)]
  const stateAt = (id: string) => sections.get(id)?.state ?? 'open'
  return (
    ordered.find((id) => !isReady(stateAt(id))) ?? ordered.find((id) => stateAt(id) !== 'accepted') ?? null
  )
}

/** Sections that are not accepted, as they are called and stand; null where nobody has signed any. To be asked now and then. */
export const unaccepted = ({
  doc,
  projection,
}: SignOffSetup['session']): { title: string; state: SignOffState }[] | null => {
  const { sections, columns } = projection.view()
  const signOffs = readSignOffs(doc)
  if (signOffs.size === 0) return null
  return sections
    .filter(({ id }) => id !== UNASSIGNED)
    .map((section) => ({
      title: section.title,
      state: stateOf(signOffs.get(section.id), hashOfSectionView(section, columns)),
    }))
    .filter(({ state }) => state !== 'accepted')
}

export interface SignOffSetup {
  session: Pick<PlanSession, 'doc' | 'projection'>
  wanted: Store<ReadonlyMap<string, Wanted>>
  /** Runs `work` when the keys have had their turn; returns the way to stop it. */
  later: (work: () => void) => () => void
}

export interface LiveSignOffs extends Store<SignOffs> {
  /** Follows the plan until the returned function is called. */
  start(): () => void
}

class Following implements LiveSignOffs {
  private readonly setup: SignOffSetup
  private readonly listeners = new Set<() => void>()
  private current = NONE
  private stopWaiting: (() => void) | null = null

  constructor(setup: SignOffSetup) {
    this.setup = setup
  }

  get(): SignOffs {
    return this.current
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  start(): () => void {
    const { session, wanted } = this.setup
    const server = serverOf(session.doc)
    // What the server says shows at once, what is typed a moment later.
    const atOnce = () => this.renew()
    server.observe(atOnce)
    const stops = [wanted.subscribe(atOnce), session.projection.subscribe(() => this.renewLater())]
    this.renew()
    return () => {
      server.unobserve(atOnce)
      for (const stop of stops) stop()
      this.stopWaiting?.()
      this.stopWaiting = null
    }
  }

  private renewLater(): void {
    this.stopWaiting ??= this.setup.later(() => {
      this.stopWaiting = null
      this.renew()
    })
  }

  private read(section: SectionView, signOff: SignOff | null, columns: PlanView['columns']): SectionSignOff {
    const { session, wanted } = this.setup
    const step = wanted.get().get(section.id) ?? null
    if (signOff === null) return step === null ? OPEN : { ...OPEN, wanted: step }
    const state = stateOf(signOff, hashOfSectionView(section, columns))
    return { state, signOff, remark: remarkOf(session.doc, section.id, signOff), wanted: step }
  }

  private renew(): void {
    const { doc, projection } = this.setup.session
    const { sections, columns } = projection.view()
    const signOffs = readSignOffs(doc)
    const before = this.current.sections
    const next = new Map<string, SectionSignOff>()
    for (const section of sections) {
      if (section.id === UNASSIGNED) continue
      const now = this.read(section, signOffs.get(section.id) ?? null, columns)
      const was = before.get(section.id)
      next.set(section.id, was && isSame(was, now) ? was : now)
    }
    const isUnchanged =
      next.size === before.size &&
      [...next].every(([id, one], at) => before.get(id) === one && [...before.keys()][at] === id)
    if (isUnchanged) return
    this.current = summaryOf(next)
    for (const listener of this.listeners) listener()
  }
}

export const createSignOffs = (setup: SignOffSetup): LiveSignOffs => new Following(setup)
