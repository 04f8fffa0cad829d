/** Rows of other plans put into the open one: asked of the server, then brought to life as one step of the person's own (SPEC GB6). */
import * as z from 'zod/mini'
import { isBorn, wakeGathered } from '../../shared/plan/gather/wake.ts'
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'

const madeSchema = z.object({
  rows: z.array(z.string()),
  sections: z.array(z.string()),
  known: z.number(),
  left: z.array(z.string()),
})
export type PutInto = z.infer<typeof madeSchema>

/** The answer may be here before the rows are. */
const untilBorn = ({ editing: { doc } }: PlanSession, made: PutInto): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!isBorn(doc, made)) return
      doc.off('update', look)
      resolve()
    }
    doc.on('update', look)
    look()
  })

/** Resolves when the rows are in the plan. @throws ApiError */
export const putInto = async (api: Api, session: PlanSession, body: object): Promise<PutInto> => {
  const path = `/api/plans/${encodeURIComponent(session.planId)}/gather`
  const made = await api.call(path, madeSchema, { method: 'POST', body: { ...body, asleep: true } })
  if (made.rows.length === 0) return made
  await untilBorn(session, made)
  const { undo, editing } = session
  undo.cut()
  wakeGathered(editing, made)
  undo.cut()
  return made
}
