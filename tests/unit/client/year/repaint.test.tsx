/** Which rows of the year are drawn again when somebody changes one. */
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import { createAnnouncer } from '../../../../client/plan/announcer.ts'
import { Box } from '../../../../client/plan/box.ts'
import type { PlanSession } from '../../../../client/plan/plan-session.ts'
import { RowPeople } from '../../../../client/plan/row-people.ts'
import { usePlan } from '../../../../client/plan/use-plan.ts'
import { RowContext } from '../../../../client/row/row-context.ts'
import { YearFocus } from '../../../../client/year/focus.ts'
import { monthNames } from '../../../../client/year/months.ts'
import { RowLine } from '../../../../client/year/RowLine.tsx'
import { useYearReading } from '../../../../client/year/use-year-reading.ts'
import type { YearActions } from '../../../../client/year/actions.ts'
import { BarDrag } from '../../../../client/year/bar-drag.ts'
import { Reveal } from '../../../../client/year/reveal.ts'
import { YearContext, type YearScope } from '../../../../client/year/year-context.ts'
import { YearWords } from '../../../../client/year/YearWords.tsx'
import { setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { yearOf } from '../../../../shared/year/year.ts'
import { planDoc, planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, sessionOf } from '../table/support.ts'

const scopeOf = (session: TestSession): YearScope => ({
  session,
  departments: [],
  rights: session.rights.get(),
  comments: null,
  checks: null,
  people: new RowPeople(session.colleagues),
  language: 'ru',
  openInDocument: () => {},
  setState: () => {},
  askFact: () => {},
  actions: {} as YearActions,
  drag: new BarDrag({
    judge: () => ({ may: true, words: '' }),
    onDrop: () => {},
    find: () => null,
    onStale: () => {},
  }),
  focus: new YearFocus(),
  place: { focus: new YearFocus(), scrolled: null, keys: null },
  rows: new Box<readonly string[] | null>(null),
  reveal: new Reveal({ root: () => null, has: () => false, scrollTo: () => {} }),
  announcer: createAnnouncer(),
  reading: new Box(yearOf(session.projection.view(), { by: 'section', shown: null, departments: [] })),
  toRow: new Box<(row: string) => void>(() => {}),
  months: monthNames('ru'),
  locale: 'ru',
  year: 2022,
})

const NOBODY: readonly never[] = []

const Rows = ({ session }: { session: PlanSession }) => {
  const { lines, count } = useYearReading(usePlan(session), 'section', null, NOBODY)
  return lines.map(
    (line, at) =>
      line.kind === 'row' && (
        <RowLine key={line.key} dated={line.dated} place={at} count={count} isFirst={at === 1} />
      ),
  )
}

const shown = (page: Element, row: string): (string | null | undefined)[] => {
  const line = page.querySelector(`[data-row="${row}"]`)
  const words = line?.querySelector('[data-lane] [aria-hidden] span')?.textContent
  return [words, line?.querySelector('button')?.getAttribute('aria-label')]
}

test('[YV4, YV10] a colleague’s words stand beside the bar and in the name of the row, and draw no other row again', async () => {
  const session = sessionOf(planDoc(planDraft(2, 5)))
  // Asked by every row that is drawn.
  const may = vi.spyOn(session.rights.get(), 'may')
  const scope = scopeOf(session)
  const rows = session.projection.view().sections.flatMap((section) => section.rows.map(({ id }) => id))
  const { container, remove } = await draw(
    <YearWords>
      <RowContext value={scope}>
        <YearContext value={scope}>
          <Rows session={session} />
        </YearContext>
      </RowContext>
    </YearWords>,
  )
  expect(may).toHaveBeenCalledTimes(rows.length)
  may.mockClear()
  const [row = '', other = ''] = [rows[3], rows[7]]
  act(() => void setCell(session.editing, row, 'period', textToBlocks('июнь – август')))
  expect(may).toHaveBeenCalledTimes(1)
  expect(shown(container, row)).toEqual(['июнь – август', expect.stringContaining('июнь – август')])
  may.mockClear()
  act(() => scope.focus.set({ at: other }))
  expect(may).toHaveBeenCalledTimes(1)
  await remove()
})
