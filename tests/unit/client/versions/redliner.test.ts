/** Comparing in a worker, and on the page where there is none: order, identity of rows, what goes wrong. */
import { expect, test } from 'vitest'
import { keepRedline } from '../../../../client/versions/keep-redline.ts'
import {
  type Answer,
  Packer,
  type Question,
  type ShownRedline,
  createAnswerer,
} from '../../../../client/versions/redline-wire.ts'
import { type Compared, Redliner, type WorkerLike } from '../../../../client/versions/redliner.ts'
import { addRow, deleteRow, moveRow, setCell, setSectionTitle } from '../../../../shared/plan/edit.ts'
import type { PlanJson } from '../../../../shared/plan/json.ts'
import { ItemMemo, projectPlan, viewToJson } from '../../../../shared/plan/project.ts'
import { redlineOf } from '../../../../shared/plan/redline.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'

/** A worker whose thread is the test: it answers when it is told to, over a wire that copies. */
class FakeWorker implements WorkerLike {
  readonly asked: Question[] = []
  readonly #listeners = new Map<string, ((event: { data?: unknown }) => void)[]>()
  readonly #answer = createAnswerer()
  isOver = false

  postMessage(question: Question): void {
    this.asked.push(structuredClone(question))
  }

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  terminate(): void {
    this.isOver = true
  }

  tell(type: string, data?: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data })
  }

  /** Answers what was asked last. */
  answer(): void {
    const question = this.asked.at(-1)
    if (question) this.tell('message', structuredClone(this.#answer(question) satisfies Answer))
  }
}

/** A draft that goes on, and the version that was kept of it. */
const draftOf = (sections = 2, rows = 3) => {
  const edit = editingOf(planDoc(planDraft(sections, rows)))
  const projection = new PlanProjection(edit.doc)
  const memo = new ItemMemo()
  const now = (): PlanJson => viewToJson(projection.view(), 'p', memo)
  const kept = structuredClone(now())
  const id = (section: number, row: number) => kept.sections[section]?.items[row]?.id ?? ''
  const write = (row: string, words: string) => setCell(edit, row, 'title', textToBlocks(words))
  return { edit, now, kept, id, write }
}

const redlinerWith = (worker: FakeWorker | null) => {
  const compared: Compared[] = []
  const failed: [string, unknown][] = []
  const redliner = new Redliner({
    spawn: () => worker,
    onCompared: (one) => void compared.push(one),
    onFailed: (of, error) => void failed.push([of, error]),
  })
  return { redliner, compared, failed }
}

/** What stands in a redline, to be compared with `redlineOf`. */
const rowsIn = (redline: Pick<ShownRedline, 'columns' | 'sections'>) => [
  redline.columns,
  redline.sections.map(({ id, fate, was, is, rows }) => [id, fate, was?.title, is?.title, rows]),
]

test('[RW1] what a worker compared is what the page would, and rows that did not change stay the same objects', () => {
  const { edit, now, kept, id, write } = draftOf()
  const worker = new FakeWorker()
  const { redliner, compared } = redlinerWith(worker)
  write(id(0, 1), 'Иначе')
  redliner.ask({ of: 'first', before: kept, after: now() })
  // Rows that both plans have with the same words go over once.
  expect(worker.asked[0]?.fresh.length).toBe(7)
  deleteRow(edit, id(1, 0))
  moveRow(edit, id(0, 0), { section: kept.sections[1]?.id ?? '', parent: null, after: id(1, 2) })
  setSectionTitle(edit, kept.sections[0]?.id ?? '', 'Другой раздел')
  redliner.ask({ of: 'pair', before: kept, after: now() })
  worker.answer()
  worker.answer()
  expect(rowsIn(compared[0]!.redline)).toEqual(rowsIn(redlineOf(kept, now())))

  write(id(0, 1), 'Иначе и дальше')
  redliner.ask({ of: 'pair', before: kept, after: now() })
  expect(worker.asked[2]?.fresh.map(([, { title }]) => title.text)).toEqual(['Иначе и дальше'])
  worker.answer()
  expect(rowsIn(compared[1]!.redline)).toEqual(rowsIn(redlineOf(kept, now())))
  const [before, after] = compared.map(({ redline }) => redline)
  const isNew = after!.sections.flatMap(({ rows }, section) =>
    rows.filter((row, at) => row !== before!.sections[section]?.rows[at]),
  )
  expect(isNew.map((row) => row.id)).toEqual([id(0, 1)])
  expect(after!.sections[1]).toBe(before!.sections[1])
  expect(after!.columns).toBe(before!.columns)
  // The same plan read anew, as a moment of the past is: the words are the same, and so are the rows.
  redliner.ask({ of: 'pair', before: structuredClone(kept), after: structuredClone(now()) })
  expect(worker.asked[3]?.fresh).toEqual([])
  worker.answer()
  expect(compared[2]!.redline.sections).toEqual(after!.sections)
  expect(compared[2]!.redline.sections.every((section, at) => section === after!.sections[at])).toBe(true)
})

test('[RW1] one pair is under way, the newest waits, and one that is not looked at any more is not shown', () => {
  const { now, kept, id, write } = draftOf()
  const worker = new FakeWorker()
  const { redliner, compared } = redlinerWith(worker)
  for (const words of ['а', 'аб', 'абв']) {
    write(id(0, 0), words)
    redliner.ask({ of: 'draft', before: kept, after: now() })
  }
  expect(worker.asked.length).toBe(1)
  worker.answer()
  // Somebody writes without a pause: what is there is shown, though it is not the newest.
  expect(compared.map(({ redline }) => redline.sections[0]?.rows[0]?.is?.title.text)).toEqual(['а'])
  expect(worker.asked.length).toBe(2)
  redliner.ask({ of: 'other', before: kept, after: kept })
  worker.answer()
  expect(compared.length).toBe(1)
  worker.answer()
  expect(compared.at(-1)?.of).toBe('other')
  expect(compared.at(-1)?.redline.sections[0]?.rows[0]?.is?.title.text).toBe('Событие 1-1')
  redliner.ask({ of: 'late', before: kept, after: now() })
  redliner.end()
  worker.answer()
  expect([worker.isOver, compared.length]).toEqual([true, 2])
})

test('[RW2] where a worker is refused or lost, the page compares what it was asked', () => {
  const { now, kept, id, write } = draftOf()
  const refused: Compared[] = []
  new Redliner({
    spawn: () => {
      throw new DOMException('refused', 'SecurityError')
    },
    onCompared: (one) => void refused.push(one),
    onFailed: () => {},
  }).ask({ of: 'pair', before: kept, after: kept })
  expect(refused.length).toBe(1)

  const worker = new FakeWorker()
  const { redliner, compared, failed } = redlinerWith(worker)
  redliner.ask({ of: 'pair', before: kept, after: now() })
  worker.answer()
  write(id(1, 1), 'Иначе')
  redliner.ask({ of: 'pair', before: kept, after: now() })
  worker.tell('error')
  expect([worker.isOver, compared.length, failed]).toEqual([true, 2, []])
  expect(rowsIn(compared[1]!.redline)).toEqual(rowsIn(redlineOf(kept, now())))
  // Its late answer is nobody's, and the next pair is compared here as well.
  worker.answer()
  write(id(1, 1), 'Иначе и дальше')
  redliner.ask({ of: 'pair', before: kept, after: now() })
  expect(compared[2]?.redline.sections[1]?.rows[1]?.is?.title.text).toBe('Иначе и дальше')
  expect(compared[2]?.redline.sections[0]).toBe(compared[1]?.redline.sections[0])
})

test('[RW2] what cannot be compared at all is told, and the next pair is compared', () => {
  const { now, kept } = draftOf()
  const worker = new FakeWorker()
  const { redliner, compared, failed } = redlinerWith(worker)
  const broken = { ...kept, columns: null } as unknown as PlanJson
  redliner.ask({ of: 'broken', before: broken, after: now() })
  worker.tell('error')
  expect(failed).toEqual([['broken', expect.any(TypeError)]])
  redliner.ask({ of: 'pair', before: kept, after: now() })
  expect(compared.map(({ of }) => of)).toEqual(['pair'])
})

test('[RW1] a row that comes or goes leaves the others the objects that they were', () => {
  const { edit, kept, id, now } = draftOf(1, 5)
  const packer = new Packer()
  const answer = createAnswerer()
  const compare = (last: ShownRedline | null) => {
    const question = packer.ask(kept, now())
    return keepRedline(last, packer.read(question, structuredClone(answer(structuredClone(question)))))
  }
  const first = compare(null)
  const fresh = addRow(edit, { section: kept.sections[0]?.id ?? '', parent: null, after: id(0, 1) }) ?? ''
  const second = compare(first)
  const known = new Set(first.sections[0]?.rows)
  // Numbers of the rows behind it follow; those before it are untouched.
  expect(second.sections[0]?.rows.filter((row) => known.has(row)).map((row) => row.id)).toEqual([
    id(0, 0),
    id(0, 1),
  ])
  deleteRow(edit, fresh)
  const third = compare(second)
  expect(third).toEqual(first)
  expect(projectPlan(edit.doc, 'p').sections).toEqual(kept.sections)
})
