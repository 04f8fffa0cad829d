/** Broken and forged updates: what is let in does what was foretold, and nothing else ever happens. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Inspection, inspect, inspectThoroughly } from '../../server/access/inspect.ts'
import { neutralise } from '../../server/access/neutralise.ts'
import { buildPlan } from '../../shared/plan/build.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { metaOf, rowsOf, sectionsOf } from '../../shared/plan/schema.ts'
import { copyOf, countingIds, docOf, editingOf, emptyDoc, planDraft } from '../support/drafts.ts'
import { forge, mutate, noise } from '../support/hostile-updates.ts'
import { fieldsOf, strangeRoots, unforeseen } from '../support/plan-fields.ts'
import { type Author, emptyLedger, operate } from '../support/plan-operations.ts'
import { validity } from '../support/plan-validity.ts'
import { type Dice, dice } from '../support/random.ts'
import { editRichly } from '../support/rich-edits.ts'

const FRAMES_A_SEED = 400
const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 50)

const author = (doc: Y.Doc, seed: number): Author => ({
  edit: editingOf(doc, `p${seed}`, seed),
  dice: dice(seed),
  typed: 0,
  ledger: emptyLedger(),
})

const fragmentsOf = (doc: Y.Doc): Y.XmlFragment[] =>
  [metaOf(doc), ...sectionsOf(doc).values(), ...rowsOf(doc).values()]
    .flatMap((fields) => [...fields.values()])
    .filter((value): value is Y.XmlFragment => value instanceof Y.XmlFragment)

/** Takes whole paragraphs away, so that what stood in them is garbage; what there is to write down of it. */
const prune = (doc: Y.Doc, random: Dice): Uint8Array[] => {
  const updates: Uint8Array[] = []
  const listen = (update: Uint8Array) => void updates.push(update)
  doc.on('update', listen)
  for (const fragment of fragmentsOf(doc))
    if (fragment.length > 0 && random.chance(0.3)) fragment.delete(random.int(fragment.length), 1)
  doc.off('update', listen)
  return updates
}

/** A lived-in plan, and real updates that it does not have yet. */
const world = (seed: number): { doc: Y.Doc; honest: Uint8Array[]; history: Uint8Array[] } => {
  const random = dice(seed)
  const doc = emptyDoc()
  doc.clientID = 1
  buildPlan(doc, planDraft(1, 2), { ids: countingIds(), epoch: 'epoch1' })
  const honest: Uint8Array[] = []
  const history = [Y.encodeStateAsUpdate(doc)]
  for (let person = 0; person < 3; person++) {
    const copy = copyOf(doc)
    copy.clientID = 10 + random.int(1e6)
    const live: Uint8Array[] = []
    copy.on('update', (update: Uint8Array) => live.push(update))
    const who = author(copy, seed * 10 + person)
    for (let left = 8; left > 0; left--) {
      const fragment = random.pick(fragmentsOf(copy))
      if (random.chance(0.5) && fragment) editRichly(fragment, random, 'me')
      else operate(who)
    }
    if (person === 2) honest.push(...live, Y.mergeUpdates(live), Y.encodeStateAsUpdate(copy))
    else history.push(Y.encodeStateAsUpdate(copy))
  }
  for (const update of history.slice(1)) Y.applyUpdate(doc, update)
  history.push(...prune(doc, random))
  return { doc, honest, history }
}

const frameOf = (doc: Y.Doc, honest: readonly Uint8Array[], random: Dice): Uint8Array => {
  const roll = random.next()
  if (roll < 0.6) return forge(doc, random)
  if (roll < 0.62) return noise(random)
  const real = random.pick(honest) ?? new Uint8Array()
  return roll < 0.97 ? mutate(real, random) : real
}

const sortedFields = (doc: Y.Doc): string[] =>
  [...fieldsOf(doc)].map(([address, value]) => `${address} ${value}`).sort((a, b) => (a < b ? -1 : 1))

const checkAccepted = (
  verdict: Extract<Inspection, { ok: true }>,
  fields: Map<string, string>,
  state: Uint8Array,
): Y.Doc => {
  const clone = docOf(state)
  let emitted = false
  clone.on('update', () => (emitted = true))
  Y.applyUpdate(clone, verdict.update)
  expect(emitted).toBe(!verdict.empty)
  expect([clone.store.pendingStructs, clone.store.pendingDs]).toEqual([null, null])
  expect(strangeRoots(clone)).toEqual([])
  expect(unforeseen(fields, fieldsOf(clone), verdict.touched)).toEqual([])
  expect(validity(clone)).toEqual([])
  projectPlan(clone, 'p')
  return clone
}

/** The same plan after a reload, and for somebody whom the update reached before everything it builds on. */
const checkOrder = (clone: Y.Doc, update: Uint8Array, history: readonly Uint8Array[]): void => {
  const expected = sortedFields(clone)
  const reloaded = emptyDoc()
  Y.applyUpdateV2(reloaded, Y.encodeStateAsUpdateV2(clone))
  expect(sortedFields(reloaded)).toEqual(expected)
  const early = emptyDoc()
  for (const one of [update, ...history]) Y.applyUpdate(early, one)
  expect(sortedFields(early)).toEqual(expected)
  // A log that is read in one go: nothing that was deleted is garbage yet when the update comes.
  const logged = emptyDoc()
  logged.transact(() => {
    for (const one of [...history, update]) Y.applyUpdate(logged, one)
  })
  expect(sortedFields(logged)).toEqual(expected)
}

const checkNeutral = (
  doc: Y.Doc,
  filler: Uint8Array,
  fields: Map<string, string>,
  state: Uint8Array,
): void => {
  expect(inspect(doc, filler)).toMatchObject({ ok: true, touched: [], empty: false })
  const clone = docOf(state)
  Y.applyUpdate(clone, filler)
  expect([clone.store.pendingStructs, clone.store.pendingDs]).toEqual([null, null])
  expect(fieldsOf(clone)).toEqual(fields)
}

const tally = { accepted: 0, refused: 0, neutral: 0, codes: new Map<string, number>() }

const runSeed = (seed: number): void => {
  const { doc, honest, history } = world(seed)
  const random = dice(seed * 131)
  const state = Y.encodeStateAsUpdate(doc)
  const fields = fieldsOf(doc)
  for (let frame = 0; frame < FRAMES_A_SEED; frame++) {
    const update = frameOf(doc, honest, random)
    const verdict = inspect(doc, update)
    expect(inspectThoroughly(doc, update)).toEqual(verdict)
    if (verdict.ok) {
      tally.accepted++
      const clone = checkAccepted(verdict, fields, state)
      if (random.chance(0.2)) checkOrder(clone, verdict.update, history)
      continue
    }
    tally.refused++
    tally.codes.set(verdict.code, (tally.codes.get(verdict.code) ?? 0) + 1)
    const filler = neutralise(doc, update, { maxLength: 1000 })
    if (filler === null) continue
    tally.neutral++
    if (random.chance(0.2)) checkNeutral(doc, filler, fields, state)
  }
  expect(Y.encodeStateAsUpdate(doc)).toEqual(state)
}

describe('hostile people', () => {
  it(`[AC1] ${FRAMES_A_SEED * SEEDS} broken and forged updates change what is foretold or nothing`, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      try {
        runSeed(seed)
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error })
      }
    }
    // A fuzz in which everything bounces off at the first byte would show nothing.
    expect(tally.accepted).toBeGreaterThan(FRAMES_A_SEED * SEEDS * 0.05)
    expect(tally.codes.size).toBeGreaterThan(20)
  })
})
