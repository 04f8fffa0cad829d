/** The sign-offs of an open plan, followed for as long as a page shows it, and the steps taken there. Owns their life alone. */
import { useEffect, useMemo } from 'react'
import { hashOfSectionView } from '../../shared/plan/signed-content.ts'
import type { SignOffStep } from '../../shared/plan/sign-off.ts'
import { type Api, ApiError } from '../api.ts'
import { anythingSchema } from '../api-schemas.ts'
import { browserMemory } from '../browser-memory.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { useBox } from './box.ts'
import type { PlanSession } from './plan-session.ts'
import { createRefusedRemarks } from './refused-remarks.ts'
import { type SignOffOutbox, createSignOffOutbox } from './sign-off-outbox.ts'
import { type LiveSignOffs, createSignOffs } from './sign-offs.ts'

export interface SignOffDesk {
  readonly live: LiveSignOffs
  /** What the section says here and now; null for none. */
  readonly hashOf: (section: string) => string | null
  /** Takes a step with what the section says, or said when it was looked at (`hash`). */
  readonly take: (section: string, state: SignOffStep, more?: { remark: string; hash: string | null }) => void
  /** Takes it back before the server knows of it. */
  readonly cancel: (section: string) => void
  /** The remark of a return that was refused here; '' for none. */
  readonly refusedRemark: (section: string) => string
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

const hashIn =
  ({ projection }: PlanSession): SignOffDesk['hashOf'] =>
  (section) => {
    const { sections, columns } = projection.view()
    const view = sections.find(({ id }) => id === section)
    return view ? hashOfSectionView(view, columns) : null
  }

const titleIn = ({ projection }: PlanSession, section: string): string =>
  projection.view().sections.find(({ id }) => id === section)?.title ?? ''

const takeIn =
  (hashOf: SignOffDesk['hashOf'], outbox: SignOffOutbox): SignOffDesk['take'] =>
  (section, state, { remark, hash: seen } = { remark: '', hash: null }) => {
    const hash = seen ?? hashOf(section)
    if (hash !== null) outbox.want(section, { state, remark, hash })
  }

/** Says which section it is about; an answer may come long after the step. */
const useRefusal = (session: PlanSession) => {
  const text = useText()
  const errorText = useErrorText()
  return useBox((section: string, error: unknown) => {
    const title = titleIn(session, section) || text('plan.section.untitled')
    showToast({ text: text('plan.signoff.refused', { section: title, why: errorText(error) }), tone: 'bad' })
  })
}

export const useSignOffs = (session: PlanSession, api: Api): SignOffDesk => {
  const refusal = useRefusal(session)
  const { outbox, live, remarks } = useMemo(() => {
    const path = (section: string) =>
      `/api/plans/${encodeURIComponent(session.planId)}/sections/${encodeURIComponent(section)}/sign-off`
    const refused = createRefusedRemarks(browserMemory, session)
    const made = createSignOffOutbox({
      session,
      send: (section, step) => api.call(path(section), anythingSchema, { method: 'PUT', body: step }),
      isPassing,
      again: (work) => void setTimeout(work, AGAIN_MS),
      onRefused: (section, error, step) => {
        if (step.remark !== '') refused.set(section, step.remark)
        refusal.get()(section, error)
      },
      memory: browserMemory,
      exclusively,
    })
    return { outbox: made, remarks: refused, live: createSignOffs({ session, wanted: made, later }) }
  }, [session, api, refusal])
  useEffect(() => live.start(), [live])
  useEffect(() => outbox.start(), [outbox])
  return useMemo(() => {
    const hashOf = hashIn(session)
    const take = takeIn(hashOf, outbox)
    return {
      live,
      hashOf,
      take: (section, state, more) => {
        remarks.set(section, '')
        take(section, state, more)
      },
      cancel: (section) => outbox.cancel(section),
      refusedRemark: (section) => remarks.get(section),
    }
  }, [session, live, outbox, remarks])
}
