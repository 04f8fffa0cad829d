/** What became of a row: what is written, what is read whatever a merge left, and what it leaves alone. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { allowed } from '../../../server/access/rights.ts'
import { amendmentsOf } from '../../../shared/plan/amendments.ts'
import { jsonToDraft } from '../../../shared/plan/build.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { diffPlans } from '../../../shared/plan/diff.ts'
import { setState } from '../../../shared/plan/edit.ts'
import { setFact } from '../../../shared/plan/edit-facts.ts'
import { FACT_REGISTERS, isEvidence, isFactJson } from '../../../shared/plan/facts.ts'
import type { ItemJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { redlineOf } from '../../../shared/plan/redline.ts'
import { changesToRestore, restorePlan } from '../../../shared/plan/restore.ts'
import { rowsOf, serverOf } from '../../../shared/plan/schema.ts'
import { hashOfSectionJson } from '../../../shared/plan/signed-content.ts'
import { readPlanJson } from '../../../server/exchange/plan-json.ts'
import { copyOf, editingOf, planDoc, planDraft } from '../../support/drafts.ts'
import { planOf } from '../../support/plan-sameness.ts'
import { CAST, rowIn, stage } from '../../support/rights-world.ts'
import { identityOf } from '../../support/identities.ts'
import { changeOf } from '../access/world.ts'

const json = (doc: Y.Doc) => projectPlan(doc, 'p')
const first = (doc: Y.Doc): ItemJson => json(doc).sections[0]!.items[0]!

const merge = (a: Y.Doc, b: Y.Doc): void => {
  const [ofA, ofB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(a, ofB)
  Y.applyUpdate(b, ofA)
}

test('[FC1] two people who fill different facts of a row without a connection keep both', () => {
  const anna = planDoc()
  const boris = copyOf(anna)
  const { id } = first(anna)
  setFact(editingOf(anna, 'anna'), id, 'done', { on: '2022-03-05', result: 'Прошла' })
  setFact(editingOf(boris, 'boris', 2), id, 'done', { participants: 40, link: 'https://lib.example/1' })
  merge(anna, boris)
  const told = { on: '2022-03-05', result: 'Прошла', participants: 40, link: 'https://lib.example/1' }
  expect(first(anna)).toMatchObject({ state: 'done', fact: told })
  expect(first(boris)).toEqual(first(anna))
})

test('[FC1] a row that one calls moved and another cancelled has the facts of one of them, the same everywhere', () => {
  const anna = planDoc()
  const boris = copyOf(anna)
  const { id } = first(anna)
  setFact(editingOf(anna, 'anna'), id, 'moved', { to: 'апрель', why: 'ремонт' })
  setFact(editingOf(boris, 'boris', 2), id, 'cancelled', { why: 'нет денег' })
  merge(anna, boris)
  const { state, fact } = first(anna)
  expect(fact).toEqual(state === 'moved' ? { to: 'апрель', why: 'ремонт' } : { why: 'нет денег' })
  expect(first(boris)).toEqual(first(anna))
  // What was said of the other state is there again when the row comes back to it.
  const other = state === 'moved' ? 'cancelled' : 'moved'
  setState(editingOf(anna), id, other)
  expect(first(anna).fact).toEqual(other === 'moved' ? { to: 'апрель', why: 'ремонт' } : { why: 'нет денег' })
})

test('[FC2] only values that can be are written, let in and read', () => {
  for (const link of ['https://a.example/b?c=1#d', 'http://10.0.0.1:8080/x', 'https://пример.рф/отчёт'])
    expect(isEvidence(link), link).toBe(true)
  const bad = [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a/b',
    'https://',
    'https:///x',
    'http://u:p@a/',
  ]
  for (const link of [
    ...bad,
    '//a.example',
    'https://a b',
    'https://a\\@b',
    'https://a/\u202e\n',
    'mailto:a@b',
  ])
    expect(isEvidence(link), link).toBe(false)
  const doc = planDoc()
  const { id } = first(doc)
  const edit = editingOf(doc)
  expect(setFact(edit, id, 'done', { link: 'javascript:alert(1)' })).toBe(false)
  expect(setFact(edit, id, 'done', { on: '2022-02-30' })).toBe(false)
  expect(setFact(edit, id, 'done', { participants: -1 })).toBe(false)
  expect(setFact(edit, id, 'cancelled', { result: 'x' })).toBe(false)
  expect(first(doc)).toMatchObject({ state: 'planned' })
  const refused: [string, unknown][] = [
    ['f:link', 'javascript:alert(1)'],
    ['f:on', '5 марта'],
    ['f:people', 1.5],
    ['f:result', 'x'.repeat(4001)],
    ['f:why-moved', ''],
    ['f:unknown', 'x'],
  ]
  for (const [field, value] of refused) {
    const verdict = inspect(
      doc,
      changeOf(doc, (copy) => rowsOf(copy).get(id)!.set(field, value)),
    )
    expect(verdict.ok, field).toBe(false)
  }
  for (const field of Object.keys(FACT_REGISTERS)) {
    const verdict = inspect(
      doc,
      changeOf(doc, (copy) => rowsOf(copy).get(id)!.set(field, null)),
    )
    expect(verdict.ok, field).toBe(true)
  }
  // Whatever came in another way is not read.
  doc.transact(() => {
    rowsOf(doc).get(id)!.set('state', 'done')
    rowsOf(doc).get(id)!.set('f:link', 'javascript:alert(1)')
    rowsOf(doc).get(id)!.set('f:on', '2022-03-05')
  })
  expect(first(doc).fact).toEqual({ on: '2022-03-05' })
  expect(isFactJson({ on: '2022-03-05' }, 'done')).toBe(true)
  expect(isFactJson({ on: '2022-03-05' }, 'moved')).toBe(false)
})

test('[FC3] whoever writes a section tells what became of its rows, also in a locked plan, and of no others', () => {
  const doc = stage(new Y.Doc())
  const editor = identityOf({ role: 'editor', departments: ['method'] })
  const chief = CAST[0]!
  const verdict = (row: string, field: string, value: unknown, who = editor): string => {
    const told = inspect(
      doc,
      changeOf(doc, (copy) => rowsOf(copy).get(row)!.set(field, value)),
    )
    return told.ok ? (allowed(told.touched, who, doc) ?? 'ok') : told.code
  }
  const facts: [string, unknown][] = [
    ['f:on', '2022-03-05'],
    ['f:result', 'Прошла'],
    ['f:people', 40],
    ['f:why-cancelled', 'нет денег'],
  ]
  for (const locked of [false, true]) {
    serverOf(doc).set('locked', locked)
    for (const [field, value] of facts) {
      expect(verdict(rowIn('own'), field, value), field).toBe('ok')
      expect(verdict(rowIn('foreign'), field, value), field).toBe('forbidden')
      expect(verdict(rowIn('foreign'), field, value, chief), field).toBe('ok')
    }
    expect(verdict(rowIn('own'), 'number', { mode: 'none', text: '' })).toBe(locked ? 'plan-locked' : 'ok')
  }
})

test('[FC3] facts are no content: neither signatures nor amendments nor the redline know of them', () => {
  const doc = planDoc()
  const before = json(doc)
  setFact(editingOf(doc), first(doc).id, 'done', { on: '2022-03-05', result: 'Прошла' })
  const after = json(doc)
  expect(after.sections.map(hashOfSectionJson)).toEqual(before.sections.map(hashOfSectionJson))
  expect(amendmentsOf(diffPlans(before, after), before, after, {})).toEqual([])
  const same = { ...after, sections: structuredClone(after.sections) }
  setFact(editingOf(doc), first(doc).id, 'done', { result: 'Прошла хорошо' })
  const red = redlineOf(same, json(doc))
  expect(red.sections.flatMap(({ rows }) => rows).flatMap(({ edited }) => edited)).toEqual([])
})

test('[FC4] PlanJson has facts where something was said and nowhere else, and a plan without them hashes as ever', () => {
  const doc = planDoc()
  const before = canonicalPlan(json(doc))
  expect(before).not.toContain('"fact"')
  const edit = editingOf(doc)
  setFact(edit, first(doc).id, 'done', { result: 'Прошла' })
  expect(first(doc).fact).toEqual({ result: 'Прошла' })
  setFact(edit, first(doc).id, 'done', { result: null })
  setState(edit, first(doc).id, 'planned')
  expect(canonicalPlan(json(doc))).toBe(before)
})

test('[FC4] facts come along in copies through JSON, are told as changes and restored with their row', () => {
  const doc = planDoc(planDraft(1, 2))
  const edit = editingOf(doc)
  const { id } = first(doc)
  const empty = json(doc)
  setFact(edit, id, 'moved', { to: 'до 25 апреля', why: 'ремонт' })
  const told = json(doc)
  expect(diffPlans(empty, told).map(({ field, before, after }) => [field, before, after])).toEqual([
    ['state', 'planned', 'moved'],
    ['fact', null, 'до 25 апреля · ремонт'],
  ])
  const bytes = new TextEncoder().encode(JSON.stringify(told))
  for (const draft of [jsonToDraft(told), readPlanJson(bytes)])
    expect(planOf(draft).sections[0]!.items[0]).toMatchObject({
      state: 'moved',
      fact: { to: 'до 25 апреля', why: 'ремонт' },
    })
  restorePlan(edit, empty, changesToRestore(json(doc), empty), true)
  expect(canonicalPlan(json(doc))).toBe(canonicalPlan(empty))
  restorePlan(edit, told, changesToRestore(json(doc), told), true)
  expect(canonicalPlan(json(doc))).toBe(canonicalPlan(told))
  expect(() =>
    readPlanJson(new TextEncoder().encode(JSON.stringify(told).replace('ремонт', 'р'.repeat(1001)))),
  ).toThrow('file-broken')
})
