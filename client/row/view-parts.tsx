/** What every view of rows beside the document does in the same way: telling, closing what has gone, fetching the editor. */
import { useEffect } from 'react'
import { loadEditorWhenIdle } from '../editor/load-editor.ts'
import type { Announcer } from '../plan/announcer.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import type { RowFocus } from './view-focus.ts'

/** Tells colleagues which row is open, and closes it when it has gone; `rows` are those that the view has. */
export const useOpenRow = (
  session: PlanSession,
  focus: RowFocus,
  rows: { has(row: string): boolean },
): void => {
  const { open } = useStore(focus)
  const isGone =
    open !== null && !rows.has(open) && session.projection.view().trash.some(({ id }) => id === open)
  useEffect(() => {
    if (isGone) focus.set({ open: null })
  }, [isGone, focus])
  useEffect(() => {
    session.setPlace(open === null ? null : { row: open, field: 'title', section: null })
    return () => session.setPlace(null)
  }, [session, open])
}

/** Whoever opens a row writes in it next. */
export const useEditorPreload = (): void => {
  const text = useText()
  useEffect(() => {
    loadEditorWhenIdle(() => showToast({ text: text('table.said.editorFailed'), tone: 'bad' }))
  }, [text])
}

/** What is said to a screen reader. */
export const Said = ({ announcer }: { announcer: Announcer }) => (
  <div role="status" aria-live="polite" className="visually-hidden">
    {useStore(announcer)}
  </div>
)
