/** The redline as Word's own tracked changes: what is left when all are accepted, or all rejected. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExportRequest } from '../../../server/commands/deps.ts'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { ListBook } from '../../../server/exchange/write/docx/lists.ts'
import { LinkBook } from '../../../server/exchange/write/docx/text.ts'
import { TrackBook } from '../../../server/exchange/write/docx/tracked.ts'
import { comparedXml } from '../../../server/exchange/write/docx/tracked-text.ts'
import { cellBlocks } from '../../../server/exchange/write/print-plan.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import {
  addColumn,
  deleteRow,
  moveRow,
  moveSection,
  setCell,
  setSectionTitle,
} from '../../../shared/plan/edit.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import type { Block } from '../../../shared/plan/rich.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { partOf } from '../../support/docx-edit.ts'
import { type Answer, authorsIn, resolved } from '../../support/docx-tracked.ts'
import { editingOf, planDoc, planDraft } from '../../support/drafts.ts'
import { richBlocks } from '../../support/plan-arbitrary.ts'
import { emptyLedger, operate } from '../../support/plan-operations.ts'
import { dice } from '../../support/random.ts'

const ANNA = { name: 'Анна', at: '2026-01-05T09:00:00.000Z' }
const NOBODY = { name: 'Svod', at: '2026-02-01T00:00:00.000Z' }

const documentOf = async (
  before: PlanJson,
  after: PlanJson,
  authors: NonNullable<ExportRequest['since']>['authors'] = {},
): Promise<string> => {
  const since = { plan: before, authors, fallback: NOBODY }
  const request = { plan: after, format: 'docx', locale: 'ru', hidden: false, at: NOBODY.at, since } as const
  return partOf(await writePlan(request), 'word/document.xml')
}

const lines = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => {
    if (block.type !== 'paragraph') {
      return block.items.flatMap((item) =>
        item[0]?.type === 'paragraph' ? lines(item) : ['', ...lines(item)],
      )
    }
    const runs: { text: string; marks: string }[] = []
    for (const inline of block.content) {
      const text = inline.type === 'text' ? inline.text : '\n'
      const types = inline.type === 'text' ? inline.marks.map(({ type }) => type) : []
      const marks = ['bold', 'italic', 'strike', 'underline']
        .filter((one) => types.some((type) => type === one))
        .join(' ')
      const last = runs.at(-1)
      if (last?.marks === marks) last.text += text
      else if (text !== '') runs.push({ text, marks })
    }
    return [runs.map(({ text, marks }) => (marks === '' ? text : `[${marks}|${text}]`)).join('')]
  })

/** What stands in the plan's printed table, in the columns that either plan prints. */
const tableOf = (plan: PlanJson): string[][] => {
  const columns = plan.columns.filter(({ hidden }) => hidden !== true)
  return [
    columns.map(({ title }) => title),
    ...plan.sections.flatMap(({ title, items }, at) => [
      ...(title === '' && at === 0 && items.length > 0 ? [] : [[title]]),
      ...items.map((item) => columns.map(({ key }) => lines(cellBlocks(item, key)).join('\n'))),
    ]),
  ]
}

const expectBoth = (document: string, before: PlanJson, after: PlanJson): void => {
  const expected: Record<Answer, PlanJson> = { accept: after, reject: before }
  for (const answer of ['accept', 'reject'] as const) {
    expect(resolved(document, answer), answer).toEqual(tableOf(expected[answer]))
  }
}

const start = () => {
  const edit = editingOf(planDoc(planDraft(3, 3)))
  const before = projectPlan(edit.doc, 'p')
  const row = (section: number, index: number) => before.sections[section]?.items[index]?.id ?? ''
  const section = (index: number) => before.sections[index]?.id ?? ''
  return { edit, before, row, section, now: () => projectPlan(edit.doc, 'p') }
}

test('[TC1] rows that came, went and moved, sections, columns and words: accepted the new plan, rejected the old', async () => {
  const { edit, before, row, section, now } = start()
  setCell(
    edit,
    row(0, 0),
    'title',
    parseHtml('<p>Событие <strong>1-1</strong> для детей</p><ul><li>новое</li></ul>'),
  )
  deleteRow(edit, row(0, 1))
  moveRow(edit, row(0, 2), { section: section(1), parent: null, after: row(1, 0) })
  setCell(edit, row(1, 1), 'period', textToBlocks('май\nдо 25 декабря'))
  setSectionTitle(edit, section(1), 'Раздел второй')
  moveSection(edit, section(2), null)
  addColumn(edit, { after: 'title', title: 'Место' })
  expectBoth(await documentOf(before, now()), before, now())
})

test('[TC2] each change is somebody’s: who last did it, or whoever answers for the whole', async () => {
  const { edit, before, row, now } = start()
  setCell(edit, row(0, 0), 'period', textToBlocks('апрель'))
  deleteRow(edit, row(1, 1))
  const authors = {
    [`rows ${row(0, 0)} c:period`]: ANNA,
    [`rows ${row(0, 0)} `]: { ...ANNA, name: 'не он' },
    [`rows ${row(1, 1)} act:delete`]: { ...ANNA, name: 'Борис & Ко' },
  }
  const document = await documentOf(before, now(), authors)
  expect(authorsIn(document).toSorted()).toEqual([
    'Svod 2026-02-01T00:00:00Z',
    'Анна 2026-01-05T09:00:00Z',
    'Борис &amp; Ко 2026-01-05T09:00:00Z',
  ])
  const ids = [...document.matchAll(/ w:id="(\d+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('[TC3] nothing is marked in a plan that did not change', async () => {
  const { before } = start()
  const document = await documentOf(before, before)
  expect(document).not.toMatch(/w:author|svod_/)
  expectBoth(document, before, before)
})

test.each([1, 2, 3, 4, 5, 6])('[TC1] whatever people do to a plan, seed %i', async (seed) => {
  const edit = editingOf(planDoc(planDraft(3, 4), 'b'), 'anna', seed)
  const author = { edit, dice: dice(seed), typed: 0, ledger: emptyLedger() }
  const before = projectPlan(edit.doc, 'p')
  for (let step = 0; step < 60; step++) operate(author)
  const after = projectPlan(edit.doc, 'p')
  // Word does not track the order of columns.
  const order = new Map(after.columns.map(({ key }, at) => [key, at]))
  const columns = before.columns.toSorted((a, b) => (order.get(a.key) ?? 99) - (order.get(b.key) ?? 99))
  const old = { ...before, columns }
  expectBoth(await documentOf(old, after), old, after)
})

const shown = (xml: string, answer: Answer): string | undefined =>
  resolved(`<w:tbl xmlns:w="w" xmlns:r="r"><w:tr><w:tc>${xml}</w:tc></w:tr></w:tbl>`, answer)[0]?.[0]

test('[TC1] any two texts in one cell: accepted the new, rejected the old, to the letter and its formatting', () => {
  fc.assert(
    fc.property(richBlocks, richBlocks, (before, after) => {
      const tracking = { books: { lists: new ListBook(), links: new LinkBook() }, track: new TrackBook() }
      const xml = comparedXml(before, after, { style: 'PlanCell' }, ANNA, tracking)
      expect(shown(xml, 'accept')).toBe(lines(after).join('\n'))
      expect(shown(xml, 'reject')).toBe(lines(before).join('\n'))
    }),
    { numRuns: 300, seed: 11 },
  )
})
