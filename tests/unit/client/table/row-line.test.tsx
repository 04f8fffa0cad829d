/** A row of the sheet as it is drawn, and the menu that it has for whoever reads it. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { rightsIn } from '../../../../client/plan/rights.ts'
import { ColleagueIndex } from '../../../../client/table/colleague-index.ts'
import { Hover } from '../../../../client/table/hover.ts'
import { layoutOf } from '../../../../client/table/layout.ts'
import { rowKey } from '../../../../client/table/lines.ts'
import { Picks } from '../../../../client/table/picks.ts'
import { RowDrag } from '../../../../client/table/row-drag.ts'
import { RowLine } from '../../../../client/table/RowLine.tsx'
import { SheetContext, type SheetScope } from '../../../../client/table/sheet-context.ts'
import { openMenuOf } from '../../../../client/table/use-held-menu.ts'
import type { Identity } from '../../../../shared/identity.ts'
import { planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { openSheet } from './support.ts'

let remove = async () => {}
afterEach(() => remove())

/** The words in the menu of the first row, which keys open. */
const menuFor = async (who: Identity, locked = false): Promise<(string | null)[]> => {
  const { session, model, actions, lines, view } = openSheet(planDraft(1, 2), who)
  const [row] = view().sections[0]?.rows ?? []
  if (!row) throw new Error('no row')
  const hover = new Hover()
  const nothing = () => {}
  const drag = new RowDrag({
    lines,
    all: lines,
    list: () => null,
    scroller: () => null,
    mayLand: () => true,
    onDrop: nothing,
  })
  const scope: Partial<SheetScope> = {
    session,
    model,
    actions,
    hover,
    drag,
    picks: new Picks({ model, lines, columns: () => view().columns.map(({ id }) => id) }),
    people: new ColleagueIndex(session.colleagues),
    departments: [],
    rights: rightsIn(who, locked, view()),
    askPeriod: nothing,
    askFact: nothing,
    askFile: null,
    askPlans: null,
    lookBack: nothing,
    checks: null,
    comments: null,
    signOffs: null,
    refocus: nothing,
  }
  const drawn = await draw(
    <SheetContext value={scope as SheetScope}>
      <RowLine row={row} index={0} layout={layoutOf(view().columns)} measure={nothing} />
    </SheetContext>,
  )
  remove = drawn.remove
  await act(async () => hover.set(rowKey(row.id)))
  const line = drawn.container.querySelector('[data-line]')
  expect(openMenuOf(line?.querySelector('[role=gridcell]'))).toBe(false)
  await act(async () => expect(openMenuOf(line)).toBe(true))
  return [...document.querySelectorAll('[role=menuitem]')].map((item) => item.textContent)
}

const READING = [ru('table.row.history'), ru('table.row.authors'), ru('table.row.link')]
const TELLING = [ru('table.row.done'), ru('table.row.fact')]

test('[SH20] [HX3] whoever only reads a row has its menu, with its history, its authors and its link', async () => {
  expect(await menuFor(identityOf({ id: 'vera', name: 'Вера', role: 'viewer', hue: 3 }))).toEqual(READING)
})

test('[SH20] [FC9] who may write in a locked plan is offered what became of the row, too', async () => {
  const chief = identityOf({ id: 'anna', name: 'Анна', role: 'chief', hue: 1 })
  expect(await menuFor(chief, true)).toEqual([...TELLING, ...READING])
})
