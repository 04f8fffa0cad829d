/** The sign-offs of an open plan, followed for as long as a page shows it, and the steps taken there. Owns their life alone. */
import { useEffect, useMemo } from 'react'
import { hashOfSectionView } from '../../shared/plan/signed-content.ts'
import type { SignOffStep } from '../../shared/plan/sign-off.ts'
import { type Api, ApiError } from '../api.ts'
import { anythingSchema } from '../api-schemas.ts'
import { browserMemory } from '../browser-memory.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'
import { useBox } from './box.ts'
import type { PlanSession } from './plan-session.ts'
import { type SignOffOutbox, createSignOffOutbox } from './sign-off-outbox.ts'
import { type LiveSignOffs, createSignOffs } from './sign-offs.ts'

export interface SignOffDesk {
  readonly live: LiveSignOffs
  /** Takes a step with what the section says here and now. */
  readonly take: (section: string, state: SignOffStep, remark?: string) => void
  /** Takes it back before the server knows of it. */
  readonly cancel: (section: string) => void
}

/** Typing goes first. */
const QUIET_MS = 120

/** One tab after the other; pages over plain HTTP have no locks and take the server's word for what came twice. */
const exclusively = async (name: string, work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()

/** After a failure that passes. */
const AGAIN_MS = 5000

const later = (work: () => void): (() => void) => {
  const timer = setTimeout(work, QUIET_MS)
  return () => clearTimeout(timer)
}

/** The connection went, or the server is not what it should be for the moment. */
const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'network' || error.status >= 500 || error.status === 429)

const takeIn =
  ({ projection }: PlanSession, outbox: SignOffOutbox): SignOffDesk['take'] =>
  (section, state, remark = '') => {
    const { sections, columns } = projection.view()
    const view = sections.find(({ id }) => id === section)
    if (view) outbox.want(section, { state, remark, hash: hashOfSectionView(view, columns) })
  }

export const useSignOffs = (session: PlanSession, api: Api): SignOffDesk => {
  const errorText = useBox(useErrorText())
  const { outbox, live } = useMemo(() => {
    const path = (section: string) =>
      `/api/plans/${encodeURIComponent(session.planId)}/sections/${encodeURIComponent(section)}/sign-off`
    const made = createSignOffOutbox({
      session,
      send: (section, step) => api.call(path(section), anythingSchema, { method: 'PUT', body: step }),
      isPassing,
      again: (work) => void setTimeout(work, AGAIN_MS),
      onRefused: (_section, error) => showToast({ text: errorText.get()(error), tone: 'bad' }),
      memory: browserMemory,
      exclusively,
    })
    return { outbox: made, live: createSignOffs({ session, wanted: made, later }) }
  }, [session, api, errorText])
  useEffect(() => live.start(), [live])
  useEffect(() => outbox.start(), [outbox])
  return useMemo(
    () => ({
      live,
      take: takeIn(session, outbox),
      cancel: (section) => outbox.cancel(section),
    }),
    [session, live, outbox],
  )
}
