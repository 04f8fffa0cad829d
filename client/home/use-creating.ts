/** Making a new plan: the sample, or one that a dialog asks about. Owns which is under way and what went wrong. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAct } from '../act.ts'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'

export interface NewPlan {
  title: string
  year: number
  organisation?: string
}

export interface Creating {
  /** The dialog for a new plan is open. */
  asking: boolean
  /** What is being made now, if anything. */
  busy: 'sample' | 'plan' | null
  ask: () => void
  cancel: () => void
  createSample: () => void
  /** Resolves when the plan is open; rejects with ApiError. */
  create: (plan: NewPlan) => Promise<void>
}

export const useCreating = (api: Api, onOpen: (planId: string) => void): Creating => {
  const errorText = useErrorText()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState<Creating['busy']>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => void (isHere.current = false)
  }, [])
  const make = useCallback(
    async (what: 'sample' | 'plan', call: () => Promise<string>) => {
      setBusy(what)
      try {
        const made = await call()
        // Whoever has gone on meanwhile is not taken along: it is in the list.
        if (isHere.current) onOpen(made)
      } finally {
        setBusy(null)
      }
    },
    [onOpen],
  )
  const createSample = useCallback(() => {
    make('sample', () => api.createSample(act)).catch((error: unknown) =>
      showToast({ text: errorText(error), tone: 'bad' }),
    )
  }, [api, make, act, errorText])
  const create = useCallback(
    (plan: NewPlan) => make('plan', () => api.createPlan(plan, act)),
    [api, make, act],
  )
  return {
    asking,
    busy,
    ask: () => setAsking(true),
    cancel: () => setAsking(false),
    createSample,
    create,
  }
}
