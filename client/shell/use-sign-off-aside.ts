/** The sign-offs of a plan's page: brings the sheet and the panel beside it together. Owns which section was asked for. */
import { useCallback, useMemo, useState } from 'react'
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { ShownSignOffs } from '../plan/sign-offs.ts'
import { type SignOffDesk, useSignOffs } from '../plan/use-sign-offs.ts'

export interface SignOffAside {
  desk: SignOffDesk
  /** The section whose sign-off was asked for; null: none in particular. */
  asked: string | null
  sheet: ShownSignOffs
  open: (section: string | null) => void
}

/** The sign-offs, and which of them was asked for. */
export const useSignOffAside = (session: PlanSession, api: Api, show: () => void): SignOffAside => {
  const desk = useSignOffs(session, api)
  const [asked, setAsked] = useState<string | null>(null)
  const open = useCallback(
    (section: string | null) => {
      setAsked(section)
      show()
    },
    [show],
  )
  const sheet = useMemo(() => ({ store: desk.live, open }), [desk, open])
  return useMemo(() => ({ desk, asked, sheet, open }), [desk, asked, sheet, open])
}
