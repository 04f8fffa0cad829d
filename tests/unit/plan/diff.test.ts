/** What changed between two plans, and the way back. */
import { expect, test } from 'vitest'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { type Change, diffPlans } from '../../../shared/plan/diff.ts'
import {
  addColumn,
  addRow,
  addSection,
  deleteRow,
  deleteSection,
  indentRow,
  moveRow,
  moveSection,
  restoreRow,
  setCell,
  setMeta,
  setNumber,
  setSectionTitle,
  setState,
} from '../../../shared/plan/edit.ts'
import { setPeriodFix } from '../../../shared/plan/edit-notes.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import type { ItemJson, PlanJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { redlineOf } from '../../../shared/plan/redline.ts'
import { changesToRestore, restorePlan } from '../../../shared/plan/restore.ts'
import { blocksToHtml, textToBlocks } from '../../../shared/plan/rich.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { longestRising, steadyAmong } from '../../../shared/plan/steady.ts'
import { editingOf, planDoc, planDraft } from '../../support/drafts.ts'
import { type Author, emptyLedger, operate } from '../../support/plan-operations.ts'
import { dice } from '../../support/random.ts'

const json = (edit: ReturnType<typeof editingOf>): PlanJson => projectPlan(edit.doc, 'p')

const start = (sections = 2, rows = 3) => {
  const edit = editingOf(planDoc(planDraft(sections, rows)))
  const before = json(edit)
  const row = (section: number, index: number) => before.sections[section]?.items[index]?.id ?? ''
  return { edit, before, row, section: (index: number) => before.sections[index]?.id ?? '' }
}

const told = (changes: readonly Change[]): string[] =>
  changes
    .filter(({ follows }) => !follows)
    .map(({ kind, subject, field, before, after }) =>
      [kind, subject, field, before, after].filter((one) => one !== null).join(' '),
    )

test('[DF1] equal plans have no difference', () => {
  expect(diffPlans(start().before, start().before)).toEqual([])
  // A stored plan has its keys in another order.
  expect(diffPlans(start().before, JSON.parse(canonicalPlan(start().before)) as PlanJson)).toEqual([])
})

test('[DF2] edits, moves, what came and what went are told by the identity of the row', () => {
  const { edit, before, row, section } = start()
  setCell(edit, row(0, 0), 'title', textToBlocks('Событие иначе'))
  setCell(edit, row(0, 0), 'period', textToBlocks('до 25 декабря'))
  setState(edit, row(0, 1), 'done')
  moveRow(edit, row(0, 2), { section: section(1), parent: null, after: row(1, 0) })
  deleteRow(edit, row(1, 1))
  const fresh = addRow(edit, { section: section(1), parent: null, after: null }) ?? ''
  setCell(edit, fresh, 'title', textToBlocks('Новое'))
  const changes = diffPlans(before, json(edit))
  expect(told(changes)).toEqual([
    'edited item title Событие 1-1 Событие иначе',
    'edited item period март до 25 декабря',
    'edited item state planned done',
    'added item Новое',
    'moved item place',
    'removed item Событие 2-2',
  ])
  const moved = changes.find(({ kind }) => kind === 'moved')
  expect(moved).toMatchObject({
    item: row(0, 2),
    from: { section: section(0) },
    to: { section: section(1), after: row(1, 0) },
  })
  // Numbers that only follow are told, and marked as such.
  expect(
    changes.filter(({ follows }) => follows).map(({ before: was, after }) => [was, after]),
  ).toContainEqual(['1.', '2.'])
})

test('[DF2] one row moved over many is one move, and what hangs under it goes along', () => {
  const { edit, before, row, section } = start(2, 8)
  indentRow(edit, row(0, 1))
  const base = json(edit)
  moveRow(edit, row(0, 0), { section: section(1), parent: null, after: row(1, 7) })
  expect(told(diffPlans(base, json(edit)))).toEqual(['moved item place'])
  expect(told(diffPlans(before, base))).toEqual(['moved item place'])
  moveRow(edit, row(1, 7), { section: section(1), parent: null, after: null })
  expect(told(diffPlans(base, json(edit)))).toEqual(['moved item place', 'moved item place'])
})

test('[DF2] sections, columns and the words around the table', () => {
  const { edit, before, row, section } = start()
  setSectionTitle(edit, section(0), 'Иначе')
  moveSection(edit, section(0), section(1))
  const column = addColumn(edit, { after: 'title', title: 'Место' })
  setCell(edit, row(1, 0), column, textToBlocks('Зал'))
  setNumber(edit, row(1, 0), { mode: 'typed', text: '7.' })
  const third = addSection(edit, { after: null, title: 'Третий' })
  expect(told(diffPlans(before, json(edit)))).toEqual([
    'added column Место',
    'added section Третий',
    'moved section place',
    'edited item number 1. 7.',
    `edited item cells.${column}  Зал`,
    'edited section title Раздел 1 Иначе',
  ])
  const after = json(edit)
  deleteSection(edit, third)
  deleteSection(edit, section(1))
  const gone = told(diffPlans(after, json(edit)))
  expect(gone).toEqual([
    'removed section Третий',
    'removed section Раздел 2',
    'removed item Событие 2-1',
    'removed item Событие 2-2',
    'removed item Событие 2-3',
  ])
  restoreRow(edit, row(1, 0))
  const returned = new Set([row(1, 0), section(1)])
  const [first] = diffPlans({ ...after, sections: [] }, after, { returned: new Set([section(1)]) }).filter(
    ({ section: of, item }) => of === section(1) && item === null,
  )
  expect(first?.kind).toBe('restored')
  expect(
    diffPlans({ ...after, sections: [] }, after, { returned }).find(({ item }) => item === row(1, 0))?.kind,
  ).toBe('restored')
})

test('[DF2] [HI3] how the plan is numbered is told, and comes back', () => {
  const { edit, before } = start()
  setMeta(edit, { numbering: 'plan' })
  const after = json(edit)
  expect(told(diffPlans(before, after))).toEqual(['edited plan numbering section plan'])
  restorePlan(edit, before, changesToRestore(after, before), true)
  expect(canonicalPlan(json(edit))).toBe(canonicalPlan(before))
  expect(redlineOf(before, after).front.size).toBe(0)
})

test('[DF3] of two orders the fewest things have moved', () => {
  expect(longestRising([3, 1, 2, 5, 4])).toHaveLength(3)
  expect([...steadyAmong(['a', 'b', 'c', 'd'], ['d', 'a', 'x', 'b', 'c'])]).toEqual(['a', 'b', 'c'])
  const roll = dice(5)
  for (let run = 0; run < 200; run++) {
    const values = Array.from({ length: 8 }, () => roll.int(100))
    const best = (index: number, last: number): number =>
      index === values.length
        ? 0
        : Math.max(
            best(index + 1, last),
            (values[index] ?? 0) > last ? 1 + best(index + 1, values[index] ?? 0) : 0,
          )
    expect(longestRising(values)).toHaveLength(best(0, -1))
  }
})

const author = (seed: number): Author => ({
  edit: editingOf(planDoc(planDraft(3, 4), 'b'), 'anna', seed),
  dice: dice(seed),
  typed: 0,
  ledger: emptyLedger(),
})

const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 25)
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)

test.each(seeds)('[DF5] [HI3] what changed, applied, gives the other plan, seed %i', (seed) => {
  const one = author(seed)
  const moments: PlanJson[] = [json(one.edit)]
  for (let step = 1; step <= 120; step++) {
    operate(one)
    if (step % 30 === 0) moments.push(json(one.edit))
  }
  const back = one.dice.pick(moments) ?? json(one.edit)
  const now = json(one.edit)
  const changes = changesToRestore(now, back)
  restorePlan(one.edit, back, changes, true)
  expect(canonicalPlan(json(one.edit))).toBe(canonicalPlan(back))
  // And forward again, from the stored form.
  const forward = JSON.parse(canonicalPlan(now)) as PlanJson
  restorePlan(one.edit, forward, changesToRestore(back, forward), true)
  expect(canonicalPlan(json(one.edit))).toBe(canonicalPlan(now))
  // Every row that is not the same is named.
  const named = new Set(diffPlans(back, now).map(({ item }) => item))
  const rows = (plan: PlanJson) =>
    new Map(plan.sections.flatMap(({ items }) => items.map((item) => [item.id, said(item)])))
  const [a, b] = [rows(back), rows(now)]
  const differing = [...new Set([...a.keys(), ...b.keys()])].filter((id) => a.get(id) !== b.get(id))
  expect(differing.filter((id) => !named.has(id))).toEqual([])
})

test.each(seeds)('[DF5] [HI3] whatever trees merges left, they become each other, seed %i', (seed) => {
  const { edit } = start(2, 5)
  const sections = json(edit).sections.map(({ id }) => id)
  const all = [...rowsOf(edit.doc).keys()]
  const roll = dice(seed)
  /** As many people may have put rows under rows that others were moving. */
  const tangle = () => {
    for (const id of all) {
      const parent = roll.chance(0.8) ? (roll.pick(all) ?? null) : null
      const fields = rowsOf(edit.doc).get(id)
      fields?.set('pos', [roll.pick(sections), parent, `a${roll.int(10)}`])
      fields?.set('del', roll.chance(0.2) ? { by: 'anna', at: 1 } : null)
    }
    return json(edit)
  }
  const moments = [tangle(), tangle(), tangle()]
  for (const back of [...moments.reverse(), ...moments]) {
    restorePlan(edit, back, changesToRestore(json(edit), back), true)
    expect(canonicalPlan(json(edit))).toBe(canonicalPlan(back))
  }
})

/** What stands in a row in print, and under which row. */
const said = ({ number, parent, title, period, cells, state }: ItemJson): string =>
  JSON.stringify([
    number,
    parent,
    title,
    period,
    Object.entries(cells).filter(([, text]) => text !== ''),
    state,
  ])

test('[HI3] Svod’s own HTML comes back to the last space; an item may hold several paragraphs', () => {
  for (const html of [
    '<p>&#32;&#32;два &#32;пробела&#32;</p>',
    '<ul><li><p>a</p><p>b</p></li><li>c<ol start="3"><li>d</li></ol></li></ul>',
    '<p></p><p>x<br></p>',
    '<ul data-marker="dash"><li></li><li><strong>x</strong></li></ul>',
  ]) {
    expect(blocksToHtml(parseHtml(html))).toBe(html)
  }
  expect(blocksToHtml(parseHtml('<ul><li><p>a</p></li></ul>'))).toBe('<ul><li>a</li></ul>')
})

test('[HI3] a corrected reading of dates comes back with its words, and one that was not there goes', () => {
  const { edit, before, row } = start()
  const reading = { kind: 'months', months: [5], start: null, end: null, hours: null } as const
  setPeriodFix(edit, row(0, 0), { ...reading, months: [...reading.months] })
  const corrected = json(edit)
  expect(corrected.sections[0]?.items[0]?.period).toMatchObject({ months: [5], corrected: true })
  restorePlan(edit, corrected, changesToRestore(corrected, before), true)
  expect(canonicalPlan(json(edit))).toBe(canonicalPlan(before))
  restorePlan(edit, before, changesToRestore(before, corrected), true)
  expect(canonicalPlan(json(edit))).toBe(canonicalPlan(corrected))
})
