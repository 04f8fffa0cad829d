/** What every view of rows beside the document does in the same way: telling, closing what has gone, fetching the editor. */
import { useEffect } from 'react'
import type { PlanView } from '../../shared/plan/view.ts'
import { loadEditorWhenIdle } from '../editor/load-editor.ts'
import { showLostCode } from '../lost-code.ts'
import type { Announcer } from '../plan/announcer.ts'
import { useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { mayPutBack, putBack, takenBy, titleOf } from '../plan/taken.ts'
import { useStore } from '../plan/use-plan.ts'
import { showToast } from '../ui/toast.ts'
import { type Text, useText } from '../ui/use-text.ts'
import type { RowFocus } from './view-focus.ts'

const isShown = (view: PlanView, row: string): boolean =>
  view.sections.some(({ rows }) => rows.some(({ id }) => id === row))

/** Says what took the open row away, unless I did, and offers the way back where it is mine to go. */
const tellGone = (session: PlanSession, focus: RowFocus, row: string, text: Text): void => {
  const taken = takenBy(session.doc, session.projection.view(), row)
  if (taken?.entry.deleted.by === session.me.id) return
  const title = (taken && titleOf(taken.entry)) || text('row.untitled')
  const run = () => {
    if (taken && putBack(session, taken.entry)) focus.set({ open: row, at: row })
  }
  const may = taken !== null && mayPutBack(session.rights.get(), taken.entry)
  showToast({
    text: text(`row.gone.${taken?.kind ?? 'row'}`, { title }),
    ...(may && { action: { label: text('row.putBack'), run } }),
  })
}

/** Tells colleagues which row is open, and closes it when it stands in no section any more: whoever writes there is told (SPEC SH11). */
export const useOpenRow = (session: PlanSession, focus: RowFocus): void => {
  const { open } = useStore(focus)
  const text = useBox(useText())
  const isGone = open !== null && !isShown(session.projection.view(), open)
  useEffect(() => {
    if (!isGone || open === null) return
    focus.set({ open: null })
    tellGone(session, focus, open, text.get())
  }, [isGone, open, focus, session, text])
  useEffect(() => {
    session.setPlace(open === null ? null : { row: open, field: 'title', section: null })
    return () => session.setPlace(null)
  }, [session, open])
}

/** Whoever opens a row writes in it next. */
export const useEditorPreload = (): void => {
  const text = useText()
  useEffect(() => {
    loadEditorWhenIdle((error) => showLostCode(error, text, text('table.said.editorFailed')))
  }, [text])
}

/** What is said to a screen reader. */
export const Said = ({ announcer }: { announcer: Announcer }) => (
  <div role="status" aria-live="polite" className="visually-hidden">
    {useStore(announcer)}
  </div>
)
