/** Rows of other plans put into the open one: asked of the server, then brought to life as one step of the person's own (SPEC GB6). */
import * as z from 'zod/mini'
import { isBorn, wakeGathered } from '../../shared/plan/gather/wake.ts'
import type { Act } from '../act.ts'
import { type Api, ApiError, LONGEST_MS } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { within } from '../within.ts'

const madeSchema = z.object({
  rows: z.array(z.string()),
  sections: z.array(z.string()),
  known: z.number(),
  left: z.array(z.string()),
})
export type PutInto = z.infer<typeof madeSchema>

/**
 * The answer may be here before the rows are, but not for longer than an answer may take: they come another way, which may hang.
 * Where another session takes this one's place meanwhile, they never come here.
 */
const untilBorn = ({ editing: { doc } }: PlanSession, made: PutInto): Promise<void> =>
  new Promise((resolve, reject) => {
    const time = within(LONGEST_MS, undefined)
    const stop = () => {
      time.end()
      doc.off('update', look)
      doc.off('destroy', gone)
    }
    const look = () => {
      if (!isBorn(doc, made)) return
      stop()
      resolve()
    }
    const gone = () => {
      stop()
      reject(new ApiError('source-moved', CONFLICT))
    }
    const late = () => {
      stop()
      reject(new ApiError('network', 0))
    }
    if (doc.isDestroyed) return gone()
    time.signal.addEventListener('abort', late)
    doc.on('update', look)
    doc.on('destroy', gone)
    look()
  })

const CONFLICT = 409

/** Resolves when the rows are in the plan. @throws ApiError, `source-moved` also where the session ended before they came, `network` where they do not come */
export const putInto = async (api: Api, session: PlanSession, body: object, act?: Act): Promise<PutInto> => {
  const path = `/api/plans/${encodeURIComponent(session.planId)}/gather`
  const made = await api.call(path, madeSchema, { method: 'POST', body: { ...body, asleep: true }, act })
  if (made.rows.length === 0) return made
  await untilBorn(session, made)
  const { undo, editing } = session
  undo.cut()
  wakeGathered(editing, made)
  undo.cut()
  return made
}
