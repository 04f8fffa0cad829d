/**
 * What happens to the focus when its place goes: a row, a section or a column that is deleted or hidden under the
 * caret. Keys must not go on into nowhere, and who was writing there is told where the words are.
 */
import { useEffect } from 'react'
import type * as Y from 'yjs'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { PlanView, TrashEntry } from '../../shared/plan/view.ts'
import { useBox } from '../plan/box.ts'
import { mayPutBack, takenBy, titleOf } from '../plan/taken.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import type { Announcer } from '../plan/announcer.ts'
import type { Spot } from './grid-nav.ts'
import type { SheetScope } from './sheet-context.ts'

type Kind = 'row' | 'above' | 'around' | 'section' | 'column' | 'hidden'

export interface Gone {
  readonly kind: Kind
  readonly id: string
  /** What lies in the trash; null where nothing does. */
  readonly entry: TrashEntry | null
}

const MESSAGES: Record<Kind, MessageKey> = {
  row: 'table.gone.row',
  above: 'table.gone.above',
  around: 'table.gone.around',
  section: 'table.gone.section',
  column: 'table.gone.column',
  hidden: 'table.gone.hidden',
}

const entryOf = (view: PlanView, kind: TrashEntry['kind'], id: string): TrashEntry | null =>
  view.trash.find((one) => one.kind === kind && one.id === id) ?? null

/** What took the spot away; null where it is there. */
export const goneAt = (view: PlanView, spot: Spot, doc: Y.Doc): Gone | null => {
  if (spot.kind === 'block') return null
  if (spot.kind === 'band') {
    const id = spot.section
    const isThere = view.sections.some((section) => section.id === id)
    return isThere ? null : { kind: 'section', id, entry: entryOf(view, 'section', id) }
  }
  const column = view.columns.find((one) => one.id === spot.column)
  if (column === undefined) {
    return { kind: 'column', id: spot.column, entry: entryOf(view, 'column', spot.column) }
  }
  if (column.hidden) return { kind: 'hidden', id: spot.column, entry: null }
  if (view.sections.some((section) => section.rows.some((row) => row.id === spot.row))) return null
  const taken = takenBy(doc, view, spot.row)
  return { kind: taken?.kind ?? 'row', id: taken?.entry.id ?? spot.row, entry: taken?.entry ?? null }
}

/** The way back, where it is mine to go; what I wrote in is open again only once it is there. */
export const wayBack = (
  { actions, model, session }: Pick<SheetScope, 'actions' | 'model' | 'session'>,
  { kind, id, entry }: Gone,
  spot: Spot,
): (() => void) | null => {
  const may =
    kind === 'hidden'
      ? actions.allows('columns.edit')
      : entry !== null && mayPutBack(session.rights.get(), entry)
  if (!may) return null
  return () => {
    const done = entry === null ? actions.hideColumn(id, false) : actions.restore(entry.kind, entry.id)
    if (done && goneAt(session.projection.view(), spot, session.doc) === null) model.set(spot, 'edit')
  }
}

export const useGoneFocus = (scope: SheetScope & { announcer: Announcer }, view: PlanView): void => {
  const latest = useBox({ ...scope, text: useText() })
  const { model, session } = scope
  useEffect(() => {
    const check = () => {
      const focus = model.get()
      const gone = focus && goneAt(session.projection.view(), focus.spot, session.doc)
      if (!focus || !gone) return
      model.clear()
      // I did it myself, by undoing what I had made or in another tab: then there is nothing to tell.
      if (focus.mode !== 'edit' || gone.entry?.deleted.by === session.me.id) return
      const { announcer, text } = latest.get()
      const title = (gone.entry && titleOf(gone.entry)) || text('table.trash.untitled')
      const message = text(MESSAGES[gone.kind], { title })
      const run = wayBack(latest.get(), gone, focus.spot)
      announcer.say(message)
      showToast({ text: message, ...(run && { action: { label: text('table.trash.restore'), run } }) })
    }
    check()
    return model.subscribe(check)
  }, [model, session, latest, view])
}
