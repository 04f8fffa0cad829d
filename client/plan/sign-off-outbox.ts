/**
 * Steps with sections on their way to the server (SPEC SG10). A step is about what its author saw, so it is sent when everything
 * they wrote is saved, and kept in this browser until then; nothing of it counts before the server has answered. Owns waiting
 * and sending.
 */
import { type SignOffStep, STEPS } from '../../shared/plan/sign-off.ts'
import type { PlanSession, Store } from './plan-session.ts'

/** A step that the server has not answered. */
export interface Wanted {
  readonly state: SignOffStep
  readonly remark: string
  /** What the section said when the step was taken. */
  readonly hash: string
}

export interface OutboxSetup {
  session: Pick<PlanSession, 'saved' | 'connection' | 'planId' | 'me'>
  send: (section: string, step: Wanted) => Promise<unknown>
  /** Whether a failure passes by itself, as a lost connection does: the step goes on waiting. */
  isPassing: (error: unknown) => boolean
  /** Runs `work` a while after a failure that passes. */
  again: (work: () => void) => void
  /** The server said no. */
  onRefused: (section: string, error: unknown, step: Wanted) => void
  memory: { read(key: string): string | null; write(key: string, value: string): void }
  /** Runs `work` when no other tab of this browser is at work under this name. */
  exclusively: (name: string, work: () => Promise<void>) => Promise<void>
}

export interface SignOffOutbox extends Store<ReadonlyMap<string, Wanted>> {
  want(section: string, step: Wanted): void
  cancel(section: string): void
  /** Sends when it can be, until the returned function is called. */
  start(): () => void
}

const isWanted = (value: unknown): value is Wanted =>
  typeof value === 'object' &&
  value !== null &&
  'state' in value &&
  (STEPS as readonly unknown[]).includes(value.state) &&
  'remark' in value &&
  typeof value.remark === 'string' &&
  'hash' in value &&
  typeof value.hash === 'string'

const readKept = (text: string | null): Map<string, Wanted> => {
  try {
    const entries = Object.entries(JSON.parse(text ?? '{}') as object)
    return new Map(entries.filter((entry): entry is [string, Wanted] => isWanted(entry[1])))
  } catch {
    // Not what this page wrote: as if nothing had been kept.
    return new Map()
  }
}

const isSameStep = (left: Wanted, right: Wanted): boolean =>
  left.state === right.state && left.remark === right.remark && left.hash === right.hash

const withStep = (steps: ReadonlyMap<string, Wanted>, section: string, step: Wanted | null) => {
  const next = new Map(steps)
  if (step === null) next.delete(section)
  else next.set(section, step)
  return next
}

class Outbox implements SignOffOutbox {
  private readonly setup: OutboxSetup
  private readonly key: string
  private readonly listeners = new Set<() => void>()
  private readonly sending = new Set<Wanted>()
  private waiting: ReadonlyMap<string, Wanted>
  private isStarted = false
  /** Whether the browser keeps what it is given: then that is the truth, for all tabs. */
  private isKept = true

  constructor(setup: OutboxSetup) {
    this.setup = setup
    const { planId, me } = setup.session
    this.key = `svod.sign-off.${planId}.${me.id}`
    this.waiting = readKept(setup.memory.read(this.key))
  }

  get(): ReadonlyMap<string, Wanted> {
    return this.waiting
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private set(section: string, step: Wanted | null): void {
    const { memory } = this.setup
    this.waiting = withStep(this.waiting, section, step)
    // Another tab may have kept steps of its own there.
    const kept = withStep(readKept(memory.read(this.key)), section, step)
    const text = JSON.stringify(Object.fromEntries(kept))
    memory.write(this.key, text)
    this.isKept = memory.read(this.key) === text
    for (const listener of this.listeners) listener()
  }

  /** Another tab may have taken a step back, put another in its place, or had the server's answer. */
  private lookAgain(): void {
    if (!this.isKept) return
    const before = this.waiting
    const kept = readKept(this.setup.memory.read(this.key))
    for (const [section, step] of kept) {
      const known = before.get(section)
      if (known !== undefined && isSameStep(known, step)) kept.set(section, known)
    }
    const isNews =
      kept.size !== before.size || [...kept].some(([section, step]) => before.get(section) !== step)
    if (!isNews) return
    this.waiting = kept
    for (const listener of this.listeners) listener()
  }

  want(section: string, step: Wanted): void {
    this.set(section, step)
    this.flush()
  }

  cancel(section: string): void {
    this.set(section, null)
  }

  start(): () => void {
    const { saved, connection } = this.setup.session
    const flush = () => this.flush()
    const stops = [saved.subscribe(flush), connection.subscribe(flush)]
    this.isStarted = true
    flush()
    return () => {
      this.isStarted = false
      for (const stop of stops) stop()
    }
  }

  private get isClear(): boolean {
    const { saved, connection } = this.setup.session
    const state = connection.get()
    return this.isStarted && saved.get().kind === 'saved' && state.kind === 'ready' && state.online
  }

  private flush(): void {
    if (!this.isClear) return
    this.lookAgain()
    for (const [section, step] of this.waiting) if (!this.sending.has(step)) void this.send(section, step)
  }

  private async send(section: string, step: Wanted): Promise<void> {
    this.sending.add(step)
    try {
      await this.setup.exclusively(this.key, () => this.sendNow(section, step))
    } finally {
      this.sending.delete(step)
    }
  }

  private async sendNow(section: string, step: Wanted): Promise<void> {
    const { send, isPassing, onRefused } = this.setup
    // While another tab was at it.
    this.lookAgain()
    if (this.waiting.get(section) !== step) return
    try {
      await send(section, step)
      this.done(section, step)
    } catch (error) {
      if (isPassing(error)) return this.setup.again(() => this.flush())
      this.done(section, step)
      onRefused(section, error, step)
    }
  }

  /** Unless another step took its place meanwhile. */
  private done(section: string, step: Wanted): void {
    this.lookAgain()
    if (this.waiting.get(section) === step) this.set(section, null)
  }
}

export const createSignOffOutbox = (setup: OutboxSetup): SignOffOutbox => new Outbox(setup)
