/** Undo after rights have shrunk: what is taken back is what the server would let in, and nothing else (SPEC PW8). */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { rightsIn } from '../../../../client/plan/rights.ts'
import { createUndo } from '../../../../client/plan/undo.ts'
import { inspect } from '../../../../server/access/inspect.ts'
import { allowed } from '../../../../server/access/rights.ts'
import type { Actor } from '../../../../shared/permissions.ts'
import * as edit from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { rowsOf, sectionsOf, serverOf } from '../../../../shared/plan/schema.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { copyOf, editingOf } from '../../../support/drafts.ts'
import { type Dice, dice } from '../../../support/random.ts'
import { SECTIONS, rowIn, stage } from '../../../support/rights-world.ts'

const CHIEF: Actor = { role: 'chief', departments: [], approver: false }
const EDITOR: Actor = { role: 'editor', departments: ['method'], approver: false }

const open = (actor: Actor) => {
  const doc = stage(new Y.Doc())
  const editing = editingOf(doc)
  const undo = createUndo(doc, 'anna')
  undo.track(editing.origin)
  const projection = new PlanProjection(doc)
  const obey = (who: Actor) =>
    undo.obey(rightsIn(who, serverOf(doc).get('locked') === true, projection.view()))
  obey(actor)
  const write = (row: string, text = 'иначе') => {
    edit.setCell(editing, row, 'title', textToBlocks(text))
    undo.cut()
  }
  const title = (row: string) => String(rowsOf(doc).get(row)?.get('c:title'))
  /** What somebody else does, or the server. */
  const elsewhere = (change: () => void) => doc.transact(change, 'remote')
  return { doc, editing, undo, obey, write, title, elsewhere }
}

describe('undo under shrunken rights', () => {
  it('[PW8] drops the steps in sections that are mine no more, and goes on with the others', () => {
    const { undo, obey, write, title } = open(CHIEF)
    write(rowIn('own'))
    write(rowIn('foreign'))
    obey(EDITOR)
    expect(undo.state.get()).toEqual({ canUndo: true, canRedo: false })
    expect([undo.undo(), undo.undo()]).toEqual([true, false])
    expect([title(rowIn('own')), title(rowIn('foreign'))]).toEqual([
      expect.stringContaining('row-own title'),
      expect.stringContaining('иначе'),
    ])
  })

  it('[PW8] drops what is to be redone as well, and everything for a reader', () => {
    const { undo, obey, write } = open(CHIEF)
    write(rowIn('foreign'))
    undo.undo()
    expect(undo.state.get().canRedo).toBe(true)
    obey(EDITOR)
    expect(undo.state.get().canRedo).toBe(false)
    write(rowIn('own'))
    obey({ ...EDITOR, role: 'viewer' })
    expect([undo.undo(), undo.state.get().canUndo]).toEqual([false, false])
  })

  it('[PW8] drops a step about a row that somebody moved out of my sections', () => {
    const { doc, undo, write, elsewhere } = open(EDITOR)
    write(rowIn('own'))
    elsewhere(() => void rowsOf(doc).get(rowIn('own'))?.set('pos', [SECTIONS.foreign, null, 'b1']))
    expect(undo.undo()).toBe(false)
  })

  it('[PW8] drops a move back into a section that is mine no more', () => {
    const { doc, editing, undo, obey, elsewhere } = open(EDITOR)
    edit.moveRow(editing, rowIn('own'), { section: SECTIONS.shared, parent: null, after: null })
    elsewhere(() => void sectionsOf(doc).get(SECTIONS.own)?.set('dept', 'events'))
    obey(EDITOR)
    expect(undo.undo()).toBe(false)
  })

  it('[PW8] keeps facts about rows of a locked plan, and drops its content', () => {
    const { doc, editing, undo, obey, write, title, elsewhere } = open(EDITOR)
    edit.setState(editing, rowIn('own'), 'done')
    undo.cut()
    write(rowIn('own'))
    elsewhere(() => void serverOf(doc).set('locked', true))
    obey(EDITOR)
    expect([undo.undo(), undo.undo()]).toEqual([true, false])
    expect(rowsOf(doc).get(rowIn('own'))?.get('state')).toBe('planned')
    expect(title(rowIn('own'))).toContain('иначе')
  })

  it('[PW8] never takes back what the server would refuse, whatever was done and whoever one has become', () => {
    let taken = 0
    for (let seed = 1; seed <= 30; seed++) taken += playSeed(seed)
    expect(taken).toBeGreaterThan(40)
  })
})

const ROWS = [rowIn('own'), rowIn('shared'), rowIn('foreign'), rowIn('own', 'below'), rowIn('own', 'binned')]
const HOMES = [SECTIONS.own, SECTIONS.shared, SECTIONS.foreign]

/** One thing that a chief editor does. */
const act = (editing: edit.Editing, random: Dice, seed: number): unknown => {
  const row = random.pick(ROWS) ?? ''
  const section = random.pick(HOMES) ?? ''
  const verbs = [
    () => edit.setCell(editing, row, 'title', textToBlocks(`слово ${seed}`)),
    () => edit.moveRow(editing, row, { section, parent: null, after: null }),
    () => edit.setNumber(editing, row, { mode: 'typed', text: `${seed}` }),
    () => edit.setState(editing, row, 'done'),
    () => edit.deleteRow(editing, row),
    () => edit.restoreRow(editing, row),
    () => edit.addRow(editing, { section, parent: null, after: null }),
    () => edit.setDepartment(editing, section, random.pick(['method', 'events', null]) ?? null),
    () => edit.setSectionTitle(editing, section, `раздел ${seed}`),
    () => edit.addColumn(editing, { after: null, title: 'Ещё' }),
  ]
  return random.pick(verbs)?.()
}

/** How many steps could be taken back. */
const playSeed = (seed: number): number => {
  const random = dice(seed * 7919)
  const { doc, editing, undo, obey, elsewhere } = open(CHIEF)
  for (let step = 0; step < 12; step++) {
    act(editing, random, seed)
    undo.cut()
  }
  const section = random.pick(HOMES) ?? ''
  elsewhere(
    () =>
      void sectionsOf(doc)
        .get(section)
        ?.set('dept', random.pick(['method', 'events', null])),
  )
  if (random.chance(0.2)) elsewhere(() => void serverOf(doc).set('locked', true))
  const actor: Actor = { ...EDITOR, departments: random.pick([['method'], ['events'], []]) ?? [] }
  obey(actor)
  const refused: unknown[] = []
  let taken = 0
  for (let goes = true; goes;) {
    const before = copyOf(doc)
    const hear = (update: Uint8Array) => {
      const seen = inspect(before, update)
      const verdict = seen.ok ? allowed(seen.touched, { id: 'u', name: 'u', ...actor }, before) : seen.code
      if (verdict !== null) refused.push([seed, taken, verdict, seen.ok && seen.touched])
    }
    doc.once('update', hear)
    goes = random.chance(0.2) ? undo.redo() : undo.undo()
    doc.off('update', hear)
    if (goes) taken++
    if (taken > 40) goes = false
  }
  expect(refused).toEqual([])
  return taken
}
