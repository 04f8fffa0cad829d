/** The plan that is measured, and how it gets into each server. */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { buildPlan } from '../../shared/plan/build.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { SYNC_STEP_2, SYNC_UPDATE, encodeSyncStep1, encodeSyncUpdate } from '../../shared/protocol.ts'
import { countingIds, itemDraft, planDraft } from '../support/drafts.ts'
import { type RawClient, openRaw } from './raw-client.ts'
import type { Target } from './targets.ts'
import { type Wire, wireOf } from './wire.ts'

/** A plan of that many rows, in sections of at most 250, with text of an ordinary plan's length. */
export const benchPlan = (rows: number): Y.Doc => {
  const sections = Math.max(1, Math.ceil(rows / 250))
  const draft = planDraft(sections, 0)
  draft.sections.forEach((section, index) => {
    const count = Math.min(250, rows - index * 250)
    section.items = Array.from({ length: count }, (_, row) =>
      itemDraft(
        `Областная конференция «Библиотека ${index}-${row}: вызовы, возможности, успешные практики»`,
        {
          period: row % 3 === 0 ? 'февраль- сентябрь' : 'в течение года по запросу',
          cells: { c1: 'Отдел методической работы' },
        },
      ),
    )
  })
  const doc = new Y.Doc()
  buildPlan(doc, draft, { ids: countingIds('bench'), epoch: 'bench' })
  return doc
}

/** Where clients connect to: the address of the plan. */
export const addressOf = (target: Target, planId: string): string => {
  if (target.wire !== 'svod') return new URL(planId, target.server.url).href
  return `${target.server.url.replace(/^http/, 'ws')}/sync/${planId}`
}

const importIntoSvod = async (target: Target, doc: Y.Doc): Promise<string> => {
  const form = new FormData()
  form.append('file', new Blob([JSON.stringify(projectPlan(doc, 'bench'))]), 'plan.json')
  const response = await fetch(`${target.server.url}/api/plans/import`, {
    method: 'POST',
    headers: target.headers,
    body: form,
  })
  const body = (await response.json()) as { id?: string }
  if (!body.id) throw new Error(`import answered ${response.status}: ${JSON.stringify(body)}`)
  return body.id
}

/** Opens a connection as a client that knows nothing yet, and resolves with it and the document it was given. */
export const openClient = (
  target: Target,
  planId: string,
  onMessage: (payload: Buffer) => void,
): Promise<{ client: RawClient; doc: Y.Doc }> =>
  new Promise((resolve, reject) => {
    const wire = wireOf(target.wire, planId)
    const doc = new Y.Doc()
    let opened: RawClient | null = null
    let ready = target.wire === 'bare'
    const take = (payload: Buffer) => {
      if (ready) return onMessage(payload)
      const update = readSync(wire, Buffer.from(payload))
      if (update) Y.applyUpdate(doc, update)
      if (!opened || !isStep2(wire, payload)) return
      ready = true
      resolve({ client: opened, doc })
    }
    const onClose = () => reject(new Error(`${target.name} closed the connection before it had answered`))
    openRaw(addressOf(target, planId), { headers: target.headers, onMessage: take, onClose }).then(
      (client) => {
        opened = client
        if (ready) return resolve({ client, doc })
        client.send(...wire.greetings, wire.wrap(encodeSyncStep1(new Uint8Array([0]))))
      },
      reject,
    )
  })

/** Sync messages are number 0; Hocuspocus answers a step 1 under number 4. */
const syncStep = (wire: Wire, payload: Uint8Array): { step: number; decoder: decoding.Decoder } | null => {
  const decoder = wire.unwrap(payload)
  const number = decoding.readVarUint(decoder)
  return number === 0 || number === 4 ? { step: decoding.readVarUint(decoder), decoder } : null
}

const isStep2 = (wire: Wire, payload: Uint8Array): boolean => syncStep(wire, payload)?.step === SYNC_STEP_2

/** The update that a message brings, null of any other message. */
export const readSync = (wire: Wire, payload: Uint8Array): Uint8Array | null => {
  const sync = syncStep(wire, payload)
  if (!sync || (sync.step !== SYNC_STEP_2 && sync.step !== SYNC_UPDATE)) return null
  return decoding.readVarUint8Array(sync.decoder)
}

const TAKING_TRIES = 40
const TAKING_PAUSE_MS = 500

/** Resolves when the server gives the plan to others: a large one takes a peer a while. */
const untilTaken = async (target: Target, planId: string): Promise<void> => {
  for (let left = TAKING_TRIES; left > 0; left--) {
    const { client, doc } = await openClient(target, planId, () => {})
    client.close()
    if (doc.getMap('rows').size > 0) return
    await new Promise<void>((resolve) => void setTimeout(resolve, TAKING_PAUSE_MS))
  }
  throw new Error(`${target.name} did not take the plan`)
}

/** Puts the plan into the server, in peers under the name `planId`; the id that clients ask for. */
export const seedPlan = async (target: Target, doc: Y.Doc, planId = ''): Promise<string> => {
  if (target.wire === 'bare') return planId
  if (target.wire === 'svod') return importIntoSvod(target, doc)
  const { client } = await openClient(target, planId, () => {})
  client.send(wireOf(target.wire, planId).wrap(encodeSyncUpdate(Y.encodeStateAsUpdate(doc))))
  await untilTaken(target, planId)
  // Stays connected: servers without a store forget a document when its last client leaves.
  return planId
}

/** The same plan that many times. */
export const seedPlans = async (target: Target, doc: Y.Doc, count: number): Promise<string[]> => {
  const names = Array.from({ length: count }, (_, index) => `plan${index}`)
  if (target.wire !== 'svod') {
    for (const name of names) await seedPlan(target, doc, name)
    return names
  }
  const copyFrom = await importIntoSvod(target, doc)
  const headers = { ...target.headers, 'content-type': 'application/json' }
  const ids: string[] = []
  for (const name of names) {
    const body = JSON.stringify({ copyFrom, title: name })
    const response = await fetch(`${target.server.url}/api/plans`, { method: 'POST', headers, body })
    ids.push(((await response.json()) as { id: string }).id)
  }
  return ids
}

/** The text of the title of the `index`-th row, counting round and round. */
export const cellText = (doc: Y.Doc, index: number): Y.XmlText => {
  const rows = doc.getMap<Y.Map<unknown>>('rows')
  const id = [...rows.keys()].sort()[index % Math.max(1, rows.size)] ?? ''
  const fragment = rows.get(id)?.get('c:title') as Y.XmlFragment
  return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
}
