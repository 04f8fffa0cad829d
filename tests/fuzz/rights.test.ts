/** Permission fuzz: whatever a department editor's session sends, nothing changes but what the rule book lets them change. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { admit, claimClients, type Sender } from '../../server/access/admit.ts'
import { neutralise } from '../../server/access/neutralise.ts'
import { ClientOwners } from '../../server/access/owners.ts'
import type { Identity } from '../../shared/identity.ts'
import { operateComment } from '../support/comment-operations.ts'
import { docOf, editingOf, emptyDoc } from '../support/drafts.ts'
import { forge, mutate, noise } from '../support/hostile-updates.ts'
import { fieldsOf, unforeseen } from '../support/plan-fields.ts'
import { emptyLedger, operate, type Author } from '../support/plan-operations.ts'
import { type Dice, dice } from '../support/random.ts'
import { CAST, stage } from '../support/rights-world.ts'
import { trespasses } from '../support/trespasses.ts'

const UPDATES_A_SEED = 200
const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 50)

const authorOf = (doc: Y.Doc, seed: number): Author => ({
  edit: editingOf(doc, `p${seed}`, seed),
  dice: dice(seed),
  typed: 0,
  ledger: emptyLedger(),
})

/** An edit that a page could send, of anything in the plan; made with no regard to rights. */
const edit = (state: Uint8Array, seed: number, client: number): Uint8Array => {
  const copy = docOf(state)
  copy.clientID = client
  const sent: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => sent.push(update))
  const author = authorOf(copy, seed)
  for (let left = 1 + author.dice.int(3); left > 0; left--) operate(author)
  return sent.length === 0 ? Uint8Array.of(0, 0) : Y.mergeUpdates(sent)
}

/** Comments by somebody: themselves, or whoever they say they are. */
const comment = (state: Uint8Array, random: Dice, seed: number, who: Identity): Uint8Array => {
  const copy = docOf(state)
  copy.clientID = 100 + random.int(3)
  const sent: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => sent.push(update))
  const { id, name } = random.chance(0.7) ? who : random.pick(CAST)!
  operateComment({ ...editingOf(copy, id, seed), name }, random)
  return sent.length === 0 ? Uint8Array.of(0, 0) : Y.mergeUpdates(sent)
}

/** A plan, its bytes and its fields, all read once until it changes. */
const read = (doc: Y.Doc) => ({ doc, state: Y.encodeStateAsUpdate(doc), fields: fieldsOf(doc) })
type Stage = ReturnType<typeof read>

const frameOf = ({ doc, state }: Stage, random: Dice, seed: number, who: Identity): Uint8Array => {
  const roll = random.next()
  if (roll < 0.15) return comment(state, random, seed, who)
  if (roll < 0.4) return edit(state, seed, 100 + random.int(3))
  if (roll < 0.55) return mutate(edit(state, seed, 100 + random.int(3)), random)
  return roll < 0.97 ? forge(doc, random) : noise(random)
}

const tally = { allowed: 0, changed: 0, refused: 0, forbidden: 0, comments: 0 }

const runSeed = (seed: number): void => {
  const random = dice(seed * 8191)
  let now = read(stage(emptyDoc(), random.chance(0.15)))
  const owners = new ClientOwners(false)
  for (let step = 0; step < UPDATES_A_SEED; step++) {
    const who = random.chance(0.8) ? CAST[1 + random.int(2)]! : random.pick(CAST)!
    const clients = new Set([100 + random.int(3)])
    const sender: Sender = { who, clients, whole: random.chance(0.3), brought: 0 }
    const { doc, state, fields } = now
    const update = frameOf(now, random, seed * 1000 + step, who)
    const verdict = admit(doc, update, sender, owners)
    if (!verdict.ok) {
      tally.refused++
      if (verdict.code === 'forbidden' || verdict.code === 'plan-locked') tally.forbidden++
      const filler = random.chance(0.3) ? neutralise(doc, update, { maxLength: 1000 }) : null
      if (filler !== null) {
        const after = docOf(state)
        Y.applyUpdate(after, filler)
        expect(fieldsOf(after)).toEqual(fields)
      }
      continue
    }
    tally.allowed++
    if (verdict.update === null) continue
    const after = docOf(state)
    Y.applyUpdate(after, verdict.update)
    expect(trespasses(doc, after, who), `${who.id}, step ${step}`).toEqual([])
    expect(unforeseen(fields, fieldsOf(after), verdict.touched)).toEqual([])
    claimClients(verdict.update, sender, owners)
    tally.changed++
    if (verdict.touched.some((one) => one.root === 'messages')) tally.comments++
    if (random.chance(0.5)) now = read(after)
  }
}

describe('people who want more than they may', () => {
  it(`[AC14] [AC16] ${UPDATES_A_SEED * SEEDS} updates: forbidden but applied 0, touched outside the predicted 0`, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      try {
        runSeed(seed)
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error })
      }
    }
    const all = UPDATES_A_SEED * SEEDS
    expect(tally.changed).toBeGreaterThan(all * 0.05)
    expect(tally.forbidden).toBeGreaterThan(all * 0.1)
    expect(tally.comments).toBeGreaterThan(all * 0.01)
  })
})
