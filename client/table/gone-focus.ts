/**
 * What happens to the focus when its place goes: a row, a section or a column that is deleted or hidden under the
 * caret. Keys must not go on into nowhere, and who was writing there is told where the words are.
 */
import { useEffect } from 'react'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { PlanView } from '../../shared/plan/view.ts'
import { useBox } from '../plan/box.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import type { Announcer } from '../plan/announcer.ts'
import type { Spot } from './grid-nav.ts'
import type { SheetScope } from './sheet-context.ts'

type Kind = 'row' | 'section' | 'column' | 'hidden'

interface Gone {
  readonly kind: Kind
  readonly id: string
}

const MESSAGES: Record<Kind, MessageKey> = {
  row: 'table.gone.row',
  section: 'table.gone.section',
  column: 'table.gone.column',
  hidden: 'table.gone.hidden',
}

/** What took the spot away; null where it is there. */
export const goneAt = (view: PlanView, spot: Spot): Gone | null => {
  if (spot.kind === 'block') return null
  if (spot.kind === 'band') {
    const isThere = view.sections.some((section) => section.id === spot.section)
    return isThere ? null : { kind: 'section', id: spot.section }
  }
  const column = view.columns.find((one) => one.id === spot.column)
  if (column === undefined) return { kind: 'column', id: spot.column }
  if (column.hidden) return { kind: 'hidden', id: spot.column }
  const isThere = view.sections.some((section) => section.rows.some((row) => row.id === spot.row))
  return isThere ? null : { kind: 'row', id: spot.row }
}

/** Whether I did it myself, by undoing what I had made or in another tab: then there is nothing to tell. */
const isOwn = (view: PlanView, { kind, id }: Gone, me: string): boolean =>
  view.trash.some((entry) => entry.kind === kind && entry.id === id && entry.deleted.by === me)

export const useGoneFocus = (scope: SheetScope & { announcer: Announcer }, view: PlanView): void => {
  const latest = useBox({ ...scope, text: useText() })
  const { model, session } = scope
  useEffect(() => {
    const check = () => {
      const focus = model.get()
      const now = session.projection.view()
      const gone = focus && goneAt(now, focus.spot)
      if (!focus || !gone) return
      model.clear()
      if (focus.mode !== 'edit' || isOwn(now, gone, session.me.id)) return
      const { actions, announcer, text } = latest.get()
      const message = text(MESSAGES[gone.kind])
      const restore = () => {
        if (gone.kind === 'hidden') actions.hideColumn(gone.id, false)
        else actions.restore(gone.kind, gone.id)
        model.set(focus.spot, 'edit')
      }
      announcer.say(message)
      showToast({ text: message, action: { label: text('table.trash.restore'), run: restore } })
    }
    check()
    return model.subscribe(check)
  }, [model, session, latest, view])
}
