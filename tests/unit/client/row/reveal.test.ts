/** The keys on their way to a row or card that is not drawn yet. */
import { afterEach, expect, test } from 'vitest'
import { Reveal as BoardReveal } from '../../../../client/board/reveal.ts'
import { Reveal as YearReveal } from '../../../../client/year/reveal.ts'

const frame = () => new Promise((done) => requestAnimationFrame(done))

afterEach(() => document.body.replaceChildren())

const pageOf = () => {
  document.body.innerHTML = '<main tabindex="-1"><section data-board-column="c"></section></main><input>'
  const [root, column, field] = ['main', 'section', 'input'].map((name) =>
    document.querySelector<HTMLElement>(name),
  ) as [HTMLElement, HTMLElement, HTMLElement]
  Element.prototype.scrollIntoView = () => {}
  const draw = () => {
    column.innerHTML = '<button data-card="r" data-year-row="r"></button>'
    return column.firstElementChild
  }
  return { root, field, draw }
}

const ways = {
  board: (root: HTMLElement) => {
    const columns = [{ id: 'c', cards: [] }]
    const board = { columns, columnOf: new Map([['r', 'c']]) } as unknown as ReturnType<
      ConstructorParameters<typeof BoardReveal>[0]['board']
    >
    return new BoardReveal({ root: () => root, board: () => board, showColumn: () => {} })
  },
  year: (root: HTMLElement) => new YearReveal({ root: () => root, has: () => true, scrollTo: () => {} }),
}

test.each(['board', 'year'] as const)(
  '[RY3] a row of the %s that is drawn late has the keys, but takes them from nobody who has gone on',
  async (view) => {
    const { root, field, draw } = pageOf()
    const reveal = ways[view](root)
    reveal.show('r', { focus: true })
    expect(document.activeElement).toBe(root)
    const late = draw()
    await frame()
    expect(document.activeElement).toBe(late)
    late?.remove()
    reveal.show('r', { focus: true })
    field.focus()
    draw()
    await frame()
    await frame()
    expect(document.activeElement).toBe(field)
  },
)

test('[KG1] a card that goes on to another column before it is drawn in the first has the keys where it comes to', async () => {
  const { root } = pageOf()
  root.innerHTML = '<section data-board-column="c"></section><section data-board-column="d"></section>'
  const columns = ['c', 'd'].map((id) => ({ id, cards: [] }))
  const columnOf = new Map([['r', 'c']])
  const board = { columns, columnOf } as unknown as ReturnType<
    ConstructorParameters<typeof BoardReveal>[0]['board']
  >
  new BoardReveal({ root: () => root, board: () => board, showColumn: () => {} }).show('r', { focus: true })
  columnOf.set('r', 'd')
  const second = root.querySelector('[data-board-column="d"]')
  if (second) second.innerHTML = '<button data-card="r"></button>'
  await frame()
  expect(document.activeElement).toBe(second?.firstElementChild)
})
