/** The incremental projection against a fresh reading, through random edits. */
import { describe, expect, it } from 'vitest'
import { jsonToDraft } from '../../shared/plan/build.ts'
import { projectPlan, viewToJson } from '../../shared/plan/project.ts'
import { PlanProjection } from '../../shared/plan/view.ts'
import { editingOf, planDoc, planDraft } from '../support/drafts.ts'
import { type Author, emptyLedger, operate } from '../support/plan-operations.ts'
import { dice } from '../support/random.ts'

const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 10)

const author = (seed: number): Author => ({
  edit: editingOf(planDoc(planDraft(3, 4), 'b'), 'anna', seed),
  dice: dice(seed),
  typed: 0,
  ledger: emptyLedger(),
})

/** What of a plan must survive a copy: everything but ids. */
const withoutIds = (value: unknown, known = new Map<string, string>()): string =>
  JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner !== 'string' || !['id', 'parent', 'key'].includes(key))
      return key === 'cells' ? Object.values(inner as object) : inner
    if (['number', 'title', 'period'].includes(inner)) return inner
    const plain = inner.replace(/\.\d+$/, '')
    known.set(plain, known.get(plain) ?? `#${known.size}`)
    return known.get(plain)
  })

describe('projection', () => {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)
  it.each(seeds)('[DM13] shows what a fresh reading shows, seed %i', (seed) => {
    const one = author(seed)
    const projection = new PlanProjection(one.edit.doc)
    for (let step = 0; step < 300; step++) {
      operate(one)
      expect(viewToJson(projection.view(), 'p')).toEqual(projectPlan(one.edit.doc, 'p'))
    }
  })

  it.each(seeds)('[DM3] a copy through JSON says the same with new ids, seed %i', (seed) => {
    const one = author(seed)
    for (let step = 0; step < 200; step++) operate(one)
    const original = projectPlan(one.edit.doc, 'p')
    const copy = projectPlan(planDoc(jsonToDraft(original), 'copy'), 'p')
    expect(withoutIds(copy)).toBe(withoutIds(original))
  })
})
