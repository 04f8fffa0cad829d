/** After a refusal: the sender's clocks go on, the refused content is nowhere, what follows survives. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { neutralise } from '../../../server/access/neutralise.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { copyOf } from '../../support/drafts.ts'
import { fieldsOf } from '../../support/plan-fields.ts'
import { dice } from '../../support/random.ts'
import { any, gc, item, rawUpdate } from '../../support/raw-update.ts'
import { EVE, ROW, cell, changeOf, planOf, row, textOf } from './world.ts'

const TRIALS = 60
const EDITS = 30

interface Sent {
  update: Uint8Array
  token: string
  bad: boolean
}

/** A client that goes on writing without waiting for answers; one of its updates breaks the structure. */
const write = (base: Y.Doc, seed: number): { client: Y.Doc; sent: Sent[] } => {
  const random = dice(seed)
  const client = copyOf(base)
  client.clientID = 100 + random.int(2 ** 30)
  const sent: Sent[] = []
  let current = { token: '', bad: false }
  client.on('update', (update: Uint8Array) => sent.push({ update, ...current }))
  const badAt = random.int(10)
  for (let edit = 0; edit < EDITS; edit++) {
    current = { token: `<${seed}.${edit}>`, bad: edit === badAt }
    const id = random.pick(['r2', 'r3']) ?? ROW
    client.transact(() => {
      if (edit === badAt) row(client, id).set('pos', ['stolen'])
      // What is refused stands in a cell of its own, so that nothing later leans on it.
      if (edit === badAt) textOf(cell(client, ROW, 'c:period')).insert(0, current.token)
      else textOf(cell(client, id)).insert(0, current.token)
    })
  }
  return { client, sent }
}

/** Takes in the updates as a room does; what the server and a colleague hold in the end. */
const takeIn = (sent: readonly Sent[]): { server: Y.Doc; colleague: Y.Doc; refused: number } => {
  const server = planOf()
  const colleague = copyOf(server)
  let refused = 0
  for (const { update } of sent) {
    const verdict = inspect(server, update)
    const accepted = verdict.ok ? verdict.update : neutralise(server, update)
    if (!verdict.ok) refused++
    if (accepted === null) throw new Error('cannot go on')
    Y.applyUpdate(server, accepted)
    Y.applyUpdate(colleague, accepted)
  }
  return { server, colleague, refused }
}

const words = (doc: Y.Doc): string => JSON.stringify(rowsOf(doc).toJSON())

describe('neutralise', () => {
  it(`[AC12] all later edits survive, nothing refused leaks, nothing is pending: ${TRIALS} trials`, () => {
    for (let seed = 1; seed <= TRIALS; seed++) {
      const { sent } = write(planOf(), seed)
      const { server, colleague, refused } = takeIn(sent)
      expect(refused, `seed ${seed}`).toBe(1)
      for (const { token, bad } of sent)
        expect(words(server).includes(token), `seed ${seed} ${token}`).toBe(!bad)
      expect(words(server)).not.toContain('stolen')
      expect([server.store.pendingStructs, server.store.pendingDs]).toEqual([null, null])
      expect(fieldsOf(colleague), `seed ${seed}`).toEqual(fieldsOf(server))
      expect(fieldsOf(copyOf(server)), `seed ${seed}`).toEqual(fieldsOf(server))
    }
  })

  it('[AC12] what leans on refused content is let in as nothing', () => {
    const doc = planOf()
    const copy = copyOf(doc)
    copy.clientID = 7
    const sent: Uint8Array[] = []
    copy.on('update', (update: Uint8Array) => sent.push(update))
    copy.transact(() => {
      row(copy).delete('pos')
      textOf(cell(copy)).insert(0, 'тайно')
    })
    textOf(cell(copy)).insert(5, ' и дальше')
    Y.applyUpdate(doc, neutralise(doc, sent[0]!)!)
    expect(inspect(doc, sent[1]!)).toMatchObject({ ok: true, touched: [], empty: false })
    Y.applyUpdate(doc, sent[1]!)
    expect(words(doc)).not.toContain('дальше')
    expect(doc.store.pendingStructs).toBeNull()
  })

  it('[AC12] is safe for hostile input: nothing for gaps, too long ranges, foreign clients and noise', () => {
    const doc = planOf()
    const garbage = (clock: number, length: number) =>
      rawUpdate([{ client: EVE, clock, structs: [gc(length)] }])
    expect(neutralise(doc, garbage(1, 1))).toBeNull()
    expect(neutralise(doc, garbage(0, 2 ** 40))).toBeNull()
    expect(neutralise(doc, garbage(0, 1001), { maxLength: 1000 })).toBeNull()
    expect(neutralise(doc, garbage(0, 10), { ownsClient: () => false })).toBeNull()
    expect(neutralise(doc, Uint8Array.of(1, 2, 3))).toBeNull()
    expect(neutralise(doc, new Uint8Array())).toBeNull()
    expect(neutralise(doc, garbage(0, 10))).not.toBeNull()
  })

  it('[AC12] deletions of the refused update are dropped, known structs are left alone', () => {
    const doc = planOf()
    const before = fieldsOf(doc)
    expect(
      neutralise(
        doc,
        changeOf(doc, (copy) => rowsOf(copy).delete(ROW)),
      ),
    ).toBeNull()
    const mixed = rawUpdate(
      [{ client: EVE, clock: 0, structs: [item({ parent: 'rows', sub: 'x', content: any(1) })] }],
      [[1, [0, 5]]],
    )
    Y.applyUpdate(doc, neutralise(doc, mixed)!)
    expect(fieldsOf(doc)).toEqual(before)
    expect(Y.getState(doc.store, EVE)).toBe(1)
  })
})
