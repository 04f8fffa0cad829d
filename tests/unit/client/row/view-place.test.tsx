/** The board and the year as a page draws them: under an exchange of the plan's session, in a narrow window, while a card is carried. */
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Board } from '../../../../client/board/Board.tsx'
import { useStore } from '../../../../client/plan/use-plan.ts'
import { Exchange } from '../../../../client/shell/Exchange.tsx'
import { noPlaces } from '../../../../client/shell/page-places.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { Year } from '../../../../client/year/Year.tsx'
import { setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, sessionOf } from '../table/support.ts'

const NOBODY: readonly never[] = []

const COMMON = {
  departments: NOBODY,
  shown: null,
  checks: null,
  comments: null,
  openInDocument: () => {},
  askFact: () => {},
}

const sectionOf = (title: string, department: string, ...items: string[]) => ({
  title,
  department,
  items: items.map((period, at) => itemDraft(`${title}-${at}`, { period })),
})

const makeSession = (): TestSession =>
  sessionOf(
    planDoc({
      ...planDraft(0, 0),
      sections: [
        sectionOf('A', 'events', 'март', 'май'),
        sectionOf('B', 'method', 'июнь'),
        sectionOf('C', 'method'),
      ],
    }),
  )

class Unmeasured {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

let remove = async () => {}

// jsdom measures nothing: without a size nothing is in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(900)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  vi.stubGlobal('ResizeObserver', Unmeasured)
  Object.assign(Element.prototype, {
    scrollTo(this: Element, { left, top }: ScrollToOptions) {
      if (left !== undefined) this.scrollLeft = left
      if (top !== undefined) this.scrollTop = top
    },
  })
})

afterEach(async () => {
  await remove()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const frames = () =>
  act(async () => {
    for (let at = 0; at < 3; at++) await new Promise((done) => requestAnimationFrame(done))
  })

/** A view in a page whose session can be exchanged. */
const opened = async (view: (session: TestSession) => ReactNode, isNarrow = false) => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    () => Object.assign(new EventTarget(), { matches: isNarrow }) as unknown as MediaQueryList,
  )
  const places = noPlaces()
  const session = createValue(makeSession())
  const Page = () => (
    <Exchange session={useStore(session)} places={places} waiting={null}>
      {view}
    </Exchange>
  )
  const drawn = await draw(<Page />)
  remove = drawn.remove
  await frames()
  const exchange = async () => {
    await act(async () => session.set(makeSession()))
    await frames()
  }
  const find = (selector: string) => drawn.container.querySelector<HTMLElement>(selector)
  return { session, exchange, find }
}

const rowAt = (session: TestSession, section: number, at: number): string =>
  session.projection.view().sections[section]?.rows[at]?.id ?? ''

for (const [name, row, view] of [
  ['board', 'data-card', (session) => <Board {...COMMON} session={session} by="month" />],
  ['year', 'data-year-row', (session) => <Year {...COMMON} session={session} by="section" />],
] as const satisfies readonly (readonly [string, string, (session: TestSession) => ReactNode])[]) {
  test(`[EP16] in the ${name} the row that is open stays open, and the keys go where they were`, async () => {
    const { session, exchange, find } = await opened(view)
    const id = rowAt(session.get(), 0, 1)
    const button = () => find(`[${row}="${id}"]`)
    await act(async () => button()?.click())
    expect(document.activeElement).toBe(find('[data-row-panel]'))
    await exchange()
    expect(find('[data-row-panel]')).not.toBeNull()
    expect(document.activeElement).toBe(find('[data-row-panel]'))
    await act(async () => button()?.focus())
    await exchange()
    expect(document.activeElement).toBe(button())
    await act(async () => button()?.blur())
    await exchange()
    expect([document.activeElement, find('[data-row-panel]') === null]).toEqual([document.body, false])
  })

  test(`[EP16] the ${name} stands where it was scrolled to`, async () => {
    const { exchange, find } = await opened(view)
    const scroller = () => find(`[data-${name}-scroller]`)
    const [side, px] = name === 'board' ? (['scrollLeft', 700] as const) : (['scrollTop', 40] as const)
    await act(async () => {
      Object.assign(scroller() ?? {}, { [side]: px })
      scroller()?.dispatchEvent(new Event('scroll'))
    })
    await exchange()
    expect(scroller()?.[side]).toBe(px)
  })
}

test('[EP17] the question into which section stays asked', async () => {
  const { session, exchange, find } = await opened((one) => (
    <Board {...COMMON} session={one} by="department" />
  ))
  await act(async () => find(`[data-card="${rowAt(session.get(), 0, 0)}"]`)?.focus())
  await act(async () => {
    const key = { key: 'ArrowRight', code: 'ArrowRight', altKey: true, bubbles: true }
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  const isAsked = () => document.querySelector('[role="dialog"]') !== null
  expect(isAsked()).toBe(true)
  await exchange()
  expect(isAsked()).toBe(true)
})

test('[BD13] in a narrow window the column that is shown stays, whatever others do to those before it', async () => {
  const { session, find } = await opened((one) => <Board {...COMMON} session={one} by="month" />, true)
  const column = () => find('[data-board-column]')?.dataset.boardColumn
  expect(column()).toBe('m3')
  const { editing } = session.get()
  await act(async () => void setCell(editing, rowAt(session.get(), 1, 0), 'period', textToBlocks('январь')))
  expect(column()).toBe('m3')
})

type Passing = ReadonlySet<string> | null

const VIEWS = {
  board: (session: TestSession, shown: Passing) => (
    <Board {...COMMON} session={session} by="month" shown={shown} />
  ),
  year: (session: TestSession, shown: Passing) => (
    <Year {...COMMON} session={session} by="section" shown={shown} />
  ),
}

test.each([
  ['board', '[data-board-column]', 'boardColumn', 'm3', 'm1'],
  ['year', '[data-month]', 'month', '3', '1'],
] as const)(
  '[BD13] [YV11] where one’s own filter empties it, the narrow %s goes to what is left',
  async (...of) => {
    const [view, selector, name, first, left] = of
    const passing = createValue<Passing>(null)
    const Filtered = ({ session }: { session: TestSession }) => VIEWS[view](session, useStore(passing))
    const { session, find } = await opened((one) => <Filtered session={one} />, true)
    const shown = () => find(selector)?.dataset[name]
    const row = rowAt(session.get(), 1, 0)
    await act(async () => void setCell(session.get().editing, row, 'period', textToBlocks('январь')))
    expect(shown()).toBe(first)
    await act(async () => passing.set(new Set([row])))
    expect(shown()).toBe(left)
  },
)

test('[YV11] in a narrow window the month that is shown stays, whatever others do to those before it', async () => {
  const { session, find } = await opened((one) => <Year {...COMMON} session={one} by="section" />, true)
  const month = () => find('[data-month]')?.dataset.month
  expect(month()).toBe('3')
  const { editing } = session.get()
  await act(async () => void setCell(editing, rowAt(session.get(), 1, 0), 'period', textToBlocks('январь')))
  expect(month()).toBe('3')
})

const press = (type: string, clientX: number) =>
  new PointerEvent(type, { clientX, button: 0, buttons: 1, pointerType: 'mouse', bubbles: true })

/** Takes a card into the hand. */
const carry = async (card: HTMLElement | null) => {
  Object.assign(document, { elementFromPoint: () => null })
  await act(async () => {
    card?.dispatchEvent(press('pointerdown', 10))
    window.dispatchEvent(press('pointermove', 90))
  })
}

test('[DR1] a card that is carried when the session is exchanged is dropped nowhere', async () => {
  const { session, exchange, find } = await opened((one) => <Board {...COMMON} session={one} by="month" />)
  await carry(find(`[data-card="${rowAt(session.get(), 0, 0)}"]`))
  const isCarried = () => document.querySelector('[data-board-ghost]') !== null
  expect(isCarried()).toBe(true)
  await exchange()
  expect([isCarried(), document.documentElement.hasAttribute('data-dragging')]).toEqual([false, false])
})

test('[BD15] a card that is carried stays on the page when its column goes out of sight', async () => {
  const { session, find } = await opened((one) => <Board {...COMMON} session={one} by="month" />)
  const card = find(`[data-card="${rowAt(session.get(), 0, 0)}"]`)
  const scrollTo = (px: number) =>
    act(async () => {
      const scroller = find('[data-board-scroller]')
      if (scroller) scroller.scrollLeft = px
      scroller?.dispatchEvent(new Event('scroll'))
    })
  await carry(card)
  await scrollTo(2400)
  await frames()
  expect([card?.isConnected, find('[data-board-column="m2"]')]).toEqual([true, null])
  await act(async () => void window.dispatchEvent(press('pointerup', 90)))
})
