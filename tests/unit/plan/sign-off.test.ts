/** Signing a section: which step leads where, what exactly is signed, and how an edit reopens it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildPlan } from '../../../shared/plan/build.ts'
import {
  addColumn,
  addRow,
  deleteRow,
  moveRow,
  moveSection,
  restoreRow,
  setCell,
  setDepartment,
  setMeta,
  setNumber,
  setSectionTitle,
  setState,
  type Editing,
} from '../../../shared/plan/edit.ts'
import { dismissFinding, setPeriodFix } from '../../../shared/plan/edit-notes.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { remarkKey, serverOf, signKey } from '../../../shared/plan/schema.ts'
import {
  STEPS,
  type SignOff,
  type SignOffState,
  afterStep,
  clearSignOffs,
  isSignOff,
  leadsTo,
  readSignOffs,
  remarkOf,
  stateOf,
  writeSignOff,
} from '../../../shared/plan/sign-off.ts'
import { SectionHashes, hashOfSectionJson, hashOfSectionView } from '../../../shared/plan/signed-content.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { countingIds, copyOf, editingOf, planDoc } from '../../support/drafts.ts'
import { planDrafts } from '../../support/plan-arbitrary.ts'

const anna = { by: 'anna', name: 'Анна', at: '2026-01-01T00:00:00.000Z' }
const chief = { by: 'chief', name: 'Глава', at: '2026-01-02T00:00:00.000Z' }

/** What stands after these steps on a section that says `hash`. */
const after = (hash: string, ...steps: ('ready' | 'open' | 'accepted' | 'returned')[]): SignOff | null =>
  steps.reduce<SignOff | null>(
    (before, step) => afterStep(before, step, step === 'ready' ? anna : chief, hash),
    null,
  )

describe('the steps', () => {
  test('[SG1] each leads on from where it makes sense, and from nowhere else', () => {
    const states: SignOffState[] = ['open', 'ready', 'accepted', 'returned', 'changed']
    const ways = states.map((state) => [state, ...STEPS.filter((step) => leadsTo(state, step))].join(' '))
    expect(ways).toEqual([
      'open ready',
      'ready open accepted returned',
      'accepted returned',
      'returned ready',
      'changed ready open returned',
    ])
  })

  test('[SG1] [SG3] signed, returned, signed again, accepted, changed, as it was', () => {
    expect(stateOf(null, 'a')).toBe('open')
    expect(stateOf(after('a', 'ready'), 'a')).toBe('ready')
    expect(stateOf(after('a', 'ready', 'returned'), 'a')).toBe('returned')
    // Working on what was returned does not sign it.
    expect(stateOf(after('a', 'ready', 'returned'), 'b')).toBe('returned')
    const accepted = after('b', 'ready', 'accepted')
    expect(accepted?.ready.by).toBe('anna')
    expect(accepted?.verdict?.by).toBe('chief')
    expect([stateOf(accepted, 'b'), stateOf(accepted, 'c'), stateOf(accepted, 'b')]).toEqual([
      'accepted',
      'changed',
      'accepted',
    ])
    expect(after('b', 'ready', 'accepted', 'open')).toBe(null)
    // Where the content is not known, the server's note is believed.
    const note = { ...anna, item: 'r1' }
    expect(accepted && stateOf({ ...accepted, changed: note }, null)).toBe('changed')
    expect(accepted && stateOf({ ...accepted, changed: note }, 'b')).toBe('accepted')
  })

  test('[SG4] what is no sign-off is none, and a remark is of its verdict alone', () => {
    const doc = planDoc()
    const good = after('a', 'ready', 'returned')
    const bad = [
      null,
      1,
      {},
      { ready: anna },
      { ...good, verdict: { ...chief, kind: 'x' } },
      { ...good, changed: 1 },
    ]
    expect(bad.filter(isSignOff)).toEqual([])
    bad.forEach((value, at) => serverOf(doc).set(signKey(`s${at}`), value))
    expect([...readSignOffs(doc)]).toEqual([])
    writeSignOff(doc, 's', good, { at: chief.at, text: 'Нет дат' })
    expect(good && [remarkOf(doc, 's', good), remarkOf(doc, 't', good)]).toEqual(['Нет дат', ''])
    const later = good?.verdict && { ...good, verdict: { ...good.verdict, at: '2026-03-01T10:00:00.000Z' } }
    expect(later && remarkOf(doc, 's', later)).toBe('')
    writeSignOff(doc, 's', after('a', 'ready', 'returned', 'ready'), null)
    expect([...serverOf(doc).keys()].includes(remarkKey('s'))).toBe(false)
    clearSignOffs(doc)
    expect([...readSignOffs(doc)]).toEqual([])
  })
})

/** Hashes of all sections, from the document. */
const hashes = (doc: Y.Doc): string[] => {
  const found = new SectionHashes(doc)
  return found.ids().map((id) => found.hashOf(id))
}

describe('what is signed', () => {
  test('[SG2] has one hash from the document, the view and PlanJson, whatever stands in it', () => {
    fc.assert(
      fc.property(planDrafts({ hide: true }), (draft) => {
        const doc = new Y.Doc()
        buildPlan(doc, draft, { ids: countingIds(), epoch: 'e' })
        const row = projectPlan(doc, 'p').sections[0]?.items[0]?.id ?? ''
        const edit = editingOf(doc)
        setPeriodFix(edit, row, { kind: 'months', months: [3], start: null, end: null, hours: null })
        setNumber(edit, row, { mode: 'typed', text: '7-бис' })
        const projection = new PlanProjection(doc)
        const { sections, columns } = projection.view()
        const inDoc = hashes(doc)
        expect(sections.map((section) => hashOfSectionView(section, columns))).toEqual(inDoc)
        expect(projectPlan(doc, 'p').sections.map(hashOfSectionJson)).toEqual(inDoc)
        expect(hashes(copyOf(doc))).toEqual(inDoc)
        projection.destroy()
      }),
      { numRuns: 60 },
    )
  })

  /** Whether an edit changed the first section's hash, and whether it changed the second's. */
  const moved = (
    act: (
      edit: Editing,
      ids: { first: string; second: string; row: string; last: string; own: string },
    ) => void,
  ) => {
    const doc = planDoc()
    const { sections, columns } = projectPlan(doc, 'p')
    const [one, two] = sections
    const ids = {
      first: one?.id ?? '',
      second: two?.id ?? '',
      row: one?.items[0]?.id ?? '',
      last: one?.items[2]?.id ?? '',
      own: columns[3]?.key ?? '',
    }
    const before = new SectionHashes(doc)
    const told = [ids.first, ids.second].map((id) => before.hashOf(id))
    act(editingOf(doc), ids)
    const now = new SectionHashes(doc)
    return [ids.first, ids.second].map((id, at) => now.hashOf(id) !== told[at])
  }

  test('[SG2] words, rows, places, own numbers, corrected dates, title and department count', () => {
    const words = textToBlocks('Иначе')
    expect(moved((e, { row }) => setCell(e, row, 'title', words))).toEqual([true, false])
    expect(moved((e, { row }) => setCell(e, row, 'period', words))).toEqual([true, false])
    expect(moved((e, { row, own }) => setCell(e, row, own, words))).toEqual([true, false])
    expect(moved((e, { row }) => setNumber(e, row, { mode: 'typed', text: '9' }))).toEqual([true, false])
    expect(moved((e, { row }) => deleteRow(e, row))).toEqual([true, false])
    expect(moved((e, { first }) => addRow(e, { section: first, parent: null, after: null }))).toEqual([
      true,
      false,
    ])
    expect(
      moved((e, { first, row, last }) => moveRow(e, row, { section: first, parent: null, after: last })),
    ).toEqual([true, false])
    expect(
      moved((e, { second, row }) => moveRow(e, row, { section: second, parent: null, after: null })),
    ).toEqual([true, true])
    expect(moved((e, { first }) => setSectionTitle(e, first, 'Иначе'))).toEqual([true, false])
    expect(moved((e, { first }) => setDepartment(e, first, 'method'))).toEqual([true, false])
    const reading = { kind: 'months', months: [5], start: null, end: null, hours: null } as const
    expect(moved((e, { row }) => setPeriodFix(e, row, { ...reading, months: [...reading.months] }))).toEqual([
      true,
      false,
    ])
  })

  test('[SG2] facts, findings set aside, automatic numbers, empty columns and the plan around it do not', () => {
    expect(moved((e, { row }) => setState(e, row, 'done'))).toEqual([false, false])
    const finding = { code: 'number-gap', section: null, about: 'abc' } as unknown as Parameters<
      typeof dismissFinding
    >[1]
    expect(moved((e, { row }) => dismissFinding(e, { ...finding, item: row }, 'так надо'))).toEqual([
      false,
      false,
    ])
    expect(moved((e) => setMeta(e, { numbering: 'plan', year: 2030, title: 'x' }))).toEqual([false, false])
    expect(moved((e, { first, second }) => moveSection(e, first, second))).toEqual([false, false])
    expect(moved((e) => addColumn(e, { after: null, title: 'Место' }))).toEqual([false, false])
  })

  test('[SG3] taking an edit back gives the same hash again', () => {
    expect(
      moved((e, { row }) => {
        deleteRow(e, row)
        restoreRow(e, row)
        setCell(e, row, 'title', textToBlocks('Иначе'))
        setCell(e, row, 'title', textToBlocks('Событие 1-1'))
      }),
    ).toEqual([false, false])
  })
})
