/** Makes what a sheet shares, once a session: model, verbs, people, drag. Wires them to undo and presence. */
import { type RefObject, useEffect, useMemo } from 'react'
import { type Box, useBox } from '../plan/box.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import type { Rights } from '../plan/rights.ts'
import { useStore } from '../plan/use-plan.ts'
import { type ToastAction, showToast } from '../ui/toast.ts'
import { useDragPage } from '../ui/use-drag-page.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { SheetActions } from './actions.ts'
import { type Announcer, createAnnouncer } from '../plan/announcer.ts'
import { SheetCells } from './cells.ts'
import { ColleagueIndex } from './colleague-index.ts'
import { Hover } from './hover.ts'
import { type Line, linesOf } from './lines.ts'
import { mayWrite } from './permits.ts'
import { Picks } from './picks.ts'
import { RowDrag } from './row-drag.ts'
import { scrollerOf } from './scroller.ts'
import type { Department, SheetScope } from './sheet-context.ts'
import type { SheetModel } from './sheet-model.ts'
import { elementAt, placeOf, spotOf } from './spots.ts'

interface ScopeSetup {
  session: PlanSession
  model: SheetModel
  departments: readonly Department[]
  language: SheetScope['language']
  comments: SheetComments | null
  signOffs: SheetScope['signOffs']
  lines: readonly Line[]
  list: RefObject<HTMLElement | null>
  checks: SheetScope['checks']
  askPeriod: SheetScope['askPeriod']
  askFile: SheetScope['askFile']
  askPlans: SheetScope['askPlans']
  askFact: SheetScope['askFact']
  lookBack: SheetScope['lookBack']
}

/** The focus tells colleagues where I am, and ends the undo step of the cell that was left. */
const useFocusWiring = ({ session, model }: Pick<SheetScope, 'session' | 'model'>): void => {
  useEffect(() => {
    const tell = () => {
      const focus = model.get()
      const place = focus && placeOf(focus.spot)
      session.undo.cut()
      session.undo.at(place)
      session.setPlace(place)
    }
    const stop = model.subscribe(tell)
    return () => {
      stop()
      session.setPlace(null)
    }
  }, [session, model])
  useEffect(
    () =>
      session.undo.onStep(({ place }) => {
        const spot = place && spotOf(place)
        if (spot) model.set(spot, model.get()?.mode === 'edit' ? 'edit' : 'select')
      }),
    [session, model],
  )
}

/** What was typed before the editor had come goes into the cell in which it was typed, also once that or the plan is left. */
const useTypedLeft = ({
  session,
  model,
  actions,
}: Pick<SheetScope, 'session' | 'model' | 'actions'>): void => {
  useEffect(() => model.onTypedLeft(({ spot, text }) => actions.typeInto(spot, text)), [model, actions])
  useEffect(() => session.onEnding?.(() => model.leaveTyped()), [session, model])
}

/** Who may not write here any more (the plan was closed, the right withdrawn) is not left typing into an open cell. */
const useClosedWhenNotMine = (
  { model, session }: Pick<SheetScope, 'model' | 'session'>,
  rights: Rights,
): void => {
  useEffect(() => {
    const focus = model.get()
    if (focus?.mode !== 'edit' || mayWrite(rights, session.projection.view(), focus.spot)) return
    model.set(focus.spot, 'select')
  }, [model, session, rights])
}

const makeScope = (session: PlanSession, model: SheetModel, setup: Box<ScopeSetup>, words: Box<Text>) => {
  const announcer: Announcer = createAnnouncer()
  const text: Text = (key, values) => words.get()(key, values)
  const offerUndo = (message: string, run: () => void, more?: ToastAction) => {
    const back = { label: text('table.undo'), run, until: session.undo.last().onGone }
    showToast({ text: message, action: back, ...(more && { more }) })
  }
  const tell = (message: string) => showToast({ text: message })
  const lines = () => setup.get().lines
  const actions = new SheetActions({ session, model, announcer, text, lines, offerUndo, tell })
  const columns = () => session.projection.view().columns.flatMap(({ id, hidden }) => (hidden ? [] : [id]))
  const picks = new Picks({ model, lines, columns })
  const cells = new SheetCells({ session, model, actions, announcer, picks, text, lines, offerUndo })
  const drag = new RowDrag({
    lines,
    all: () => linesOf(session.projection.view()),
    list: () => setup.get().list.current,
    scroller: () => {
      const list = setup.get().list.current
      return list && scrollerOf(list)
    },
    mayLand: (section) => session.rights.get().may('rows.edit', section),
    onDrop: (row, drop) => void actions.moveTo(row, drop.target),
  })
  const refocus = () => {
    const focus = model.get()
    const sheet = setup.get().list.current?.closest('[data-sheet]')
    if (focus && sheet && !model.refocusEditor()) elementAt(sheet, focus.spot)?.focus({ preventScroll: true })
  }
  return {
    session,
    model,
    actions,
    cells,
    picks,
    announcer,
    drag,
    refocus,
    hover: new Hover(),
    people: new ColleagueIndex(session.colleagues),
  }
}

export const useScope = (setup: ScopeSetup): SheetScope & { announcer: Announcer } => {
  const { session, model, departments, language, checks, comments, signOffs } = setup
  const { askPeriod, askFact, askFile, askPlans, lookBack } = setup
  const text = useText()
  const words = useBox(text)
  const latest = useBox(setup)
  const made = useMemo(() => makeScope(session, model, latest, words), [session, model, latest, words])
  const rights = useStore(session.rights)
  useFocusWiring(made)
  useTypedLeft(made)
  useDragPage(made.drag)
  useClosedWhenNotMine(made, rights)
  // Rows came, went or moved: what is picked is read anew.
  useEffect(() => made.picks.refresh(), [made, setup.lines])
  return useMemo(
    () => ({
      ...made,
      departments,
      language,
      rights,
      checks,
      askPeriod,
      askFact,
      askFile,
      askPlans,
      lookBack,
      comments,
      signOffs,
    }),
    [
      made,
      departments,
      language,
      rights,
      checks,
      askPeriod,
      askFact,
      askFile,
      askPlans,
      lookBack,
      comments,
      signOffs,
    ],
  )
}
