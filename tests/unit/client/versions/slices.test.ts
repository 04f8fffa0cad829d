/** A redline cut into slices, drawn one after the other, and stepped through before it is drawn. */
import { expect, test } from 'vitest'
import { Drawing } from '../../../../client/versions/drawing.ts'
import { stepFrom } from '../../../../client/versions/red-steps.ts'
import { countOf, isSameSlice, slicesOf } from '../../../../client/versions/slices.ts'
import { deleteRow, moveRow, setCell, setSectionTitle } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { redlineOf } from '../../../../shared/plan/redline.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'

/** Idle time as the test gives it. */
const idleByHand = () => {
  let waiting: (() => void) | null = null
  return {
    whenIdle: (then: () => void) => {
      waiting = then
      return () => void (waiting = null)
    },
    /** False where nobody waits for it. */
    give: (): boolean => {
      const then = waiting
      waiting = null
      then?.()
      return then !== null
    },
  }
}

const changedPlan = () => {
  const edit = editingOf(planDoc(planDraft(3, 50)))
  const before = projectPlan(edit.doc, 'p')
  const id = (section: number, row: number) => before.sections[section]?.items[row]?.id ?? ''
  setCell(edit, id(0, 3), 'title', textToBlocks('Иначе'))
  deleteRow(edit, id(0, 40))
  moveRow(edit, id(1, 0), { section: before.sections[2]?.id ?? '', parent: null, after: id(2, 49) })
  setSectionTitle(edit, before.sections[2]?.id ?? '', 'Другой раздел')
  return { edit, before, id, redline: () => redlineOf(before, projectPlan(edit.doc, 'p')) }
}

test('[RW3] the first screen is drawn with the page, the rest a slice an idle moment, what is looked at before its turn', () => {
  const { redline, id } = changedPlan()
  const { keys, lines, sections, sliceOf } = slicesOf(redline(), false)
  const slices = sections.flatMap((section) => section.slices)
  expect(lines).toBe(1 + 3 + 150 + 1)
  expect(slices.filter(({ atOnce }) => atOnce).map(({ key }) => key)).toEqual(keys.slice(0, 2))
  expect(Math.max(...slices.map(({ pieces }) => pieces.length))).toBeLessThanOrEqual(20)
  // Every line of the table has its own number, drawn or not.
  const numbers = sections.flatMap(({ index, slices: own }) => [
    index,
    ...own.flatMap((slice) => slice.pieces.map((_, at) => slice.index + at)),
  ])
  expect(numbers).toEqual(Array.from({ length: lines - 1 }, (_, at) => at + 2))

  const idle = idleByHand()
  const drawing = new Drawing()
  const order: string[] = []
  drawing.subscribe(() => order.push(...keys.filter((key) => drawing.isDrawn(key) && !order.includes(key))))
  const stop = drawing.drawRest(keys, idle.whenIdle)
  expect(order).toEqual([])
  idle.give()
  const last = sliceOf.get(id(1, 0)) ?? ''
  expect(last).toBe(keys.at(-1))
  drawing.draw([last])
  idle.give()
  expect(order).toEqual([keys[0], last, keys[1]])
  stop()
  expect(idle.give()).toBe(false)
  drawing.drawRest(keys, idle.whenIdle)
  while (idle.give());
  expect(new Set(order)).toEqual(new Set(keys))
  expect(order.length).toBe(keys.length)
})

test('[RW3] small sections fill the first screen together', () => {
  const before = projectPlan(planDoc(planDraft(20, 3)), 'p')
  const slices = slicesOf(redlineOf(before, before), false).sections.flatMap((section) => section.slices)
  expect(slices.filter(({ atOnce }) => atOnce).length).toBe(7)
})

test('[RW4] counts and steps are those of all changes, in their order, whatever is drawn', () => {
  const { redline, before, id } = changedPlan()
  const all = slicesOf(redline(), false)
  const third = before.sections[2]?.id
  const steps = [
    `row ${id(0, 3)}`,
    `row was ${id(0, 40)}`,
    `row was ${id(1, 0)}`,
    `section ${third}`,
    `row ${id(1, 0)}`,
  ]
  expect(all.steps).toEqual(steps)
  expect(countOf(redline())).toBe(4)
  const only = slicesOf(redline(), true)
  expect(only.steps).toEqual(steps)
  for (const { sliceOf, keys } of [all, only]) {
    for (const step of steps.filter((one) => one.startsWith('row'))) expect(keys).toContain(sliceOf.get(step))
  }
  const told = only.sections.map(({ slices }) =>
    slices.flatMap(({ pieces }) => pieces.map((one) => (one.kind === 'row' ? one.row.fate : one.count))),
  )
  expect(told).toEqual([
    [3, 'kept', 36, 'removed', 9],
    ['away', 49],
    [50, 'moved'],
  ])
})

test('[RW4] a step goes on from the last change, also when it is none any more', () => {
  const steps = ['a', 'b', 'c']
  expect([stepFrom(steps, null, 1), stepFrom(steps, null, -1)]).toEqual(['a', 'c'])
  const b = { step: 'b', at: 1 }
  expect([stepFrom(steps, b, 1), stepFrom(steps, b, -1)]).toEqual(['c', 'a'])
  expect([stepFrom(['a', 'c'], b, 1), stepFrom(['a', 'c'], b, -1)]).toEqual(['c', 'a'])
  expect([stepFrom(steps, { step: 'c', at: 2 }, 1), stepFrom(steps, { step: 'a', at: 0 }, -1)]).toEqual([
    undefined,
    undefined,
  ])
  expect(stepFrom([], b, 1)).toBeUndefined()
})

test('[RW1] a slice is drawn again only when a line of it differs', () => {
  const { edit, id, redline } = changedPlan()
  const first = redline()
  const again = { ...first, sections: first.sections.map((section) => ({ ...section })) }
  const alike = (only: boolean, next: typeof first) => {
    const [a, b] = [first, next].map((one) => slicesOf(one, only).sections.flatMap(({ slices }) => slices))
    return a!.map((slice, at) => isSameSlice(slice, b![at]!))
  }
  expect([...alike(false, again), ...alike(true, again)]).not.toContain(false)
  setCell(edit, id(1, 25), 'title', textToBlocks('Иначе'))
  const edited = redline().sections[1]?.rows[25]
  const next = again.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => (row.id === edited?.id ? edited : row)),
  }))
  expect(alike(false, { ...first, sections: next }).filter((same) => !same).length).toBe(1)
})
