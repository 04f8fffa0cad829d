/** Svod's own JSON as a file (SPEC IM16). */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildPlan } from '../../../shared/plan/build.ts'
import type { PlanDraft } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { importBytes } from '../../support/docx-import.ts'

const projectionOf = (draft: PlanDraft): ReturnType<typeof projectPlan> => {
  const doc = new Y.Doc()
  let count = 0
  buildPlan(doc, draft, { ids: () => `id${(count += 1)}`, epoch: 'e1' })
  return projectPlan(doc, 'p1')
}

test('[IM16] a plan written as JSON comes back as it was', async () => {
  const before = projectionOf(samplePlan('ru'))
  const bytes = new TextEncoder().encode(JSON.stringify(before))
  const { draft, warnings } = await importBytes(bytes, { fileName: 'план.json' })
  expect(warnings).toEqual([])
  expect(projectionOf(draft)).toEqual(before)
})

test('[IM16] a plan by hand needs only what it says', async () => {
  const plan = {
    format: 'svod-plan/1',
    title: 'План',
    year: 2025,
    columns: [{ key: 'title', title: 'Название' }],
    sections: [
      {
        id: 's',
        title: 'Раздел',
        items: [{ id: 'i', number: '7', title: { text: 'Форум' }, period: { text: 'май' } }],
      },
    ],
  }
  const { draft } = await importBytes(new TextEncoder().encode(`\uFEFF${JSON.stringify(plan)}`), {
    fileName: 'план.json',
  })
  expect(draft.sections[0]?.items[0]).toMatchObject({
    level: 0,
    numbering: 'typed',
    number: '7',
    title: '<p>Форум</p>',
    period: 'май',
  })
})
