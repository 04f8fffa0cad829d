/** Which rows of the year are drawn again when somebody changes one. */
import { act, Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
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
import { type TestSession, sessionOf } from '../table/support.ts'
import { IntlProvider } from 'react-intl'

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
  actions: {} as YearActions,
  drag: new BarDrag({ judge: () => ({ may: true, words: '' }), onDrop: () => {} }),
  focus: new YearFocus(),
  reveal: new Reveal({ root: () => null, has: () => false, scrollTo: () => {} }),
  announcer: createAnnouncer(),
  reading: new Box(yearOf(session.projection.view(), { by: 'section', shown: null, departments: [] })),
  toRow: new Box<(row: string) => void>(() => {}),
  months: monthNames('ru'),
  locale: 'ru',
  year: 2022,
})

const NOBODY: readonly never[] = []

const Rows = ({ session, onDraw }: { session: PlanSession; onDraw: (row: string) => void }) => {
  const { lines, count } = useYearReading(usePlan(session), 'section', null, NOBODY)
  return lines.map(
    (line, at) =>
      line.kind === 'row' && (
        <Profiler key={line.key} id={line.key} onRender={onDraw}>
          <RowLine dated={line.dated} place={at} count={count} isFirst={at === 1} />
        </Profiler>
      ),
  )
}

test('[YV10] a colleague’s words, and the step of the focus, draw their own rows again and no other', async () => {
  const session = sessionOf(planDoc(planDraft(2, 5)))
  const scope = scopeOf(session)
  const rows = session.projection.view().sections.flatMap((section) => section.rows.map(({ id }) => id))
  const drawn: string[] = []
  const root = createRoot(document.createElement('div'))
  await act(async () =>
    root.render(
      <IntlProvider locale="ru" messages={{}} onError={() => {}}>
        <YearWords>
          <RowContext value={scope}>
            <YearContext value={scope}>
              <Rows session={session} onDraw={(row) => void drawn.push(row)} />
            </YearContext>
          </RowContext>
        </YearWords>
      </IntlProvider>,
    ),
  )
  expect(drawn).toEqual(rows)
  drawn.length = 0
  await act(async () => void setCell(session.editing, rows[3] ?? '', 'period', textToBlocks('июнь – август')))
  expect(drawn).toEqual([rows[3]])
  drawn.length = 0
  await act(async () => scope.focus.set({ at: rows[7] ?? '' }))
  expect(new Set(drawn)).toEqual(new Set([rows[7]]))
  await act(async () => root.unmount())
})
