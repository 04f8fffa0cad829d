/**
 * What happens in a plan that somebody may want to be told of. Owns the events' shape and passing them on; who is told, where
 * and how is its listeners'.
 */
import type { Action } from '../../shared/permissions.ts'
import type { SignOff, SignOffState } from '../../shared/plan/sign-off.ts'

/** Whom an event concerns: one person, or everybody who may do that in a section of this department. */
export type Concerned = { person: string } | { may: Action; department: string | null }

/** Who waits for it: the chief editors for what is ready, whoever signed and accepted for what became of it. */
export const concernedBy = (
  state: SignOffState,
  department: string | null,
  signOff: SignOff | null,
): Concerned[] => {
  if (state === 'ready' || state === 'open') return [{ may: 'sections.accept', department }]
  const signer: Concerned[] = signOff ? [{ person: signOff.ready.by }] : []
  if (state !== 'changed') return [...signer, { may: 'sections.sign', department }]
  return signOff?.verdict ? [...signer, { person: signOff.verdict.by }] : signer
}

/** A section was signed, accepted, returned, taken back (`open`), or changed after it was signed. */
export interface SignOffEvent {
  kind: 'sign-off'
  plan: string
  section: string
  /** As it is called now. */
  title: string
  state: SignOffState
  by: { id: string; name: string }
  to: readonly Concerned[]
  /** Why it was returned, '' otherwise. Not for guests. */
  remark: string
  /** ISO 8601. */
  at: string
}

export type PlanEvent = SignOffEvent

export interface PlanEvents {
  tell(event: PlanEvent): void
  /** Calls `listener` with every event from now on, when what it tells of is on disk; returns the way to stop it. */
  listen(listener: (event: PlanEvent) => void): () => void
}

/** A listener that throws is reported, and disturbs neither the others nor what it was told of. */
export const createPlanEvents = (onError: (error: unknown) => void): PlanEvents => {
  const listeners = new Set<(event: PlanEvent) => void>()
  return {
    tell: (event) => {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
