/** A plan, its lines and a session in memory for tests of the sheet's logic. */
import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Colleague, PlanSession, Store } from '../../../../client/plan/plan-session.ts'
import { type Rights, rightsIn } from '../../../../client/plan/rights.ts'
import { createUndo } from '../../../../client/plan/undo.ts'
import { SheetActions } from '../../../../client/table/actions.ts'
import { createAnnouncer } from '../../../../client/plan/announcer.ts'
import { linesOf, linesShown } from '../../../../client/table/lines.ts'
import { keyOfSpot } from '../../../../client/table/spots.ts'
import { SheetModel } from '../../../../client/table/sheet-model.ts'
import type { Identity } from '../../../../shared/identity.ts'
import type { ItemDraft, PlanDraft } from '../../../../shared/plan/json.ts'
import { ThreadsProjection } from '../../../../shared/comments/threads.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'

export const store = <T>(initial: T): Store<T> & { set(value: T): void } => {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Rows by level: `[0, 1, 2, 0]` is a row, its child, its grandchild, and another row. */
export const leveled = (...sections: readonly (readonly number[])[]): PlanDraft => ({
  ...planDraft(0, 0),
  sections: sections.map((levels, section) => ({
    title: `Раздел ${section + 1}`,
    department: null,
    items: levels.map((level, row): ItemDraft => itemDraft(`${section + 1}-${row + 1}`, { level })),
  })),
})

type Settable<T> = ReturnType<typeof store<T>>

/** A session whose colleagues and rights the test changes. */
export type TestSession = PlanSession & {
  colleagues: Settable<readonly Colleague[]>
  rights: Settable<Rights>
}

const ANNA = identityOf({ id: 'anna', name: 'Анна', role: 'chief', hue: 1 })

export const sessionOf = (doc: Y.Doc, who: Identity = ANNA): TestSession => {
  const editing = { ...editingOf(doc), name: who.name }
  const projection = new PlanProjection(doc)
  const undo = createUndo(doc, 'anna')
  undo.track(editing.origin)
  return {
    planId: 'p1',
    me: who,
    doc,
    awareness: new Awareness(doc),
    projection,
    threads: new ThreadsProjection(doc),
    editing,
    undo,
    saved: store({ kind: 'saved' }),
    connection: store({ kind: 'ready', online: true }),
    colleagues: store<readonly Colleague[]>([]),
    rights: store(rightsIn(who, false, projection.view())),
    setPlace: () => undefined,
    holdOthers: () => () => undefined,
    close: () => undefined,
  }
}

/** An open sheet without its page. What is announced comes as message keys. */
export const openSheet = (draft: PlanDraft, who?: Identity) => {
  const session = sessionOf(planDoc(draft), who)
  const model = new SheetModel()
  const announcer = createAnnouncer()
  const offered: string[] = []
  const text = (key: string, values?: object) => (values ? `${key} ${JSON.stringify(values)}` : key)
  const offerUndo = (message: string) => void offered.push(message)
  const told: string[] = []
  const tell = (message: string) => void told.push(message)
  const view = () => session.projection.view()
  let shown: ReadonlySet<string> | null = null
  /** Filters rows. */
  const only = (rows: readonly string[]) => void (shown = new Set(rows))
  const held = () => keyOfSpot(model.get()?.spot ?? null) ?? ''
  const lines = () => (shown === null ? linesOf(view()) : linesShown(linesOf(view()), shown, held()))
  const actions = new SheetActions({ session, model, announcer, text, lines, offerUndo, tell })
  /** Row ids, section by section. */
  const ids = () => view().sections.map((section) => section.rows.map((row) => row.id))
  const levels = () => view().sections.map((section) => section.rows.map((row) => row.level))
  return { session, model, announcer, actions, offered, told, view, lines, only, ids, levels }
}
