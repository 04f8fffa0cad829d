/** Svod's own JSON as a file (SPEC IM16). */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildPlan } from '../../../shared/plan/build.ts'
import type { PlanDraft } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { cutRows } from '../../../server/exchange/json-rows.ts'
import { writeJson } from '../../../server/exchange/write/json.ts'
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

test('[XH6] a plan with more columns and longer titles than usual comes back as it was', async () => {
  const sample = samplePlan('ru')
  const added = Array.from({ length: 61 }, (_, at) => ({ key: `k${at}`, title: `Столбец ${at}` }))
  const long = 'План '.repeat(401).trim()
  const before = projectionOf({
    ...sample,
    title: long,
    columns: [...sample.columns, ...added],
    sections: sample.sections.map((section) => ({ ...section, title: long })),
  })
  expect(before.title.length).toBeGreaterThan(2_000)
  const { draft, warnings } = await importBytes(new TextEncoder().encode(JSON.stringify(before)), {
    fileName: 'план.json',
  })
  expect(warnings).toEqual([])
  expect(projectionOf(draft)).toEqual(before)
})

test('[XH6] JSON of more columns than a file may have is refused for that', async () => {
  const columns = Array.from({ length: 401 }, (_, at) => ({ key: `k${at}`, title: '' }))
  const plan = { format: 'svod-plan/1', title: 'План', year: 2025, columns, sections: [] }
  const bytes = new TextEncoder().encode(JSON.stringify(plan))
  await expect(importBytes(bytes, { fileName: 'план.json' })).rejects.toMatchObject({ code: 'file-too-wide' })
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

const utf8 = (text: string) => new TextEncoder().encode(text)

test('[MJ1] rows are found however the text is spaced and spelled, and each is read once', async () => {
  const plan = projectionOf(samplePlan('ru'))
  const { sections, ...head } = plan
  const texts = [
    JSON.stringify(plan, null, '\t'),
    // Twice: the last of a name is the one that counts.
    `{"sections":[{"items":[{"id":"x"}]}],${JSON.stringify(head).slice(1, -1)},"sections":${JSON.stringify(sections)}}`,
    JSON.stringify(plan).replaceAll('"items"', '"\\u0069tems"').replaceAll('"sections"', '"section\\u0073"'),
    JSON.stringify({ ...plan, more: [{ sections: [{ items: [{}] }] }] }),
    JSON.stringify(plan).replaceAll('"items":[', '"sections":{"items":[1,"]}\\\""]},"items" :\r\n[ '),
  ]
  for (const text of texts) {
    const { draft } = await importBytes(utf8(text), { fileName: 'план.json' })
    expect(projectionOf(draft)).toEqual(plan)
  }
  const row = JSON.stringify(sections.flatMap(({ items }) => items)[0])
  const broken = [`[\uFEFF${row}]`, '[1 2]', '[{},]', '[,{}]', '[{]}', '[{}', '[0]', '{"a":[}', '["\\']
  for (const items of broken) {
    const text = JSON.stringify({ ...head, sections: [{ id: 's', title: 's', items: 'ITEMS' }] })
    const file = utf8(text.replace('"ITEMS"', items))
    await expect(importBytes(file, { fileName: 'план.json' }), items).rejects.toMatchObject({
      code: 'file-broken',
    })
  }
})

test('[MJ1] as many rows of a plan as a file may have are light enough', () => {
  const plan = projectionOf(samplePlan('ru'))
  const [row] = plan.sections.flatMap(({ items }) => items)
  const items = JSON.stringify([row, row]).slice(1, -1)
  const { around, lists } = cutRows(utf8(`{"sections":[{"items":[${`${items},`.repeat(24_999)}${items}]}]}`))
  expect(new TextDecoder().decode(around)).toBe('{"sections":[{"items":[0]}]}')
  expect(lists.map(({ length }) => length)).toEqual([50_000])
})

test('[MJ2] the written file says the plan, a row a line', () => {
  const plan = projectionOf(samplePlan('ru'))
  for (const some of [
    plan,
    { ...plan, sections: [] },
    { ...plan, sections: [{ ...plan.sections[0]!, items: [] }] },
  ]) {
    const text = [...writeJson(some)].join('')
    expect(JSON.parse(text)).toEqual(some)
    const lines = text.split('\n').map((line) => line.trim().replace(/,$/, ''))
    for (const item of some.sections.flatMap(({ items }) => items))
      expect(lines).toContain(JSON.stringify(item))
    expect(lines).toContain(`"year": ${plan.year}`)
  }
})
