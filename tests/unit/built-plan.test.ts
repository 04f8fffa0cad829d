/** New plans written part by part (SPEC IV1, IV2). */
import { constants, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildReadable } from '../../server/built-plan.ts'
import { PartedDocument } from '../../server/parted-document.ts'
import { makeCheckpoint } from '../../server/storage/checkpoint.ts'
import { buildPlan, planParts } from '../../shared/plan/build.ts'
import type { PlanDraft } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { countingIds, itemDraft, planDraft } from '../support/drafts.ts'
import { planDrafts } from '../support/plan-arbitrary.ts'
import { wholePlan } from '../support/readable-plan.ts'

const CLIENT = 4711

/** What a peer makes of the payload of a compressed message (RFC 7692, 7.2.2). */
const messageIn = (payload: Uint8Array | null): Buffer | null =>
  payload &&
  inflateRawSync(Buffer.concat([payload, Buffer.from([0, 0, 0xff, 0xff])]), {
    finishFlush: constants.Z_SYNC_FLUSH,
  })

const partByPart = (draft: PlanDraft) => {
  const document = new PartedDocument(CLIENT)
  const structs: Uint8Array[] = []
  for (const { write } of planParts(draft, { ids: countingIds(), epoch: 'epoch1' })) {
    document.write(write, () => {})
    structs.push(document.takeStructs())
  }
  const { updateHead, updateEnd, ...state } = document.finish()
  return { ...state, update: new Uint8Array(Buffer.concat([updateHead, ...structs, updateEnd])) }
}

const atOnce = (draft: PlanDraft) => {
  const doc = new Y.Doc()
  doc.clientID = CLIENT
  buildPlan(doc, draft, { ids: countingIds(), epoch: 'epoch1' })
  return {
    stateVector: Y.encodeStateVector(doc),
    stateV2: Y.encodeStateAsUpdateV2(doc),
    update: Y.encodeStateAsUpdate(doc),
  }
}

test('[IV1] a plan written part by part is, byte for byte, the plan written at once', () => {
  fc.assert(
    fc.property(planDrafts({ hide: true }), (draft) => {
      expect(partByPart(draft)).toEqual(atOnce(draft))
    }),
    { seed: 5, numRuns: 40 },
  )
})

test('[IV1] a part that deletes is refused', () => {
  const document = new PartedDocument(CLIENT)
  const twice = (doc: Y.Doc) => {
    doc.getMap('rows').set('a', 1)
    doc.getMap('rows').set('a', 2)
  }
  expect(() => document.write(twice, () => {})).toThrow('deletes nothing')
})

test('[IV2] what is told of a new plan is what its document reads like, over the bounds of parts', async () => {
  const draft = planDraft(3, 0)
  for (const [at, section] of draft.sections.entries()) {
    section.items = Array.from({ length: at === 1 ? 0 : 250 }, (_, row) =>
      itemDraft(`Событие <em>${row}</em>`, { level: row % 4, cells: { c1: `Отдел ${row}\nИванова` } }),
    )
  }
  for (const numbering of ['plan', 'section'] as const) {
    const ids = countingIds()
    const built = await buildReadable(numbering === 'plan' ? { ...draft, numbering } : draft, ids)
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, built.checkpoint.stateV2)
    const plan = wholePlan(built)
    expect(plan).toEqual(JSON.parse(JSON.stringify(projectPlan(doc, plan.id))))
    expect(plan.sections.map(({ items }) => items.length)).toEqual([250, 0, 250])
    expect(plan.sections[2]?.items[0]?.number).toBe(numbering === 'plan' ? '64.' : '1.')
  }
})

test('[MM5] what was compressed while a plan was written is the message that its document sends', async () => {
  for (const rows of [0, 900]) {
    const draft = planDraft(1, 0)
    const [section] = draft.sections
    if (section) section.items = Array.from({ length: rows }, (_, at) => itemDraft(`Событие ${at}`))
    const { checkpoint } = await buildReadable(draft, countingIds())
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, checkpoint.stateV2)
    const { deflatedUpdate } = await makeCheckpoint(doc, 0)
    expect(messageIn(checkpoint.deflatedUpdate)).toEqual(messageIn(deflatedUpdate))
  }
})
