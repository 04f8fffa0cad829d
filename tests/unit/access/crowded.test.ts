/** Client ids that a plan collects: every question and answer names them all, so nobody brings them by the thousand [AC24]. */
import { beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { admit, ownClients, strangersOf } from '../../../server/access/admit.ts'
import { CROWDED, TURN_LIMITS } from '../../../server/access/limits.ts'
import { neutralise } from '../../../server/access/neutralise.ts'
import { ClientOwners } from '../../../server/access/owners.ts'
import { identityOf } from '../../support/identities.ts'
import { gc, rawUpdate } from '../../support/raw-update.ts'
import { cell, changeOf, planOf, row, textOf } from './world.ts'

let doc: Y.Doc
let owners: ClientOwners

beforeEach(() => {
  doc = planOf()
  owners = new ClientOwners()
})

/** As many ids that nobody has heard of. */
const ids = (count: number, from = 1e9) =>
  rawUpdate(Array.from({ length: count }, (_, at) => ({ client: from + at, clock: 0, structs: [gc(1)] })))

const crowd = () => Y.applyUpdate(doc, ids(CROWDED, 1e6))

const senderOf = (whole: boolean, ...announced: number[]) => ({
  who: identityOf({ id: 'eve', role: 'chief' }),
  clients: new Set(announced),
  whole,
  brought: 0,
})

const code = (update: Uint8Array, whole: boolean, ...announced: number[]): string => {
  const verdict = admit(doc, update, senderOf(whole, ...announced), owners, TURN_LIMITS)
  return verdict.ok ? 'ok' : verdict.code
}

it('[AC24] a change just made brings a few unknown ids, a whole difference those of many sessions', () => {
  expect([32, 33].map((count) => code(ids(count), false))).toEqual(['ok', 'unknown-clients'])
  expect(code(ids(33), false, 1e9)).toBe('ok')
  expect(code(ids(300), true)).toBe('ok')
})

it('[AC24] what is the sender’s since earlier is none of them', () => {
  for (let at = 0; at < 40; at++) owners.claim(1e9 + at, 'eve')
  expect(code(ids(60), false)).toBe('ok')
})

it('[AC24] a crowded plan takes the words of whoever has announced an id, or has written before', () => {
  crowd()
  const typed = changeOf(doc, (copy) => textOf(cell(copy)).insert(3, 'x'), 77)
  const set = changeOf(doc, (copy) => row(copy).set('state', 'done'), 77)
  for (const update of [typed, set]) {
    expect([code(update, false), code(update, false, 77), code(update, true)]).toEqual([
      'unknown-clients',
      'ok',
      'ok',
    ])
  }
  owners.claim(1e6, 'eve')
  expect(
    code(
      changeOf(doc, (copy) => textOf(cell(copy)).insert(3, 'x'), 1e6),
      false,
    ),
  ).toBe('ok')
  expect([256, 257].map((count) => code(ids(count), true))).toEqual(['ok', 'too-large'])
  const sender = { ...senderOf(true), brought: 200 }
  const verdicts = [56, 57].map((count) => admit(doc, ids(count), sender, owners, TURN_LIMITS))
  expect(verdicts.map(({ ok }) => ok)).toEqual([true, false])
})

it('[AC24] nor does a refusal bring them', () => {
  const fill = (count: number, whole: boolean) => {
    const sender = senderOf(whole)
    const own = { ownsClient: ownClients(doc, sender, owners), strangers: strangersOf(doc, sender) }
    return neutralise(doc, ids(count), own)
  }
  expect([fill(32, false) !== null, fill(33, false), fill(300, true)]).toEqual([true, null, null])
  crowd()
  expect(fill(1, false)).toBeNull()
})
